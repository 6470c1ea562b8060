/**
 * In: a text of many lines, and places in it from which to look for one character.
 * Out: where it stands next. `indexOf` is five times faster than a loop over `charCodeAt`, but does not stop at the end of a line;
 * remembering the last answer keeps the whole text at one pass even when no line holds the character.
 */

export class CodeFinder {
  private readonly code: string;
  private text = '';
  /** The character does not occur in [from, found). */
  private from = 0;
  private found = -1;

  constructor(character: string) {
    this.code = character;
  }

  /** Position of the character in [at, end), or `end`. */
  find(text: string, at: number, end: number): number {
    if (at < this.from || at > this.found || text !== this.text) {
      const found = text.indexOf(this.code, at);
      this.text = text;
      this.from = at;
      this.found = found < 0 ? text.length : found;
    }
    return Math.min(this.found, end);
  }
}
