/**
 * In: a row of the report without its header row (bare-rows.ts) as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: all columns in quotes, a day below its month's last, plain addresses, and a host in small letters where there is a URL.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { clockOf, findBareHost, findHostIn, isDay, isPlainHost, isWordAt, span, uintOf } from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import {
  ACTION,
  CLOCK,
  COLUMNS,
  CONNECTION,
  DATE,
  DESTINATION,
  SOURCE,
  URL,
  USER,
  WORKSTATION,
} from './bare-columns.ts';

const DQUOTE = 34;
const COMMA = 44;
const SLASH = 47;
const LOWER_F = 102;
const LOWER_Z = 122;
const DAY_MS = 86_400_000;
const FIRST_YEAR = 1990;
/** Of a scheme in capitals. */
const CAPITALS = ['HTTPS://', 'HTTP://'] as const;

const columns = new ByteColumns(COLUMNS + 1);

export function readBareBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (bytes[start] !== DQUOTE || !isDigit(bytes[start + 1]) || bytes[start + 3] !== SLASH) return false;
  if (!columns.splitCsv(bytes, start, end, COMMA) || columns.count !== COLUMNS || !isQuoted(bytes)) return false;
  if (!takeTime(bytes, out) || !isAddressIn(bytes, CONNECTION) || !isAddressIn(bytes, DESTINATION)) return false;
  const source = sourceOf(bytes);
  if (source < 0 || !takeDestination(bytes, out)) return false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = -1;
  out.bytesReceived = -1;
  out.bytesTotal = -1;
  out.sourceStart = columns.from(source);
  out.sourceEnd = columns.to(source);
  out.userStart = columns.from(USER);
  out.userEnd = columns.to(USER);
  out.deviceStart = columns.from(WORKSTATION);
  out.deviceEnd = columns.to(WORKSTATION);
  out.beginVerdict();
  return out.addVerdict(bytes, columns.from(ACTION), columns.to(ACTION));
}

/** Every column stands in quotes; the quote of the first was looked at. */
function isQuoted(bytes: Uint8Array): boolean {
  for (let column = 1; column < COLUMNS; column++) if (bytes[columns.from(column) - 1] !== DQUOTE) return false;
  return true;
}

/** `31/12/2025` and `23:59:59`. */
function takeTime(bytes: Uint8Array, out: LineWindows): boolean {
  const date = columns.from(DATE);
  const clockAt = columns.from(CLOCK);
  if (columns.to(DATE) - date !== 10 || columns.to(CLOCK) - clockAt !== 8 || bytes[date + 5] !== SLASH) return false;
  const day = uintOf(bytes, date, date + 2);
  const month = uintOf(bytes, date + 3, date + 5);
  const year = uintOf(bytes, date + 6, date + 10);
  const clock = clockOf(bytes, clockAt);
  if (clock < 0 || year < FIRST_YEAR || !isDay(month, day)) return false;
  out.timeMs = daysFromCivil(year, month, day) * DAY_MS + clock;
  out.timeIsLocal = true;
  out.timeIsYearless = false;
  return true;
}

function isAddressIn(bytes: Uint8Array, column: number): boolean {
  return isAddress(bytes, columns.from(column), columns.to(column));
}

/** The column of the client's own address, or of its connection's where words stand in its place; -1 for what may be either. */
function sourceOf(bytes: Uint8Array): number {
  if (columns.isEmpty(SOURCE)) return CONNECTION;
  if (isAddressIn(bytes, SOURCE)) return SOURCE;
  const letter = (bytes[columns.from(SOURCE)] ?? 0) | 32;
  return letter > LOWER_F && letter <= LOWER_Z ? CONNECTION : -1;
}

function takeDestination(bytes: Uint8Array, out: LineWindows): boolean {
  if (columns.isEmpty(URL)) {
    out.destStart = columns.from(DESTINATION);
    out.destEnd = columns.to(DESTINATION);
    return true;
  }
  const from = columns.from(URL);
  const to = columns.to(URL);
  const scheme = CAPITALS.find((word) => isWordAt(bytes, from, word));
  const isFound = scheme === undefined ? findHostIn(bytes, from, to) : findBareHost(bytes, from + scheme.length, to);
  out.destStart = span.start;
  out.destEnd = span.end;
  return isFound && isPlainHost(bytes, span.start, span.end);
}
