/**
 * In: a flow log of Versa's as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a time, the log's name in letters, and pairs parted by commas (see scan-pairs.ts).
 */
import type { LineParser } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { findWordAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { looksRelayed } from '../shared/relayed-bytes.ts';

const SPACE = 32;
const COMMA = 44;
/** As in parse.ts. */
const MARK = 'Log, applianceName=';
const LOOK = 80;

const SCAN: PairScan = { separator: COMMA, marks: [] };

export function createVersaBytes(spec: FieldSpec, noted: readonly string[]): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: noted });
  return (bytes, start, end, out) => {
    if (!isDigit(bytes[start])) return false;
    const mark = findWordAt(bytes, MARK, start, Math.min(end, start + LOOK));
    const timeEnd = untilByte(bytes, SPACE, start, end);
    if (mark < timeEnd || !isName(bytes, timeEnd + 1, mark) || looksRelayed(bytes, start, end)) return false;
    if (!anyTimeOf(bytes, start, timeEnd)) return false;
    const { ms, isLocal } = byteTime;
    windows.begin(out);
    const pairs = mark + 'Log, '.length;
    if (!out.addVerdict(bytes, timeEnd + 1, mark)) return false;
    if (!scanPairs(bytes, pairs, end, end, SCAN, windows, out) || !windows.finish(bytes, out)) return false;
    out.timeMs = ms;
    out.timeIsLocal = isLocal;
    out.timeIsYearless = false;
    return true;
  };
}

function isName(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const letter = (bytes[at] ?? 0) | 32;
    if (letter < 97 || letter > 122) return false;
  }
  return end > start;
}
