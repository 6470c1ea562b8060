/**
 * In: a line that should be ArcSight's Common Event Format: `CEF:0|Vendor|Product|Version|Signature|Name|Severity|extension`.
 * Out: where the seven header columns and the extension stand. A relay may have cut the `CEF:` or put a blank behind it.
 * Source: "ArcSight Common Event Format (CEF) Implementation Standard".
 */
import { skipBlank } from '../kv/window.ts';
import { findWord } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';

const PIPE = 124;
const BACKSLASH = 92;

const COLUMNS = 7;

/** What may stand in front of `CEF:` (a header the stripper did not know). */
export const LOOK = 300;

export const MARK = 'CEF:';
/** How a line begins whose mark a relay has cut off, of a vendor that no other layout names so. */
export const UNMARKED = '0|Fortinet|';

export const VENDOR = 1;
export const PRODUCT = 2;
export const SIGNATURE = 4;
export const NAME = 5;

/** Positions of the header columns of one line; reused from line to line. */
export class CefHeader {
  extensionStart = 0;
  /** The `CEF:` was there, or is not missed. */
  isMarked = false;

  private readonly starts = new Int32Array(COLUMNS);
  private readonly ends = new Int32Array(COLUMNS);
  private text = '';

  /** @returns false when the line is no CEF */
  read(text: string, start: number, end: number): boolean {
    this.text = text;
    const limit = Math.min(end, start + LOOK);
    const mark = findWord(text, MARK, start, limit);
    this.isMarked = mark >= 0 || text.startsWith(UNMARKED, start);
    let at = skipBlank(text, mark < 0 ? start : mark + MARK.length, end);
    // Relays that add the mark to a line that has it.
    while (text.startsWith(MARK, at) && at + MARK.length < end) at = skipBlank(text, at + MARK.length, end);
    // Without the mark only a version and a bar can open the line.
    if (at + 2 >= end || !isDigit(text.charCodeAt(at))) return false;
    for (let column = 0; column < COLUMNS; column++) {
      // Some relay put an empty column in front of the vendor; two of them are columns that were left empty.
      if (column === VENDOR && text.charCodeAt(at) === PIPE && text.charCodeAt(at + 1) !== PIPE) at++;
      this.starts[column] = at;
      while (at < end) {
        const code = text.charCodeAt(at);
        if (code === PIPE) break;
        at += code === BACKSLASH ? 2 : 1;
      }
      if (at >= end) return false;
      this.ends[column] = at;
      if (column === 0 && at - (this.starts[0] ?? 0) > 3) return false;
      at++;
    }
    this.extensionStart = at;
    return true;
  }

  is(column: number, word: string): boolean {
    const start = this.starts[column] ?? 0;
    return (this.ends[column] ?? 0) - start === word.length && this.text.startsWith(word, start);
  }

  /** A header column with `\|` and `\\` undone. */
  get(column: number): string {
    const raw = this.text.substring(this.starts[column] ?? 0, this.ends[column] ?? 0);
    return raw.includes('\\') ? raw.replace(/\\([|\\])/g, '$1') : raw;
  }
}
