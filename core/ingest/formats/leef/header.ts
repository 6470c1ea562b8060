/**
 * In: a line that should be IBM's Log Event Extended Format: `LEEF:1.0|Vendor|Product|Version|Event|pairs`, or LEEF 2.0 with the
 * pairs' delimiter as one more column.
 * Out: the header columns, where the pairs begin, and what stands between them.
 * Source: "LEEF event components", IBM QRadar documentation.
 */
import { findWord, untilCode } from '../shared/fields.ts';

const TAB = 9;
const PIPE = 124;
const CARET = 94;
const TWO = 50;

/** What may stand in front of `LEEF:` (a header the stripper did not know). */
const LOOK = 300;
const COLUMNS = 5;

/** A relay has written the tabs as `#011`. */
export const ESCAPED_TAB = -1;

/** Pairs are separated by blanks and found by their keys, because some relay turned the tabs into them. */
export const BLANKS = 0;

export class LeefHeader {
  vendor = '';
  product = '';
  version = '';
  event = '';
  pairsStart = 0;
  /** Character between the pairs, or BLANKS. */
  delimiter = TAB;

  /** @returns false when the line is no LEEF */
  read(text: string, start: number, end: number): boolean {
    const mark = findWord(text, 'LEEF:', start, Math.min(end, start + LOOK));
    // A relay may have taken `LEEF:` for a program's name.
    if (mark < 0 && !text.startsWith('1.0|', start) && !text.startsWith('2.0|', start)) return false;
    let at = mark < 0 ? start : mark + 5;
    const isTwo = at < end && text.charCodeAt(at) === TWO;
    for (let column = 0; column < COLUMNS; column++) {
      const stop = untilCode(text, PIPE, at, end);
      if (stop >= end) return false;
      if (column === 1) this.vendor = text.substring(at, stop);
      if (column === 2) this.product = text.substring(at, stop);
      if (column === 3) this.version = text.substring(at, stop);
      if (column === COLUMNS - 1) this.event = text.substring(at, stop);
      at = stop + 1;
    }
    this.pairsStart = at;
    this.delimiter = 0;
    if (isTwo) this.readDelimiter(text, at, end);
    if (this.delimiter === 0) this.delimiter = guessDelimiter(text, this.pairsStart, end);
    return true;
  }

  /** `^|`, `x09|`, `0x5E|`, or nothing between the bars; a first pair where it should be means that it was left out. */
  private readDelimiter(text: string, at: number, end: number): void {
    const stop = untilCode(text, PIPE, at, Math.min(end, at + 6));
    if (stop >= end || text.charCodeAt(stop) !== PIPE) return;
    const word = text.substring(at, stop);
    this.pairsStart = stop + 1;
    if (word.length === 1) this.delimiter = word.charCodeAt(0);
    else if (/^0?x[0-9a-f]{1,2}$/i.test(word)) this.delimiter = Number.parseInt(word.replace(/^0?x/i, ''), 16);
    else if (word === '') this.delimiter = TAB;
  }
}

/** Tab by rule; Palo Alto's template uses bars and some others carets; blanks are what a relay makes of tabs. */
function guessDelimiter(text: string, start: number, end: number): number {
  for (const code of [TAB, PIPE, CARET]) {
    const at = untilCode(text, code, start, end);
    if (at < end && untilCode(text, 61, at, end) < end) return code;
  }
  return findWord(text, '#011', start, end) >= 0 ? ESCAPED_TAB : BLANKS;
}
