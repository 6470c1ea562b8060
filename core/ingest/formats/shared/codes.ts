/**
 * In: a line as latin1 text. Out: its characters as numbers.
 * Readers that go over a whole line, and several do in turn, take these: `charCodeAt` finds out each time anew what kind of string it is
 * given, which costs several times the look at the character.
 */

let known = '';
let codes = new Uint8Array(16 * 1024);
/** The line that was offered last, and the bytes it was made of. */
let offered = '';
let source: Uint8Array = codes;
let sourceStart = 0;

/** The codes of the characters of `text`, from index 0; what stands behind them is of other lines. Valid until the next call. */
export function codesOf(text: string): Uint8Array {
  if (text !== known) {
    if (codes.length < text.length) codes = new Uint8Array(text.length * 2);
    if (text === offered) codes.set(source.subarray(sourceStart, sourceStart + text.length));
    else for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
    known = text;
  }
  return codes;
}

/**
 * For whoever has the bytes that `text` was made of, from `start`: spares `codesOf` the look at each character, where it is called for
 * that text before the bytes change.
 */
export function offerCodes(text: string, bytes: Uint8Array, start: number): void {
  offered = text;
  source = bytes;
  sourceStart = start;
}
