/**
 * In: a line of NGAF as bytes, from the kind of log on: `Log type: website browsing, user: (alice), …`, or its Chinese names. Out: its
 * figures and where its names stand, or "not plain".
 * Plain: pairs parted by commas, in the vendor's spelling of the first key. What action and kind come to is learned from lines read as text.
 */
import type { LineParser } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { bytesOf, untilByte, untilSpaces } from '../shared/bytes.ts';

const TAB = 9;
const SPACE = 32;
const COMMA = 44;
const COLON = 58;

/** @param begins how the line begins; @param longestKey how far a key's colon is looked for */
export function createSangforBytes(
  spec: FieldSpec,
  begins: readonly string[],
  longestKey: number,
): NonNullable<LineParser['readBytes']> {
  const windows = new PairWindows({ spec, judged: [] });
  const words = begins.map(bytesOf);
  return (bytes, start, end, out) => {
    if (!words.some((word) => isBeginning(bytes, start, end, word))) return false;
    windows.begin(out);
    for (let at = start; at < end; ) {
      const stop = untilByte(bytes, COMMA, at, end);
      const key = untilSpaces(bytes, at, stop);
      const limit = Math.min(stop, key + longestKey);
      const colon = untilByte(bytes, COLON, key, limit);
      if (colon < limit) {
        const value = untilSpaces(bytes, colon + 1, stop);
        let valueEnd = stop;
        while (valueEnd > value && (bytes[valueEnd - 1] === SPACE || bytes[valueEnd - 1] === TAB)) valueEnd--;
        if (!windows.take(bytes, key, colon, value, valueEnd, out)) return false;
      }
      at = stop + 1;
    }
    return windows.finish(bytes, out);
  };
}

/** The word stands here, with something behind it. */
function isBeginning(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (start + word.length >= end) return false;
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false;
  return true;
}
