/**
 * In: a row of an export as bytes, and the header in force. Out: its figures and where its names stand, or "not plain".
 * Plain: as many columns as the header has, quotes around whole columns only and none within those that count, and nothing at its beginning
 * that could be a relay's header or another header row.
 */
import type { LineWindows } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { isDigit } from '../shared/numbers.ts';
import { type HeaderPlan, NAME_LOOK } from './header.ts';

const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const COLON = 58;
/** `yyyy-MM-dd HH:mm:ss` */
const STAMP_BYTES = 19;

export class RowWindows {
  private readonly windows: PairWindows;

  /** @param spec as the reader of text has it, so that entries are the same */
  constructor(spec: FieldSpec) {
    this.windows = new PairWindows({ spec, judged: [] });
  }

  read(plan: HeaderPlan, bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const { separator, entries } = plan;
    if (!isRowStart(bytes, start, end, separator)) return false;
    const { windows } = this;
    windows.begin(out);
    let column = 0;
    for (let at = start; ; at++) {
      let from = at;
      let stop = at;
      let hasQuotes = false;
      if (at < end && bytes[at] === DQUOTE) {
        from = at + 1;
        stop = from;
        while (stop < end && (bytes[stop] !== DQUOTE || (stop + 1 < end && bytes[stop + 1] === DQUOTE))) {
          if (bytes[stop] === DQUOTE) {
            hasQuotes = true;
            stop++;
          }
          stop++;
        }
        at = stop + 1;
        if (stop >= end || (at < end && bytes[at] !== separator)) return false;
      } else {
        while (at < end && bytes[at] !== separator) at++;
        stop = at;
      }
      if (column >= entries.length) {
        // A separator at the end of each row opens an empty column.
        if (column > entries.length || stop > from) return false;
      } else {
        const entry = entries[column] ?? -1;
        if (hasQuotes && windows.needs(entry)) return false;
        if (entry >= 0 && !windows.takeEntry(entry, bytes, from, stop, out)) return false;
      }
      column++;
      if (at >= end) break;
    }
    if (column < entries.length || !windows.finish(bytes, out) || Number.isNaN(out.timeMs)) return false;
    if (plan.isUtc) out.timeIsLocal = false;
    return true;
  }
}

/** The row begins like values, and its first column like no time that a relay put in front. */
function isRowStart(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
  const first = bytes[start] ?? 0;
  if (isDigit(first)) return isPlainFirst(bytes, start, end, separator);
  const isLetter = (first >= 97 && first <= 122) || (first >= 65 && first <= 90);
  if (!isLetter && first !== DQUOTE) return false;
  // `Jan 12 …`, `Mon, …`
  const fourth = bytes[start + 3];
  if (isLetter && first <= 90 && (fourth === SPACE || fourth === separator)) return false;
  // A number is no name of a column.
  if (first === DQUOTE && isQuotedNumber(bytes, start, end)) return true;
  // Names of columns hold none.
  const limit = Math.min(end, start + NAME_LOOK);
  for (let at = start; at < limit; at++) if (bytes[at] === COLON) return true;
  return false;
}

/** `"1"`, `"-1"` */
function isQuotedNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const from = bytes[start + 1] === DASH ? start + 2 : start + 1;
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at > from && at < end && bytes[at] === DQUOTE;
}

/** Blanks only between a date and a clock with the separator right behind them, and no colon behind digits alone. */
function isPlainFirst(bytes: Uint8Array, start: number, end: number, separator: number): boolean {
  let at = start;
  while (at < end && isDigit(bytes[at])) at++;
  if (bytes[at] === COLON) return false;
  const isStamp = bytes[start + 4] === DASH && bytes[start + 10] === SPACE && bytes[start + STAMP_BYTES] === separator;
  for (; at < end && bytes[at] !== separator; at++) {
    if (bytes[at] === SPACE && !(isStamp && at === start + 10)) return false;
  }
  return true;
}
