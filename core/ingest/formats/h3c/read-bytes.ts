/**
 * In: a message of Comware as bytes, from `%%10` on. Out: its figures and where its names stand, or "not plain".
 * Plain: `: ` behind the message's name, and pairs parted by semicolons. What an event comes to is learned from lines read as text.
 */
import type { LineParser } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { findWordAt, isWordAt, untilByte } from '../shared/bytes.ts';

const OPEN = 40;
const SEMICOLON = 59;
const EQUALS = 61;
const MARK = '%%10';
/** As in parse.ts. */
const LOOK = 120;

export function createH3cBytes(spec: FieldSpec): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: ['Event'] });
  return (bytes, start, end, out) => {
    if (!isWordAt(bytes, start, MARK)) return false;
    const module = start + MARK.length;
    const colon = findWordAt(bytes, ': ', module, Math.min(end, module + LOOK));
    if (colon < 0) return false;
    windows.begin(out);
    for (let at = colon + 2; at < end; ) {
      const stop = untilByte(bytes, SEMICOLON, at, end);
      const equals = untilByte(bytes, EQUALS, at, stop);
      // `SrcPort(1004)=…`: the number says the same as the name.
      const key = untilByte(bytes, OPEN, at, equals);
      if (equals < stop && !windows.take(bytes, at, key, equals + 1, stop, out)) return false;
      at = stop + 1;
    }
    return windows.finish(bytes, out);
  };
}
