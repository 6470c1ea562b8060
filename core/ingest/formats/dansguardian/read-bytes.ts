/**
 * In: a line of DansGuardian's or e2guardian's access log as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: an address as client, a URL with a host of small letters, and in the layout with quotes none of them doubled.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import {
  clearWindows,
  findUrlHost,
  findWordAt,
  isDay,
  isPlainHost,
  isWordAt,
  span,
  uintOf,
  untilByte,
  untilNoDigit,
  untilSpaces,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { COLUMN, COLUMNS, DENIED, LONGEST_REST, LONGEST_STAMP, METHODS } from './layout.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const DAY_MS = 86_400_000;
const YEAR = 4;
const FIRST_YEAR = 1990;
/** Behind the stamp, within which the URL's scheme stands. */
const SCHEME_LOOK = 400;

const columns = new ByteColumns(COLUMNS);

export function readDansguardianBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  return bytes[start] === DQUOTE ? readQuoted(bytes, start, end, out) : readPlain(bytes, start, end, out);
}

function readPlain(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const day = untilByte(bytes, SPACE, start, Math.min(end, start + LONGEST_STAMP));
  const stop = untilByte(bytes, SPACE, day + 1, Math.min(end, start + LONGEST_STAMP + 1));
  const timeMs = stampOf(bytes, start, day, stop);
  if (timeMs < 0 || bytes[stop] !== SPACE) return false;
  const user = untilSpaces(bytes, stop, end);
  const userEnd = untilByte(bytes, SPACE, user, end);
  const client = untilSpaces(bytes, userEnd, end);
  const clientEnd = untilByte(bytes, SPACE, client, end);
  const url = untilSpaces(bytes, clientEnd, end);
  const urlEnd = untilByte(bytes, SPACE, url, end);
  if (url > stop + SCHEME_LOOK - LONGEST_STAMP || end - urlEnd > LONGEST_REST) return false;
  const size = sizeOf(bytes, urlEnd, end);
  if (size < -1) return false;
  clearWindows(out);
  out.timeMs = timeMs;
  out.bytesReceived = size;
  takeUser(bytes, user, userEnd, out);
  out.sourceStart = client;
  out.sourceEnd = clientEnd;
  return settle(bytes, url, urlEnd, findWordAt(bytes, DENIED, urlEnd, end) >= 0, out);
}

function readQuoted(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!columns.splitCsv(bytes, start, end, COMMA) || columns.hasDoubled || columns.hasBlank) return false;
  if (columns.count <= COLUMN.method) return false;
  for (let column = 0; column < columns.count; column++) if (bytes[columns.from(column) - 1] !== DQUOTE) return false;
  const [from, to] = [columns.from(COLUMN.time), columns.to(COLUMN.time)];
  const timeMs = to - from > LONGEST_STAMP ? -1 : stampOf(bytes, from, untilByte(bytes, SPACE, from, to), to);
  const size = columns.isEmpty(COLUMN.size) ? -1 : uintOf(bytes, columns.from(COLUMN.size), columns.to(COLUMN.size));
  if (timeMs < 0 || (size < 0 && !columns.isEmpty(COLUMN.size))) return false;
  clearWindows(out);
  out.timeMs = timeMs;
  out.bytesReceived = size;
  if (!columns.isBlank(bytes, COLUMN.host)) {
    out.deviceStart = columns.from(COLUMN.host);
    out.deviceEnd = columns.to(COLUMN.host);
  }
  const isDenied = findWordAt(bytes, DENIED, columns.from(COLUMN.why), columns.to(COLUMN.why)) >= 0;
  takeUser(bytes, columns.from(COLUMN.user), columns.to(COLUMN.user), out);
  out.sourceStart = columns.from(COLUMN.client);
  out.sourceEnd = columns.to(COLUMN.client);
  return settle(bytes, columns.from(COLUMN.url), columns.to(COLUMN.url), isDenied, out);
}

/** A dash is nobody. */
function takeUser(bytes: Uint8Array, from: number, to: number, out: LineWindows): void {
  if (to - from < 1 || (to - from === 1 && bytes[from] === DASH)) return;
  out.userStart = from;
  out.userEnd = to;
}

/** Settles what both layouts have. */
function settle(bytes: Uint8Array, url: number, urlEnd: number, isDenied: boolean, out: LineWindows): boolean {
  out.timeIsLocal = true;
  out.action = isDenied ? ACTION_BLOCKED : ACTION_ALLOWED;
  const behind = findUrlHost(bytes, url, urlEnd, false);
  const isWhole = behind === urlEnd || (behind > 0 && bytes[behind] !== SPACE);
  if (!isWhole || !isAddress(bytes, out.sourceStart, out.sourceEnd)) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return isPlainHost(bytes, span.start, span.end);
}

/** Milliseconds of `yyyy.M.d H:m:s`, -1 for anything else. @param day where the day ends */
function stampOf(bytes: Uint8Array, start: number, day: number, end: number): number {
  const month = start + YEAR;
  const date = untilNoDigit(bytes, month + 1, day);
  if (bytes[month] !== DOT || bytes[date] !== DOT || bytes[day] !== SPACE || day >= end) return -1;
  const year = uintOf(bytes, start, month);
  const [m, d] = [shortOf(bytes, month + 1, date), shortOf(bytes, date + 1, day)];
  if (year < FIRST_YEAR || !isDay(m, d)) return -1;
  const minute = untilNoDigit(bytes, day + 1, end);
  const second = untilNoDigit(bytes, minute + 1, end);
  if (bytes[minute] !== COLON || bytes[second] !== COLON || second >= end) return -1;
  const hours = shortOf(bytes, day + 1, minute);
  const minutes = shortOf(bytes, minute + 1, second);
  const seconds = shortOf(bytes, second + 1, end);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  return daysFromCivil(year, m, d) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** A number of one digit or two. */
function shortOf(bytes: Uint8Array, start: number, end: number): number {
  return end - start > 2 ? -1 : uintOf(bytes, start, end);
}

/** The number behind the first method that one follows; -1 where there is none, -2 where it is too long. */
function sizeOf(bytes: Uint8Array, start: number, end: number): number {
  for (let at = untilByte(bytes, SPACE, start, end); at < end; at = untilByte(bytes, SPACE, at + 1, end)) {
    const first = bytes[at + 1] ?? 0;
    if (first < 65 || first > 90) continue;
    const method = METHODS.find((word) => isWordAt(bytes, at + 1, word) && bytes[at + 1 + word.length] === SPACE);
    const from = at + 2 + (method?.length ?? 0);
    if (method === undefined || from >= end || !isDigit(bytes[from])) continue;
    const to = untilNoDigit(bytes, from, end);
    if (to < end && bytes[to] !== SPACE) continue;
    const size = uintOf(bytes, from, to);
    return size < 0 ? -2 : size;
  }
  return -1;
}
