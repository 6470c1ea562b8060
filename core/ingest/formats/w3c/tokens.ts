/**
 * In: a line of columns separated by spaces (runs count once), tabs or commas; columns may stand in double quotes.
 * Out: their positions, quotes excluded, in arrays that are used again and again.
 */
import { parseUint } from '../shared/numbers.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const OPEN = 91;
const CLOSE = 93;
const TAB = 9;

/** More columns than any product writes; what comes later is not looked at. */
export const MAX_COLUMNS = 160;

export class Tokens {
  readonly starts = new Int32Array(MAX_COLUMNS);
  readonly ends = new Int32Array(MAX_COLUMNS);
  count = 0;

  /** Splits [start, end). @returns the number of columns */
  split(text: string, start: number, end: number, separator: number): number {
    let count = 0;
    let at = start;
    const skipsRuns = separator === SPACE;
    while (count < MAX_COLUMNS) {
      if (skipsRuns || separator === COMMA) while (at < end && text.charCodeAt(at) === SPACE) at++;
      if (at >= end && (skipsRuns || count === 0)) break;
      const first = at < end ? text.charCodeAt(at) : 0;
      let stop: number;
      if (first === DQUOTE) {
        stop = quoteEnd(text, at + 1, end, separator);
        this.starts[count] = at + 1;
        this.ends[count] = Math.min(stop, end);
        stop = Math.min(stop + 1, end);
        while (stop < end && text.charCodeAt(stop) !== separator) stop++;
      } else {
        stop = first === OPEN && skipsRuns ? bracketEnd(text, at, end) : at;
        while (stop < end && text.charCodeAt(stop) !== separator) stop++;
        this.starts[count] = at;
        this.ends[count] = stop;
      }
      count++;
      if (stop >= end) break;
      at = stop + 1;
    }
    this.count = count;
    return count;
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** True when column `index` is missing, empty or `-`. */
  isBlank(text: string, index: number): boolean {
    if (index < 0 || index >= this.count) return true;
    const start = this.start(index);
    const length = this.end(index) - start;
    return length <= 0 || (length === 1 && text.charCodeAt(start) === MINUS);
  }

  /** Column `index`; '' when it is blank. */
  text(text: string, index: number): string {
    return this.isBlank(text, index) ? '' : text.substring(this.start(index), this.end(index));
  }

  /** Column `index` as a number without sign; -1 when it is missing or none. */
  uint(text: string, index: number): number {
    return index < this.count ? parseUint(text, this.start(index), this.end(index)) : -1;
  }
}

/** A quote closes its column when a separator or the end follows it; quotes inside are doubled or simply there. */
function quoteEnd(text: string, start: number, end: number, separator: number): number {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) === DQUOTE && (at + 1 >= end || text.charCodeAt(at + 1) === separator)) return at;
  }
  return end;
}

/** `[01/Jan/2025:00:00:00 +0000]` holds a space; a bracket that does not close within a time's length is text. */
function bracketEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + 32);
  for (let at = start; at < limit; at++) if (text.charCodeAt(at) === CLOSE) return at;
  return start;
}

export const SEPARATOR = { space: SPACE, tab: TAB, comma: COMMA } as const;
