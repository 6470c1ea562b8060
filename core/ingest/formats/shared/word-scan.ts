/**
 * In: a window of a slice's bytes. Out: where one of one or two bytes stands in it.
 * Four bytes are looked at in one go, as NameMemo does: values that nothing hangs on are most of a line, and passing over them is most of
 * what reading it costs.
 */

const ONES = 0x01010101;
const TOPS = 0x80808080;
/** Bytes of a word. */
export const WORD = 4;

let seen: Uint8Array = new Uint8Array(0);
let view = new DataView(seen.buffer);

/** The same bytes as words. Made once for each slice: lines of a slice follow each other. */
export function wordsOf(bytes: Uint8Array): DataView {
  if (bytes !== seen) {
    seen = bytes;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return view;
}

/** Position of a byte in [at, end), `end` when it is not there. The window lies within the words, whatever begins where. */
export function untilCode(words: DataView, code: number, at: number, end: number): number {
  const pattern = Math.imul(code, ONES);
  let next = at;
  for (const last = end - WORD; next <= last; next += WORD) {
    const zeros = zerosOf(words.getInt32(next, true) ^ pattern);
    if (zeros !== 0) return next + firstOf(zeros);
  }
  while (next < end && words.getUint8(next) !== code) next++;
  return next;
}

/** Position of either byte in [at, end), `end` when neither is there. As `untilCode`. */
export function untilEither(words: DataView, one: number, other: number, at: number, end: number): number {
  const pattern = Math.imul(one, ONES);
  const second = Math.imul(other, ONES);
  let next = at;
  for (const last = end - WORD; next <= last; next += WORD) {
    const word = words.getInt32(next, true);
    const zeros = zerosOf(word ^ pattern) | zerosOf(word ^ second);
    if (zeros !== 0) return next + firstOf(zeros);
  }
  while (next < end && words.getUint8(next) !== one && words.getUint8(next) !== other) next++;
  return next;
}

/** The top bit of the first byte that is zero, and perhaps of some behind it; 0 when none is zero. */
function zerosOf(word: number): number {
  return (word - ONES) & ~word & TOPS;
}

/** Which byte of a word the lowest bit belongs to. */
function firstOf(bits: number): number {
  return (31 - Math.clz32(bits & -bits)) >> 3;
}
