/**
 * In: a line of columns behind a separator (runs of spaces count as one), some of them in quotes (a quote inside is doubled).
 * Out: where each column starts and ends; nothing is copied.
 * Guarantee: positions stay inside the window, and one pass over it is made.
 */

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;

/** Column positions of one line. One instance serves many lines. */
export class CsvFields {
  /** Columns found by the last `scan`. */
  count = 0;
  /** Where the last `scan` stopped: behind the separator of the last column, or `end`. */
  stop = 0;

  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly separator: number;
  private readonly quote: number;
  private text = '';

  /**
   * @param capacity columns to remember; later ones are not looked at
   * @param quote code of the quote, 0 when columns never stand in quotes
   */
  constructor(capacity: number, separator: number = COMMA, quote: number = DQUOTE) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.separator = separator;
    this.quote = quote;
  }

  /** Reads up to `limit` columns (and no more than the capacity). @returns how many were found */
  scan(text: string, start: number, end: number, limit: number = this.starts.length): number {
    this.text = text;
    this.count = 0;
    this.stop = start;
    return this.more(end, limit);
  }

  /** Goes on where `scan` stopped, up to `limit` columns in all. @returns how many there are now */
  more(end: number, limit: number = this.starts.length): number {
    const { text, starts, ends, separator, quote } = this;
    const most = Math.min(limit, starts.length);
    let count = this.count;
    let at = this.stop;
    if (count > 0 && at >= end) return count;
    while (count < most) {
      if (quote !== 0 && at < end && text.charCodeAt(at) === quote) {
        const close = closingQuote(text, at + 1, end, quote);
        starts[count] = at + 1;
        ends[count] = close;
        at = close + 1;
        while (at < end && text.charCodeAt(at) !== separator) at++;
      } else {
        starts[count] = at;
        while (at < end && text.charCodeAt(at) !== separator) at++;
        ends[count] = at;
      }
      count++;
      if (at >= end) {
        at = end;
        break;
      }
      at++;
      if (separator === SPACE) while (at < end && text.charCodeAt(at) === SPACE) at++;
      // A separator at the very end opens one more, empty column.
      if (at >= end) {
        if (count < most) {
          starts[count] = end;
          ends[count] = end;
          count++;
        }
        break;
      }
    }
    this.count = count;
    this.stop = at;
    return count;
  }

  /** Start of column `index`, quotes excluded; 0 when the line has no such column (then `end` is 0 too). */
  start(index: number): number {
    return index < this.count ? (this.starts[index] ?? 0) : 0;
  }

  end(index: number): number {
    return index < this.count ? (this.ends[index] ?? 0) : 0;
  }

  /** True when column `index` holds exactly `word`. */
  is(index: number, word: string): boolean {
    const start = this.start(index);
    return this.end(index) - start === word.length && this.text.startsWith(word, start);
  }

  /** Column `index` as text, doubled quotes undone; '' when the line has no such column. */
  get(index: number): string {
    const start = this.start(index);
    const end = this.end(index);
    if (end <= start) return '';
    const raw = this.text.substring(start, end);
    if (this.quote === 0) return raw;
    const quote = this.quote === DQUOTE ? '"' : String.fromCharCode(this.quote);
    return raw.includes(quote) ? raw.replaceAll(quote + quote, quote) : raw;
  }

  /** Column `index` may hold a doubled quote, so that only `get` gives its text. */
  holdsQuotes(index: number): boolean {
    if (this.quote === 0) return false;
    const end = this.end(index);
    for (let at = this.start(index); at < end; at++) if (this.text.charCodeAt(at) === this.quote) return true;
    return false;
  }
}

/** Position of the quote that closes a column, passing over doubled ones; `end` when it is missing. */
function closingQuote(text: string, start: number, end: number, quote: number): number {
  let at = start;
  while (at < end) {
    if (text.charCodeAt(at) === quote) {
      if (at + 1 >= end || text.charCodeAt(at + 1) !== quote) return at;
      at++;
    }
    at++;
  }
  return end;
}
