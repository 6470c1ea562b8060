/**
 * In: a FortiOS key=value line as bytes, as the device writes it (perhaps behind a bare `<PRI>`). Out: its figures and where its names
 * stand, or "not plain".
 * Plain: pairs separated by spaces or by commas as the first two are, no backslash before a quote where it matters, a host name or an address to go
 * to or none at all, and the keys that make the format certain. The words that judge a session are learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress, UNPLAIN_ZONE } from '../keyed/byte-values.ts';
import { behindWord } from '../keyed/scan-pairs.ts';
import {
  behindPri,
  clockOf,
  dayOf,
  findHostIn,
  findWordAt,
  isPlainHost,
  span,
  uintOf,
  untilSpaces,
} from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { isDigit } from '../shared/numbers.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';
import {
  DATE,
  DESTINATION,
  DEVICE,
  DEVICE_NUMBER,
  DOMAIN,
  EVENT_TIME,
  FIELDS,
  GUESSED_USER,
  HOST,
  JUDGES,
  keys,
  LOG_NUMBER,
  MESSAGE_NUMBER,
  PLACE,
  PRIORITY,
  QUERY,
  RECEIVED,
  SEASON,
  SENT,
  SERVER,
  SESSION,
  SOURCE,
  TIME,
  TYPE,
  UNIT,
  UNPLAIN,
  URL,
  USER,
  ZONE,
} from './byte-fields.ts';
import { placeMinutes, seasonMinutes } from './web-zone.ts';
import { ZoneMemo } from './zone-memo.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const EQUALS = 61;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const LOWER_A = 97;
const LOWER_V = 118;
const LOWER_Z = 122;

/** Letters, digits and underscores, as a table: what comes next in a key no processor can guess. */
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));
const order = new KeyOrder();
const froms = new Int32Array(FIELDS);
const tos = new Int32Array(FIELDS);
const places = new ZoneMemo(placeMinutes);
const seasons = new ZoneMemo(seasonMinutes);
const MINUTE_MS = 60_000;
/** Stands in a verdict for a line that names no destination. */
const NOWHERE = Uint8Array.of(MINUS);

/** Four digits and a colon. */
const IPV6_GROUP = 5;
/** How far into a line `claim` looks. */
const LOOK = 600;
/** As parse.ts has it. */
const VERSION_LOOK = 24;

export function readFortigateBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = behindPri(bytes, start, end);
  // A key of small letters comes first, in most `date`; anything else may be a relay's header.
  if ((bytes[at] ?? 0) < LOWER_A || (bytes[at] ?? 0) > LOWER_Z) return false;
  const limit = at + LOOK;
  if (bytes[at] === LOWER_V && isDigit(bytes[at + 1] ?? 0)) {
    // FortiWeb's version is glued to the first key.
    const date = findWordAt(bytes, 'date=', at, Math.min(end, at + VERSION_LOOK));
    if (date > 0) at = date;
  }
  froms.fill(0);
  tos.fill(0);
  out.beginVerdict();
  const words = wordsOf(bytes);
  order.begin();
  /** 0 until the first value has shown what parts the pairs. */
  let separator = 0;
  let isSettled = false;
  let isBehindQuote = false;
  while (at < end) {
    const known = order.match(words, at, end);
    let from = known > 0 ? at + known : readKey(bytes, words, at, end);
    if (from < 0) {
      // Behind a value in quotes a key stands for sure.
      const word = isBehindQuote || separator === 0 ? -1 : behindWord(bytes, at, end, separator);
      if (word < 0) return false;
      at = untilSpaces(bytes, word, end);
      continue;
    }
    const field = order.number;
    const equals = from - 1;
    let stop: number;
    let next: number;
    isBehindQuote = from < end && bytes[from] === DQUOTE;
    if (isBehindQuote) {
      from++;
      stop = untilCode(words, DQUOTE, from, end);
      if (stop > from && bytes[stop - 1] === BACKSLASH) {
        // Of a URL only how it begins counts.
        if (field > 0 && field !== URL) return false;
        stop = closingQuote(bytes, words, stop, end);
      }
      if (stop >= end || separator === 0) return false;
      next = stop + 1;
    } else {
      if (bytes[from] === BACKSLASH) return false;
      if (separator === 0) {
        stop = untilEither(words, SPACE, COMMA, from, end);
        separator = bytes[stop] === COMMA ? COMMA : SPACE;
      } else stop = untilCode(words, separator, from, end);
      next = stop;
    }
    if (next < end && bytes[next] !== separator) return false;
    if (field > 0 && stop > from && !take(bytes, field, at, equals, from, stop, out)) return false;
    if (!isSettled && equals >= limit) {
      if (!isCertain(limit)) return false;
      isSettled = true;
    }
    if (separator === COMMA) next++;
    at = untilSpaces(bytes, next, end);
  }
  return (isSettled || isCertain(limit)) && finish(bytes, out);
}

/** Where a value ends whose quote at `quote` stands behind a backslash: such a quote ends it where a pair or nothing follows, as KvFields has it. */
function closingQuote(bytes: Uint8Array, words: DataView, quote: number, end: number): number {
  let at = quote;
  while (at < end && bytes[at - 1] === BACKSLASH && !closesAt(bytes, at + 1, end)) {
    at = untilCode(words, DQUOTE, at + 1, end);
  }
  return at;
}

function closesAt(bytes: Uint8Array, after: number, end: number): boolean {
  if (after >= end) return true;
  if (bytes[after] !== SPACE && bytes[after] !== COMMA) return false;
  let start = after + 1;
  while (start < end && (bytes[start] === SPACE || bytes[start] === TAB)) start++;
  let at = start;
  while (at < end && KEY_BYTES[bytes[at] ?? 0] === 1) at++;
  return at > start && at < end && bytes[at] === EQUALS;
}

/** Reads a key and notes it for the line to come. @returns where its value begins; -1 when there is no key */
function readKey(bytes: Uint8Array, words: DataView, start: number, end: number): number {
  let equals = start;
  while (equals < end && KEY_BYTES[bytes[equals] ?? 0] === 1) equals++;
  if (equals === start || equals >= end || bytes[equals] !== EQUALS) return -1;
  order.note(words, start, equals + 1, keys.find(bytes, start, equals));
  return equals + 1;
}

/** Notes where a field stands. @returns false when the line is not plain */
function take(
  bytes: Uint8Array,
  field: number,
  key: number,
  equals: number,
  from: number,
  stop: number,
  out: LineWindows,
): boolean {
  // Of two destinations one may be a name, which goes before the other.
  if (field === UNPLAIN || (field === DESTINATION && tos[DESTINATION] !== 0)) return false;
  if (field === QUERY) {
    const isBare = bytes[from] === OPEN && bytes[stop - 1] === CLOSE;
    froms[QUERY] = isBare ? from + 1 : from;
    tos[QUERY] = isBare ? stop - 1 : stop;
    return true;
  }
  if (field === SERVER) {
    // That there is one decides, whatever host it names.
    if (!out.addVerdict(bytes, key, equals)) return false;
    froms[HOST] = from;
    tos[HOST] = stop;
    return true;
  }
  if (field === PLACE || field === SEASON) {
    // Of two the reader of text decides.
    if (tos[field] !== 0) return false;
    froms[field] = from;
    tos[field] = stop;
    return true;
  }
  if (field === GUESSED_USER) {
    // The name of who signed in goes before it, wherever it stands.
    if (tos[USER] !== 0) return true;
    froms[USER] = from;
    tos[USER] = stop;
    return true;
  }
  if ((field === JUDGES || field === TYPE) && !out.addVerdict(bytes, key, stop)) return false;
  // What makes the format certain counts where its key ends.
  const isMark = field >= TYPE && tos[field] === 0;
  if (field < TYPE || isMark) {
    froms[field] = field >= TYPE ? equals : from;
    tos[field] = stop;
  }
  return true;
}

function isCertain(limit: number): boolean {
  return isOfFirewall(limit) || isOfOthers(limit);
}

/** FortiWeb numbers its messages; FortiMail names the session or the device. */
function isOfOthers(limit: number): boolean {
  if (!isWithin(LOG_NUMBER, limit) || !isWithin(TYPE, limit)) return false;
  const hasDevice = isWithin(DEVICE_NUMBER, limit);
  if (hasDevice && isWithin(MESSAGE_NUMBER, limit)) return true;
  return isWithin(PRIORITY, limit) && (hasDevice || isWithin(SESSION, limit));
}

/** By the device's name or number, or by whom it tells of and when. */
function isOfFirewall(limit: number): boolean {
  for (let field = TYPE; field <= DOMAIN; field++) if (!isWithin(field, limit)) return false;
  return isWithin(UNIT, limit) || isWithin(SOURCE, limit) || isWithin(EVENT_TIME, limit);
}

function isWithin(field: number, limit: number): boolean {
  return tos[field] !== 0 && (froms[field] ?? 0) < limit;
}

function finish(bytes: Uint8Array, out: LineWindows): boolean {
  if (!readTime(bytes, out)) return false;
  const source = froms[SOURCE] ?? 0;
  const sourceEnd = tos[SOURCE] ?? 0;
  if (!takeDestination(bytes, out)) return false;
  const sent = tos[SENT] === 0 ? -1 : uintOf(bytes, froms[SENT] ?? 0, tos[SENT] ?? 0);
  const received = tos[RECEIVED] === 0 ? -1 : uintOf(bytes, froms[RECEIVED] ?? 0, tos[RECEIVED] ?? 0);
  if ((sent < 0 && tos[SENT] !== 0) || (received < 0 && tos[RECEIVED] !== 0)) return false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = -1;
  out.sourceStart = source;
  out.sourceEnd = sourceEnd;
  out.userStart = froms[USER] ?? 0;
  out.userEnd = tos[USER] ?? 0;
  out.deviceStart = froms[DEVICE] ?? 0;
  out.deviceEnd = tos[DEVICE] ?? 0;
  return true;
}

/** A name, an address, or what the line says of none. @returns false when the line is not plain */
function takeDestination(bytes: Uint8Array, out: LineWindows): boolean {
  const isNamed = tos[QUERY] !== 0 || tos[HOST] !== 0;
  const hasEnd = tos[DESTINATION] !== 0;
  if (!isNamed && mayNameHost(bytes) && !(hasEnd && isEndName(bytes))) {
    if (!findHostIn(bytes, froms[URL] ?? 0, tos[URL] ?? 0) || !isPlainHost(bytes, span.start, span.end)) return false;
    out.destStart = span.start;
    out.destEnd = span.end;
    return true;
  }
  out.destStart = 0;
  out.destEnd = 0;
  if (!isNamed && !hasEnd) return out.addVerdict(NOWHERE, 0, 1);
  const destination = destinationOf(bytes);
  const to = froms[destination] ?? 0;
  const toEnd = tos[destination] ?? 0;
  if (toEnd <= to) return false;
  if (destination !== DESTINATION && hasEnd && !isName(bytes, to, toEnd)) return false;
  if (destination === DESTINATION && !isAddress(bytes, to, toEnd) && (isNamed || !isEndName(bytes))) return false;
  out.destStart = to;
  out.destEnd = toEnd;
  return true;
}

/** The server's name in place of its address. */
function isEndName(bytes: Uint8Array): boolean {
  return isPlainHost(bytes, froms[DESTINATION] ?? 0, tos[DESTINATION] ?? 0);
}

/** The name that was asked for, else the host; an address in its place gives way to `dstip`. */
function destinationOf(bytes: Uint8Array): number {
  const named = tos[QUERY] !== 0 ? QUERY : tos[HOST] !== 0 ? HOST : DESTINATION;
  const isAnAddress = named !== DESTINATION && isAddress(bytes, froms[named] ?? 0, tos[named] ?? 0);
  return isAnAddress && tos[DESTINATION] !== 0 ? DESTINATION : named;
}

/** A URL that is more than a path. */
function mayNameHost(bytes: Uint8Array): boolean {
  const url = froms[URL] ?? 0;
  return tos[URL] !== 0 && (bytes[url] !== SLASH || bytes[url + 1] === SLASH);
}

/** The time of the header in front where the line names none; `eventtime` in seconds, milliseconds, microseconds or nanoseconds; else `date`, `time` and perhaps `tz`. */
function readTime(bytes: Uint8Array, out: LineWindows): boolean {
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  const event = froms[EVENT_TIME] ?? 0;
  const digits = (tos[EVENT_TIME] ?? 0) - event;
  if (tos[EVENT_TIME] !== 0) {
    if (digits !== 10 && digits !== 13 && digits !== 16 && digits !== 19) return false;
    const value = uintOf(bytes, event, event + Math.min(digits, 13));
    if (value < 0) return false;
    for (let at = event + 13; at < event + digits; at++) if (!isDigit(bytes[at] ?? 0)) return false;
    out.timeMs = digits === 10 ? value * 1000 : value;
    return true;
  }
  const date = froms[DATE] ?? 0;
  const time = froms[TIME] ?? 0;
  if (tos[DATE] === 0 && tos[TIME] === 0) {
    out.timeMs = Number.NaN;
    return true;
  }
  // Nothing is read behind the seconds.
  if ((tos[DATE] ?? 0) - date !== 10 || (tos[TIME] ?? 0) - time < 8) return false;
  const day = dayOf(bytes, date);
  const clock = clockOf(bytes, time);
  if (day < 0 || clock < 0) return false;
  const isWeb = tos[PLACE] !== 0 || tos[SEASON] !== 0;
  if (isWeb && tos[ZONE] !== 0) return false;
  const zone = isWeb ? webMinutes(bytes) : tos[ZONE] === 0 ? Number.NaN : signedMinutes(bytes);
  if (zone === UNPLAIN_ZONE) return false;
  out.timeIsLocal = Number.isNaN(zone);
  out.timeMs = day + clock - (out.timeIsLocal ? 0 : zone * MINUTE_MS);
  return true;
}

/** The season's offset goes before the place's; NaN when neither names one. */
function webMinutes(bytes: Uint8Array): number {
  const season = tos[SEASON] === 0 ? Number.NaN : seasons.of(bytes, froms[SEASON] ?? 0, tos[SEASON] ?? 0);
  if (!Number.isNaN(season) || tos[PLACE] === 0) return season;
  return places.of(bytes, froms[PLACE] ?? 0, tos[PLACE] ?? 0);
}

/** Of `+0100`. */
function signedMinutes(bytes: Uint8Array): number {
  const from = froms[ZONE] ?? 0;
  const sign = bytes[from];
  if ((tos[ZONE] ?? 0) - from !== 5 || (sign !== PLUS && sign !== MINUS)) return UNPLAIN_ZONE;
  const hours = uintOf(bytes, from + 1, from + 3);
  const minutes = uintOf(bytes, from + 3, from + 5);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return UNPLAIN_ZONE;
  return (hours * 60 + minutes) * (sign === MINUS ? -1 : 1);
}

/** False for what may be an address: its last byte is a digit, or a colon ends the first group of an IPv6 address. */
function isName(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end && at < start + IPV6_GROUP; at++) if (bytes[at] === COLON) return false;
  return !isDigit(bytes[end - 1] ?? 0);
}
