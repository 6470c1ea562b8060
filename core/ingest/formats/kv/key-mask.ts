/**
 * In: the keys a parser reads. Out: a quick "certainly not one of them" for the many that it does not.
 */

const LONGEST = 31;

/** Remembers which pairs of length and first character occur among some keys. */
export class KeyMask {
  private readonly marks = new Uint8Array((LONGEST + 1) << 8);

  constructor(keys: readonly string[]) {
    for (const key of keys) this.marks[(Math.min(key.length, LONGEST) << 8) | (key.charCodeAt(0) & 255)] = 1;
  }

  /** False when no key of this length begins with this character. */
  mayHold(text: string, start: number, end: number): boolean {
    return this.marks[(Math.min(end - start, LONGEST) << 8) | (text.charCodeAt(start) & 255)] === 1;
  }
}
