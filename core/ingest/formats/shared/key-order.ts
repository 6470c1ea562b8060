/**
 * In: where a pair of a line begins, and how many came before it. Out: the key there, when it is the one that the line before had in its place.
 * A device writes its lines alike: the next key is known before it is read, and need not be looked up.
 */
import { WORD } from './word-scan.ts';

/** Pairs of a line whose keys are remembered. */
const PAIRS = 128;
/** Words of a key. */
const WIDTH = 8;
const LONGEST = WIDTH * WORD;

export class KeyOrder {
  private readonly words = new Int32Array(PAIRS * WIDTH);
  private readonly lengths = new Uint8Array(PAIRS + 1);
  private readonly numbers = new Int32Array(PAIRS + 1);

  /**
   * @param pair how many pairs came before it in the line
   * @returns how long the key is, with what ends it, when it is the one that was noted for this place; else 0
   */
  match(view: DataView, start: number, end: number, pair: number): number {
    const length = pair < PAIRS ? (this.lengths[pair] ?? 0) : 0;
    // What is read of the last word may lie behind the line, not behind the slice.
    if (length === 0 || start + length > end || start + length + WORD > view.byteLength) return 0;
    const { words } = this;
    let at = start;
    let word = pair * WIDTH;
    for (const last = start + length - WORD; at <= last; at += WORD) {
      if (view.getInt32(at, true) !== words[word++]) return 0;
    }
    const rest = start + length - at;
    if (rest > 0 && (view.getInt32(at, true) & lowBytes(rest)) !== words[word]) return 0;
    return length;
  }

  /** Number of the key that was matched or noted last for this place. */
  numberAt(pair: number): number {
    return this.numbers[Math.min(pair, PAIRS)] ?? 0;
  }

  /** Notes the key in bytes[start, end), with what ends it, for the next line. */
  note(bytes: Uint8Array, start: number, end: number, pair: number, number: number): void {
    const length = end - start;
    // What is not remembered is not found by `match`, its number is by `numberAt`.
    const place = Math.min(pair, PAIRS);
    this.numbers[place] = number;
    this.lengths[place] = length > LONGEST ? 0 : length;
    if (place === PAIRS || length > LONGEST) return;
    for (let at = 0; at < LONGEST; at += WORD) {
      let word = 0;
      for (let byte = 0; byte < WORD && at + byte < length; byte++) {
        word |= (bytes[start + at + byte] ?? 0) << (byte * 8);
      }
      this.words[place * WIDTH + at / WORD] = word;
    }
  }
}

/** Keeps the first bytes of a word: one, two or three. */
function lowBytes(count: number): number {
  return (1 << (count * 8)) - 1;
}
