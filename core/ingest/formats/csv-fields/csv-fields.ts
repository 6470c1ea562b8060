/**
 * In: a line of comma separated columns, some of them in double quotes (a quote inside is doubled).
 * Out: where each column starts and ends; nothing is copied.
 * Guarantee: positions stay inside the window, and one pass over it is made.
 */

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
  private text = '';

  /** @param capacity columns to remember; later ones are not looked at */
  constructor(capacity: number, separator: number = COMMA) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.separator = separator;
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
    const { text, starts, ends, separator } = this;
    const most = Math.min(limit, starts.length);
    let count = this.count;
    let at = this.stop;
    if (count > 0 && at >= end) return count;
    while (count < most) {
      if (at < end && text.charCodeAt(at) === DQUOTE) {
        const close = closingQuote(text, at + 1, end);
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
    return raw.includes('""') ? raw.replaceAll('""', '"') : raw;
  }
}

/** Position of the quote that closes a column, passing over doubled ones; `end` when it is missing. */
function closingQuote(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    if (text.charCodeAt(at) === DQUOTE) {
      if (at + 1 >= end || text.charCodeAt(at + 1) !== DQUOTE) return at;
      at++;
    }
    at++;
  }
  return end;
}
