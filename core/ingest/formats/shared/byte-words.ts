/**
 * In: a window of bytes, and words that a format looks for in its lines (`Source `, ` is Deny`). Out: where each stands first, found in one
 * pass however many they are. For byte readers; as findWord finds each of them in the same text.
 */
import { bytesOf } from './bytes.ts';

const SPACE = 32;
const CODES = 256;

export class ByteWords {
  /** By the place of a word in the list: where it stands first, -1 where it does not. Of the last `find`. */
  readonly places: Int32Array;
  private readonly words: readonly Uint8Array[];
  /** Blanks stand everywhere: a word that begins with one is looked for by its second letter. */
  private readonly offsets: Uint8Array;
  /** By a letter: first word that is looked for by it, plus one; words of one letter are chained. */
  private readonly heads = new Uint8Array(CODES);
  private readonly nexts: Uint8Array;

  /** @param words 200 at the most */
  constructor(words: readonly string[]) {
    this.words = words.map(bytesOf);
    this.places = new Int32Array(words.length);
    this.offsets = Uint8Array.from(this.words, (word) => (word[0] === SPACE ? 1 : 0));
    this.nexts = new Uint8Array(words.length);
    for (const [index, word] of this.words.entries()) {
      const letter = word[this.offsets[index] ?? 0] ?? 0;
      this.nexts[index] = this.heads[letter] ?? 0;
      this.heads[letter] = index + 1;
    }
  }

  find(bytes: Uint8Array, start: number, end: number): void {
    const { heads, nexts, places, offsets } = this;
    places.fill(-1);
    for (let at = start; at < end; at++) {
      for (let next = heads[bytes[at] ?? 0] ?? 0; next > 0; next = nexts[next - 1] ?? 0) {
        const index = next - 1;
        const from = at - (offsets[index] ?? 0);
        if ((places[index] ?? 0) < 0 && from >= start && this.isAt(index, bytes, from, end)) places[index] = from;
      }
    }
  }

  /** @returns which word stands first, of several in one place the first of the list, with its place noted; -1 for none */
  first(bytes: Uint8Array, start: number, end: number): number {
    const { heads, nexts, offsets } = this;
    for (let at = start; at < end; at++) {
      let found = -1;
      for (let next = heads[bytes[at] ?? 0] ?? 0; next > 0; next = nexts[next - 1] ?? 0) {
        const from = at - (offsets[next - 1] ?? 0);
        // Words of a letter are chained from the last of the list to the first.
        if (from >= start && this.isAt(next - 1, bytes, from, end)) found = next - 1;
      }
      if (found < 0) continue;
      this.places[found] = at - (offsets[found] ?? 0);
      return found;
    }
    return -1;
  }

  /** Behind the first of the words from `first` to `last` that the line holds, in the order of the list; -1 when it holds none. */
  behind(first: number, last: number): number {
    for (let index = first; index <= last; index++) {
      const place = this.places[index] ?? -1;
      if (place >= 0) return place + (this.words[index]?.length ?? 0);
    }
    return -1;
  }

  private isAt(index: number, bytes: Uint8Array, from: number, end: number): boolean {
    const word = this.words[index];
    if (word === undefined || from + word.length > end) return false;
    for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false;
    return true;
  }
}
