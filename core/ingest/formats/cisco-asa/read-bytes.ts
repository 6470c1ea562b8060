/**
 * In: a line of a Cisco firewall as bytes, with the time that the device wrote in front or without a header. Out: its figures and where its
 * names stand, or "not plain".
 * Plain: a time with a year, perhaps a host, and the end of a TCP or UDP session between two IPv4 addresses without users or mappings, a
 * packet that an access list let through or not, or a message whose number alone says that it is no transaction.
 */
import { ACTION_ALLOWED, ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { clockOf, ipv4EndOf, isDay, isWordAt, monthAt, uintOf, untilByte } from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { readPacketBytes } from './deny-bytes.ts';
import { readFtdBytes } from './ftd-bytes.ts';
import {
  LAYOUT_CONNECTION,
  LAYOUT_EVENT,
  LAYOUT_NONE,
  messageKind,
  ROLE_END,
  ROLE_OTHER,
  ROLE_START,
} from './messages.ts';

const SPACE = 32;
const PERCENT = 37;
const OPEN = 40;
const CLOSE = 41;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const WELL_KNOWN = 1024;
const EPHEMERAL = 32_768;

export function readAsaBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const marker = markerAt(bytes, start, end, out);
  const product = marker < 0 ? 0 : productWidth(bytes, marker + 1);
  // `%ASA-6-302014: `
  const level = marker + 1 + product;
  const body = level + 10;
  if (product === 0 || body >= end || !isDigit(bytes[level]) || bytes[level + 1] !== DASH) return false;
  if (bytes[body - 2] !== COLON || bytes[body - 1] !== SPACE || bytes[body] === SPACE) return false;
  const id = uintOf(bytes, level + 2, body - 2);
  if (id < 0) return false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = -1;
  out.bytesReceived = -1;
  out.bytesTotal = -1;
  out.userStart = 0;
  out.userEnd = 0;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.beginVerdict();
  const { layout, role } = messageKind(id);
  if (layout === LAYOUT_NONE || role === ROLE_START || role === ROLE_OTHER) {
    out.sourceStart = 0;
    out.sourceEnd = 0;
    out.destStart = 0;
    out.destEnd = 0;
    return out.addVerdict(bytes, level + 2, body - 2);
  }
  if (layout === LAYOUT_CONNECTION) return role === ROLE_END && readTeardown(bytes, body, end, out);
  if (layout === LAYOUT_EVENT) return readFtdBytes(bytes, level + 2, body, end, out);
  return readPacketBytes(bytes, body, end, layout, role, out);
}

/** Where the message's mark stands: behind the device's own time, or at once, where a header of syslog's says when. */
function markerAt(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  if (bytes[start] !== PERCENT)
    return readHeader(bytes, bytes[start] === LESS ? behindPri(bytes, start, end) : start, end, out);
  out.timeMs = Number.NaN;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  return start;
}

const PRODUCTS = ['ASA-', 'FTD-', 'PIX-', 'FWSM-'] as const;

/** Length of the product's name and the dash behind it, 0 for another. */
function productWidth(bytes: Uint8Array, at: number): number {
  for (const name of PRODUCTS) if (isWordAt(bytes, at, name)) return name.length;
  return 0;
}

/** The day read last as it was written (`Jun 16 2025 `), and its milliseconds: lines of a day follow each other. */
const lastStamp = new Uint8Array(12);
let lastDayMs = -1;

/** Milliseconds of the day `Mon dd yyyy `, -1 for what needs a closer look. */
function stampDay(bytes: Uint8Array, start: number): number {
  let same = 0;
  while (same < 12 && lastStamp[same] === bytes[start + same]) same++;
  if (same === 12) return lastDayMs;
  const month = monthAt(bytes, start);
  const tens = bytes[start + 4] === SPACE ? 0 : (bytes[start + 4] ?? 0) - 48;
  const day = tens * 10 + (bytes[start + 5] ?? 0) - 48;
  const year = uintOf(bytes, start + 7, start + 11);
  const isSpaced = bytes[start + 3] === SPACE && bytes[start + 6] === SPACE && bytes[start + 11] === SPACE;
  if (!isSpaced || tens < 0 || tens > 3 || !isDigit(bytes[start + 5] ?? 0)) return -1;
  if (!isDay(month, day) || year < 1990 || year > 2100) return -1;
  lastDayMs = daysFromCivil(year, month, day) * 86_400_000;
  for (let i = 0; i < 12; i++) lastStamp[i] = bytes[start + i] ?? 0;
  return lastDayMs;
}

/** `Mon dd yyyy HH:mm:ss[:][ host[ :]] `. @returns where the message's mark stands, -1 when the header needs a closer look */
function readHeader(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  if (end - start < 40) return -1;
  const day = stampDay(bytes, start);
  const clock = clockOf(bytes, start + 12);
  if (day < 0 || clock < 0) return -1;
  out.timeMs = day + clock;
  out.timeIsLocal = true;
  out.timeIsYearless = false;
  let at = start + 20;
  if (bytes[at] === COLON) at++;
  if (bytes[at] !== SPACE) return -1;
  at++;
  if (bytes[at] === PERCENT) return at;
  // A host begins with a small letter here: zones and their like are capitals, signs or digits.
  if (!isLower(bytes[at] ?? 0)) return -1;
  while (at < end && isNameByte(bytes[at] ?? 0)) at++;
  if (bytes[at] !== SPACE) return -1;
  at++;
  if (bytes[at] === COLON && bytes[at + 1] === SPACE) at += 2;
  return bytes[at] === PERCENT ? at : -1;
}

/** Ends of the session at hand. */
const first = { start: 0, end: 0, port: 0 };
const second = { start: 0, end: 0, port: 0 };

/** `Teardown TCP connection 7 for IF:A/P to IF:B/P duration 0:00:01 bytes 954 …` */
function readTeardown(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!isWordAt(bytes, start, 'Teardown ')) return false;
  let at = untilByte(bytes, SPACE, start + 9, end);
  if (!isWordAt(bytes, at, ' connection ')) return false;
  at = untilByte(bytes, SPACE, at + 12, end);
  if (!isWordAt(bytes, at, ' for ')) return false;
  at = readEndpoint(bytes, at + 5, end, first);
  if (at < 0 || !isWordAt(bytes, at, ' to ')) return false;
  at = readEndpoint(bytes, at + 4, end, second);
  if (at < 0 || !isWordAt(bytes, at, ' duration ')) return false;
  at = untilByte(bytes, SPACE, at + 10, end);
  if (!isWordAt(bytes, at, ' bytes ')) return false;
  const size = at + 7;
  at = size;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  out.bytesTotal = uintOf(bytes, size, at);
  // A user may stand in the last parentheses, and `faddr` marks an older layout.
  if (out.bytesTotal < 0 || bytes[end - 1] === CLOSE || bytes[end - 1] === SPACE) return false;
  for (let rest = at; rest < end; rest++) {
    const code = bytes[rest];
    if (code === OPEN || code === 9 || (code === 102 && isWordAt(bytes, rest, 'faddr'))) return false;
  }
  const clientFirst = firstIsClient(bytes);
  if (clientFirst === undefined) return false;
  const client = clientFirst ? first : second;
  const server = clientFirst ? second : first;
  out.action = ACTION_ALLOWED;
  out.sourceStart = client.start;
  out.sourceEnd = client.end;
  out.destStart = server.start;
  out.destEnd = server.end;
  return true;
}

/** `IF:192.0.2.7/443` in front of a space. @returns the position of the space, -1 when it is anything else */
function readEndpoint(bytes: Uint8Array, start: number, end: number, into: typeof first): number {
  let at = start;
  while (at < end && isNameByte(bytes[at] ?? 0)) at++;
  if (at === start || bytes[at] !== COLON) return -1;
  into.start = at + 1;
  into.end = ipv4EndOf(bytes, into.start, end);
  if (into.end < 0 || bytes[into.end] !== SLASH) return -1;
  const port = into.end + 1;
  at = port;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  into.port = uintOf(bytes, port, at);
  return into.port >= 0 && bytes[at] === SPACE ? at : -1;
}

/** As direction.ts decides where no user is named; undefined when the addresses need a closer look. */
function firstIsClient(bytes: Uint8Array): boolean | undefined {
  const a = first.port;
  const b = second.port;
  if (a !== b) {
    if (a < WELL_KNOWN !== b < WELL_KNOWN) return b < WELL_KNOWN;
    if (a >= WELL_KNOWN && a < EPHEMERAL !== b < EPHEMERAL) return b < EPHEMERAL;
  }
  if (isWordAt(bytes, first.start, '172.') || isWordAt(bytes, second.start, '172.')) return undefined;
  const firstPrivate = isPrivate(bytes, first.start);
  return firstPrivate !== isPrivate(bytes, second.start) && firstPrivate;
}

function isPrivate(bytes: Uint8Array, at: number): boolean {
  return isWordAt(bytes, at, '10.') || isWordAt(bytes, at, '192.168.');
}

function behindPri(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  while (at < end && at < start + 4 && isDigit(bytes[at] ?? 0)) at++;
  return at > start + 1 && bytes[at] === GREATER ? at + 1 : start;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isNameByte(code: number): boolean {
  return isLower(code) || isDigit(code) || (code >= 65 && code <= 90) || code === DASH || code === DOT || code === 95;
}
