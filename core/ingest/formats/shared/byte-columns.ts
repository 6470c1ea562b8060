/**
 * In: a line of columns as bytes. Out: where each stands, as CsvFields or Tokens finds them in the same text, or "needs a closer look".
 * For byte readers: figures and names are read from these windows, and lines with quotes or brackets that need a closer look are left to the
 * reader of text. One instance serves many lines.
 */
import type { WindowFields } from '../keyed/window-fields.ts';
import { untilCode, wordsOf } from './word-scan.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const OPEN = 91;
const CLOSE = 93;
/** Within which a bracket closes; as Tokens has it. */
const BRACKET = 32;

export class ByteColumns implements WindowFields {
  readonly froms: Int32Array;
  readonly tos: Int32Array;
  /** Columns of the last line. */
  count = 0;
  /** Some column of it holds a doubled quote. */
  hasDoubled = false;
  /** Some column without quotes begins with a blank. */
  hasBlank = false;

  /** @param capacity a line of more columns needs a closer look */
  constructor(capacity: number) {
    this.froms = new Int32Array(capacity);
    this.tos = new Int32Array(capacity);
  }

  /** Columns behind a separator, whole ones perhaps in quotes (a quote inside is doubled). @returns false when a column is not like that */
  splitCsv(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
    const { froms, tos } = this;
    const words = wordsOf(bytes);
    let count = 0;
    this.hasDoubled = false;
    this.hasBlank = false;
    for (let at = start; ; at++) {
      if (count === froms.length) return false;
      if (at < end && bytes[at] === DQUOTE) {
        let close = untilCode(words, DQUOTE, at + 1, end);
        while (close + 1 < end && bytes[close + 1] === DQUOTE) {
          this.hasDoubled = true;
          close = untilCode(words, DQUOTE, close + 2, end);
        }
        if (close >= end || (close + 1 < end && bytes[close + 1] !== separator)) return false;
        froms[count] = at + 1;
        tos[count] = close;
        at = close + 1;
      } else {
        froms[count] = at;
        if (bytes[at] === SPACE && at < end) this.hasBlank = true;
        at = untilCode(words, separator, at, end);
        tos[count] = at;
      }
      count++;
      if (at >= end) break;
    }
    this.close(count);
    return true;
  }

  /**
   * Words behind blanks (runs count once), tabs or commas (and blanks), some in quotes that a separator or the end follows, times in brackets.
   * Blanks in front of a column behind a tab need a closer look.
   */
  splitWords(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
    const { froms, tos } = this;
    const words = wordsOf(bytes);
    let count = 0;
    for (let at = start; ; at++) {
      if (bytes[at] === SPACE && at < end) {
        if (separator === TAB) return false;
        continue;
      }
      if (at >= end && separator === SPACE) break;
      if (count === froms.length) return false;
      if (bytes[at] === DQUOTE && at < end) {
        let close = untilCode(words, DQUOTE, at + 1, end);
        while (close + 1 < end && bytes[close + 1] !== separator) close = untilCode(words, DQUOTE, close + 1, end);
        if (close >= end) return false;
        froms[count] = at + 1;
        tos[count] = close;
        at = close + 1;
      } else {
        froms[count] = at;
        const from = separator === SPACE && bytes[at] === OPEN ? bracketEnd(bytes, at, end) : at;
        at = untilCode(words, separator, from, end);
        tos[count] = at;
      }
      count++;
      if (at >= end) break;
    }
    this.close(count);
    return true;
  }

  /** What a line does not have ends at 0. */
  private close(count: number): void {
    if (count < this.count) this.tos.fill(0, count, this.count);
    this.count = count;
  }

  from(column: number): number {
    return this.froms[column] ?? 0;
  }

  to(column: number): number {
    return this.tos[column] ?? 0;
  }

  isEmpty(column: number): boolean {
    return this.to(column) <= this.from(column);
  }

  /** Missing, empty or `-`. */
  isBlank(bytes: Uint8Array, column: number): boolean {
    const from = this.from(column);
    const width = this.to(column) - from;
    return width <= 0 || (width === 1 && bytes[from] === DASH);
  }

  is(bytes: Uint8Array, column: number, word: Uint8Array): boolean {
    const from = this.from(column);
    if (this.to(column) - from !== word.length) return false;
    for (let at = 0; at < word.length; at++) if (bytes[from + at] !== word[at]) return false;
    return true;
  }
}

/** `[01/Jan/2025:00:00:00 +0000]` holds a blank; a bracket that does not close within a time's length is text. */
function bracketEnd(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + BRACKET);
  for (let at = start; at < limit; at++) if (bytes[at] === CLOSE) return at;
  return start;
}
