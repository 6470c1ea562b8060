/**
 * In: a window of bytes. Out: what is to be said of its text, remembered for the words met last.
 * Guarantee: the answer is the one that the text gives; memory is bounded, whatever a log holds.
 */

const SLOTS = 64;
const LONGEST = 64;

export class WindowMemo {
  private readonly ask: (text: string) => boolean;
  private readonly words: Uint8Array[] = new Array<Uint8Array>(SLOTS).fill(new Uint8Array(0));
  private readonly answers = new Uint8Array(SLOTS);

  /** @param ask of a text in which every character is one byte; depends on nothing else */
  constructor(ask: (text: string) => boolean) {
    this.ask = ask;
    this.answers[0] = ask('') ? 1 : 0;
  }

  of(bytes: Uint8Array, start: number, end: number): boolean {
    const width = Math.max(0, end - start);
    const slot = width === 0 ? 0 : ((width * 31 + (bytes[start] ?? 0) * 7 + (bytes[end - 1] ?? 0)) % (SLOTS - 1)) + 1;
    const word = this.words[slot];
    if (word !== undefined && isSame(word, bytes, start, width)) return this.answers[slot] === 1;
    const answer = this.ask(String.fromCharCode(...bytes.subarray(start, start + width)));
    if (width <= LONGEST) {
      this.words[slot] = bytes.slice(start, start + width);
      this.answers[slot] = answer ? 1 : 0;
    }
    return answer;
  }
}

function isSame(word: Uint8Array, bytes: Uint8Array, start: number, width: number): boolean {
  if (word.length !== width) return false;
  for (let at = 0; at < width; at++) if (word[at] !== bytes[start + at]) return false;
  return true;
}
