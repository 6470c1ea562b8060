/**
 * In: a message of a USG as bytes, from `%%01` on. Out: its figures and where its names stand, or "not plain".
 * Plain: `):` behind the message's name, and pairs parted by commas, perhaps in brackets behind a sentence (see scan-pairs.ts). What name and
 * action come to is learned from lines read as text.
 */
import type { LineParser } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { isWordAt, untilByte } from '../shared/bytes.ts';

const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const DOT = 46;
const COLON = 58;
const EQUALS = 61;
const MARK = '%%01';
/** The claim looks this far for the end of the name. */
const NAME_LOOK = 80;

const SCAN: PairScan = { separator: COMMA, marks: [] };

export function createHuaweiBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  return (bytes, start, end, out) => {
    if (!isWordAt(bytes, start, MARK)) return false;
    const colon = untilByte(bytes, COLON, start, Math.min(end, start + NAME_LOOK));
    if (bytes[colon] !== COLON || bytes[colon - 1] !== CLOSE) return false;
    let stop = end;
    while (stop > colon && (bytes[stop - 1] === DOT || bytes[stop - 1] === CLOSE)) stop--;
    const pairs = behindSentence(bytes, colon + 1, stop);
    if (pairs < 0) return false;
    windows.begin(out);
    return (
      out.addVerdict(bytes, start, colon) &&
      scanPairs(bytes, pairs, stop, stop, SCAN, windows, out) &&
      windows.finish(bytes, out)
    );
  };
}

/** Where the pairs begin: at once, or in brackets behind words that look like no pair. */
function behindSentence(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code === OPEN) return at + 1;
    if (code === EQUALS) return start;
    if (code === COMMA) return -1;
  }
  return -1;
}
