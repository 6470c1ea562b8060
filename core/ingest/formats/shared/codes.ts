/**
 * In: a line as latin1 text. Out: its characters as numbers.
 * Readers that go over a whole line, and several do in turn, take these: `charCodeAt` finds out each time anew what kind of string it is
 * given, which costs several times the look at the character.
 */

let known = '';
let codes = new Uint8Array(16 * 1024);

/** The codes of the characters of `text`, from index 0; what stands behind them is of other lines. Valid until the next call. */
export function codesOf(text: string): Uint8Array {
  if (text !== known) {
    makeRoom(text.length);
    for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
    known = text;
  }
  return codes;
}

/** For whoever has the bytes that `text` was made of, from `start`: spares `codesOf` the look at each character. */
export function offerCodes(text: string, bytes: Uint8Array, start: number): void {
  makeRoom(text.length);
  codes.set(bytes.subarray(start, start + text.length));
  known = text;
}

function makeRoom(length: number): void {
  if (codes.length < length) codes = new Uint8Array(length * 2);
}
