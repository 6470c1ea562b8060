/** Values of pairs as windows of bytes, read as byte readers need them: what these do not recognise is left to the reader of text. */
import type { LineWindows } from '../api.ts';
import {
  bytesOf,
  clockOf,
  dayOf,
  fractionEndOf,
  fractionOf,
  ipv4EndOf,
  isDay,
  isPlainHost,
  isWordAt,
  monthAt,
  uintOf,
  untilByte,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { LONGEST_PLACEHOLDER, PLACEHOLDERS } from '../shared/placeholders.ts';
import { portalTimeOf } from './portal-time-bytes.ts';

const DASH = 45;
const PLUS = 43;
const DOT = 46;
const COLON = 58;
const SPACE = 32;
const UPPER_T = 84;
const UPPER_Z = 90;
/** `yyyy-MM-dd HH:mm:ss` and `M/d/yyyy h:mm:ss`. */
const SHORTEST_ISO = 19;
const SHORTEST_WALL = 16;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Time found by the last `anyTimeOf` that returned true. One object, used again and again. */
export const byteTime = { ms: 0, isLocal: false };

/**
 * An epoch in seconds, milliseconds, microseconds or nanoseconds, or `yyyy-MM-dd HH:mm:ss` with `T` or a space between, perhaps a
 * fraction, perhaps ` UTC`, ` GMT`, `Z` or an offset, `Mon dd yyyy HH:mm:ss` with a zone or without, `Www Mon dd HH:mm:ss yyyy`, what portals
 * write (portalTimeOf) or web servers (clfTimeOf); as readAnyTime reads them.
 */
export function anyTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const width = end - start;
  if (width === 10 || width === 13 || width === 16 || width === 19) {
    const value = uintOf(bytes, start, start + Math.min(width, 13));
    if (value >= 0 && isDigits(bytes, start + 13, end)) {
      byteTime.ms = width === 10 ? value * 1000 : value;
      byteTime.isLocal = false;
      return true;
    }
  }
  if (width < SHORTEST_WALL) return false;
  if (width >= SHORTEST_ISO && isoTimeOf(bytes, start, end)) return true;
  const wall = portalTimeOf(bytes, start, end);
  if (wall >= 0) {
    byteTime.ms = wall;
    byteTime.isLocal = true;
    return true;
  }
  return monthTimeOf(bytes, start, end) || weekdayTimeOf(bytes, start, end) || clfTimeOf(bytes, start, end);
}

function isoTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const between = bytes[start + 10];
  if (between !== SPACE && between !== UPPER_T) return false;
  const day = dayOf(bytes, start);
  const clock = clockOf(bytes, start + 11);
  if (day < 0 || clock < 0) return false;
  const at = fractionEndOf(bytes, start + 19, end);
  const fraction = fractionOf(bytes, start + 19, at);
  if (fraction < 0) return false;
  byteTime.ms = day + clock + fraction;
  byteTime.isLocal = at === end;
  if (at === end) return true;
  const from = bytes[at] === SPACE ? at + 1 : at;
  if (end - from === 1) return from === at && bytes[from] === UPPER_Z;
  const hasColon = end - from === 6 && bytes[from + 3] === COLON;
  const zone = hasColon ? offsetOf(bytes, from, from + 4) : namedZoneOf(bytes, from, end);
  if (zone === NO_ZONE || zone === UNPLAIN_ZONE) return false;
  byteTime.ms -= zone * MINUTE_MS;
  return true;
}

/** `Mon dd yyyy HH:mm:ss[ GMT| +hhmm]` */
function monthTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const isSpaced = bytes[start + 3] === SPACE && bytes[start + 6] === SPACE && bytes[start + 11] === SPACE;
  if (end - start < 20 || !isSpaced) return false;
  const month = monthAt(bytes, start);
  const day = uintOf(bytes, start + 4, start + 6);
  const year = uintOf(bytes, start + 7, start + 11);
  const clock = clockOf(bytes, start + 12);
  if (!isDay(month, day) || year < 1990 || clock < 0) return false;
  byteTime.ms = daysFromCivil(year, month, day) * DAY_MS + clock;
  byteTime.isLocal = end - start === 20;
  if (byteTime.isLocal) return true;
  const zone = bytes[start + 20] === SPACE ? namedZoneOf(bytes, start + 21, end) : UNPLAIN_ZONE;
  if (zone === NO_ZONE || zone === UNPLAIN_ZONE) return false;
  byteTime.ms -= zone * MINUTE_MS;
  return true;
}

const SLASH = 47;
/** `dd/Mon/yyyy:HH:mm:ss` */
const CLF_BYTES = 20;

/** `dd/Mon/yyyy:HH:mm:ss`, perhaps a fraction, perhaps ` +hhmm`, which must fill the window; as readClfTime reads it. */
export function clfTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const isStamp = bytes[start + 2] === SLASH && bytes[start + 6] === SLASH && bytes[start + 11] === COLON;
  if (end - start < CLF_BYTES || !isStamp) return false;
  const day = uintOf(bytes, start, start + 2);
  const month = monthAt(bytes, start + 3);
  const year = uintOf(bytes, start + 7, start + 11);
  const clock = clockOf(bytes, start + 12);
  if (!isDay(month, day) || year < 1990 || clock < 0) return false;
  const at = fractionEndOf(bytes, start + CLF_BYTES, end);
  const fraction = fractionOf(bytes, start + CLF_BYTES, at);
  if (fraction < 0) return false;
  byteTime.ms = daysFromCivil(year, month, day) * DAY_MS + clock + fraction;
  byteTime.isLocal = at === end;
  if (at === end) return true;
  const zone = bytes[at] === SPACE ? zoneMinutesOf(bytes, at + 1, end) : UNPLAIN_ZONE;
  if (zone === NO_ZONE || zone === UNPLAIN_ZONE) return false;
  byteTime.ms -= zone * MINUTE_MS;
  return true;
}

/** Milliseconds of the day `yyyy-MM-dd`, `yyyy/MM/dd`, `MM/dd/yyyy` or, where no month has the number, `dd/MM/yyyy` (ten bytes); -1 when it is none. */
export function anyDayOf(bytes: Uint8Array, start: number): number {
  if (bytes[start + 2] !== SLASH || bytes[start + 5] !== SLASH) return dayOf(bytes, start);
  const first = uintOf(bytes, start, start + 2);
  const second = uintOf(bytes, start + 3, start + 5);
  const year = uintOf(bytes, start + 6, start + 10);
  const isMonthFirst = first <= 12;
  const month = isMonthFirst ? first : second;
  const day = isMonthFirst ? second : first;
  return year >= 1990 && isDay(month, day) ? daysFromCivil(year, month, day) * DAY_MS : -1;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `Www Mon dd HH:mm:ss yyyy` */
function weekdayTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const at = start + 4;
  const isSpaced = bytes[at - 1] === SPACE && bytes[at + 3] === SPACE && bytes[at + 6] === SPACE;
  if (end - start !== 24 || !isSpaced || bytes[at + 15] !== SPACE) return false;
  const month = monthAt(bytes, at);
  const day = uintOf(bytes, bytes[at + 4] === SPACE ? at + 5 : at + 4, at + 6);
  const clock = clockOf(bytes, at + 7);
  const year = uintOf(bytes, at + 16, end);
  if (!isDay(month, day) || year < 1990 || clock < 0) return false;
  byteTime.ms = daysFromCivil(year, month, day) * DAY_MS + clock;
  byteTime.isLocal = true;
  return WEEKDAYS.some((name) => isWordAt(bytes, start, name));
}

/** A word that names no zone for sure: the time stays local. */
export const NO_ZONE = 10_000;
export const UNPLAIN_ZONE = 10_001;

/** Minutes east of UTC of `+0100`, `UTC` or `GMT`; NO_ZONE for other words in capitals. */
export function zoneMinutesOf(bytes: Uint8Array, start: number, end: number): number {
  const width = end - start;
  if (width === 5 && (bytes[start] === PLUS || bytes[start] === DASH)) return offsetOf(bytes, start, start + 3);
  if (width < 2) return UNPLAIN_ZONE;
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (code < 65 || code > 90) return UNPLAIN_ZONE;
  }
  if (width !== 3) return NO_ZONE;
  const [a, b, c] = [bytes[start], bytes[start + 1], bytes[start + 2]];
  return (a === 85 && b === 84 && c === 67) || (a === 71 && b === 77 && c === 84) ? 0 : NO_ZONE;
}

/** Minutes of `+11`, or what `zoneMinutesOf` says of three letters. */
export function zoneHoursOf(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from];
  if (sign !== PLUS && sign !== DASH) return zoneMinutesOf(bytes, from, to);
  const hours = uintOf(bytes, from + 1, to);
  if (hours < 0 || hours > 14) return UNPLAIN_ZONE;
  return sign === DASH ? -hours * 60 : hours * 60;
}

const NAMED_OFFSET = 9;

/** As zoneMinutesOf, or `GMT+08:00`. */
function namedZoneOf(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start + 3];
  const isNamed = end - start === NAMED_OFFSET && (sign === PLUS || sign === DASH) && bytes[start + 6] === COLON;
  if (!isNamed || zoneMinutesOf(bytes, start, start + 3) !== 0) return zoneMinutesOf(bytes, start, end);
  return offsetOf(bytes, start + 3, start + 7);
}

/** `+hh` at `start`, `mm` at `minutes`. */
function offsetOf(bytes: Uint8Array, start: number, minutes: number): number {
  const hours = uintOf(bytes, start + 1, start + 3);
  const rest = uintOf(bytes, minutes, minutes + 2);
  const sign = bytes[start];
  if (hours < 0 || hours > 14 || rest < 0 || rest > 59 || (sign !== PLUS && sign !== DASH)) return UNPLAIN_ZONE;
  return sign === DASH ? -(hours * 60 + rest) : hours * 60 + rest;
}

const LONGEST_IPV6 = 39;
/** Groups of an address of IPv6, and the most digits and letters of one. */
const GROUPS = 8;
const GROUP = 4;

/** A dotted quad, or colons and small hex digits that the reader of text takes for an address of IPv6 as well. */
export function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
  const quad = ipv4EndOf(bytes, start, end);
  if (quad > 0 || end - start > LONGEST_IPV6) return quad === end;
  let colons = 0;
  let gaps = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (code === COLON) {
      if (colons === 0 && digits === 0 && bytes[at + 1] !== COLON) return false;
      // Groups are left out in one place.
      if (colons > 0 && digits === 0) gaps++;
      colons++;
      digits = 0;
    } else if (!isDigit(code) && (code < 97 || code > 102)) return false;
    else if (++digits > GROUP) return false;
  }
  const isOpen = digits === 0 && bytes[end - 2] !== COLON;
  return !isOpen && (gaps === 0 ? colons === GROUPS - 1 : gaps === 1 && colons > 1 && colons < GROUPS);
}

/** With the colon in front. */
const LONGEST_PORT = 6;

/** A host in small letters, perhaps with a port or the root's dot, or an address in its place: what it comes to hangs on nothing else. */
export function isHostAt(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 1 && bytes[to - 1] === DOT) return isPlainHost(bytes, from, to - 1);
  if (isPlainHost(bytes, from, to) || ipv4EndOf(bytes, from, to) === to) return true;
  const colon = untilByte(bytes, COLON, from, to);
  return to - colon <= LONGEST_PORT && uintOf(bytes, colon + 1, to) > 0 && isPlainHost(bytes, from, colon);
}

const PLACEHOLDER_BYTES = PLACEHOLDERS.map(bytesOf);

/** Empty, `-`, or a word for nothing; as the reader of text has it. */
export function isPlaceholderAt(bytes: Uint8Array, start: number, end: number): boolean {
  const width = end - start;
  if (width <= 0) return true;
  if (width > LONGEST_PLACEHOLDER) return false;
  const first = bytes[start] ?? 0;
  if (width === 1) return first === DASH;
  if (first !== 40 && (first | 32) !== 110 && first !== DASH && first !== 117) return false;
  return PLACEHOLDER_BYTES.some((word) => isWordHere(bytes, start, width, word));
}

function isWordHere(bytes: Uint8Array, start: number, width: number, word: Uint8Array): boolean {
  if (word.length !== width) return false;
  for (let at = 0; at < width; at++) {
    const code = bytes[start + at] ?? 0;
    if ((code >= 65 && code <= 90 ? code | 32 : code) !== word[at]) return false;
  }
  return true;
}

function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false;
  return true;
}

/** Gives a line its bytes, -1 where it says nothing of them. As DraftFiller does: a total beside one direction gives the other. */
export function settleBytes(out: LineWindows, sent: number, received: number, total: number): void {
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = total;
  if (total < 0 || (sent < 0 && received < 0)) return;
  if (received < 0 && total >= sent) out.bytesReceived = total - sent;
  else if (sent < 0 && total >= received) out.bytesSent = total - received;
  out.bytesTotal = -1;
}
