/**
 * In: a line of the default output of Zscaler's feeds as bytes: columns parted by commas, all in quotes, or by tabs. Out: its figures and where
 * its names stand, or "not plain" (see window-record.ts). Which order the columns have is told as columns.ts tells it.
 */
import type { LineWindows } from '../api.ts';
import { anyTimeOf } from '../keyed/byte-values.ts';
import { behindKey } from '../keyed/spaced-bytes.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { uintOf } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import { FIELD, FIREWALL_COLUMNS, WEB_COLUMNS, WEB_COLUMNS_2024 } from './names.ts';
import { beginFields, finish, isFilled, NEEDED, readTime, take } from './window-record.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const CARET = 94;

/** Columns by whose being numbers the orders are told apart. */
const LONG_NUMBERS = [4, 5, 7, 8, 9, 26, 27] as const;
/** Columns of the default output; a line of more needs a closer look. */
const MOST_COLUMNS = 64;
/** Shortest time that is no number of seconds: `Jan 01 2025 00:00:00` and `2025-01-01 00:00:00`. */
const SHORTEST_TIME = 19;
/** Of them a line of pairs has one. */
const PAIR_KEYS = ['ClientIP=', 'csip='] as const;
const columns = new ByteColumns(MOST_COLUMNS);

/** The default output: columns parted by commas, all in quotes, or by tabs. */
export function readColumns(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const isQuoted = bytes[start] === DQUOTE;
  const weekday = bytes[start] ?? 0;
  if (!isQuoted && (weekday < 65 || weekday > 90)) return false;
  const words = wordsOf(bytes);
  if (untilCode(words, CARET, start, end) < end || (isQuoted && untilCode(words, TAB, start, end) < end)) return false;
  if (!columns.splitCsv(bytes, start, end, isQuoted ? COMMA : TAB) || columns.hasDoubled) return false;
  // By commas between quotes, and by names of keys, the layouts are told apart.
  if (isQuoted ? bytes[columns.to(0) + 2] !== DQUOTE : untilCode(words, DQUOTE, start, end) < end) return false;
  if (!isQuoted && PAIR_KEYS.some((key) => behindKey(bytes, key, start, end) >= 0)) return false;
  const names = namesOf(bytes);
  beginFields();
  for (let column = 0; column < names.length; column++) {
    const field = names[column] ?? FIELD.none;
    if (!NEEDED.has(field) || isFilled(field) || column >= columns.count) continue;
    if (!take(bytes, field, columns.from(column), columns.to(column))) return false;
  }
  return names.length > 0 && readTime(bytes, Number.NaN, out) && finish(bytes, false, out);
}

/** As columnFields finds which of the default orders fits; none where that needs a closer look. */
function namesOf(bytes: Uint8Array): readonly number[] {
  const time = columns.from(0);
  const isText = bytes[time + 3] === SPACE || bytes[time + 4] === DASH;
  const { count } = columns;
  if (count < 23 || !isText || columns.to(0) - time < SHORTEST_TIME || !anyTimeOf(bytes, time, columns.to(0)))
    return [];
  if (LONG_NUMBERS.some((column) => columns.to(column) - columns.from(column) > 15)) return [];
  if (count >= 31 && isNumber(bytes, 4) && isNumber(bytes, 5) && isNumber(bytes, 26) && isNumber(bytes, 27)) {
    return FIREWALL_COLUMNS;
  }
  if (isNumber(bytes, 7) && isNumber(bytes, 8)) return WEB_COLUMNS;
  return isNumber(bytes, 8) && isNumber(bytes, 9) ? WEB_COLUMNS_2024 : [];
}

function isNumber(bytes: Uint8Array, column: number): boolean {
  return uintOf(bytes, columns.from(column), columns.to(column)) >= 0;
}
