/**
 * In: a FortiOS key=value line as bytes, as the device writes it (perhaps behind a bare `<PRI>`). Out: its figures and where its names
 * stand, or "not plain".
 * Plain: pairs separated by spaces or by commas as the first two are, no backslash before a quote where it matters, a host name or an address to go
 * to, and the keys that make the format certain. The words that judge a session are learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { behindWord } from '../keyed/scan-pairs.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { behindPri, clockOf, dayOf, uintOf, untilSpaces } from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { isDigit } from '../shared/numbers.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';

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
const LOWER_Z = 122;

const DATE = 1;
const TIME = 2;
const ZONE = 3;
const EVENT_TIME = 4;
const SOURCE = 5;
const DESTINATION = 6;
const USER = 7;
const GUESSED_USER = 8;
const DEVICE = 9;
const HOST = 10;
const URL = 11;
const SENT = 12;
const RECEIVED = 13;
const JUDGES = 14;
const UNPLAIN = 15;
/** Keys that tell FortiOS from its likes, as `claim` weighs them. */
const TYPE = 16;
const SUBTYPE = 17;
const LOG_ID = 18;
const DOMAIN = 19;
const UNIT = 20;
/** The name that was asked for goes before all others. */
const QUERY = 21;

const keys = new ByteKeys(
  [
    ['date', DATE],
    ['time', TIME],
    ['tz', ZONE],
    ['eventtime', EVENT_TIME],
    ['srcip', SOURCE],
    ['dstip', DESTINATION],
    ['user', USER],
    ['unauthuser', GUESSED_USER],
    ['srcname', DEVICE],
    ['hostname', HOST],
    ['url', URL],
    ['sentbyte', SENT],
    ['rcvdbyte', RECEIVED],
    ['action', JUDGES],
    ['status', JUDGES],
    ['utmaction', JUDGES],
    ['type', TYPE],
    ['subtype', SUBTYPE],
    ['logid', LOG_ID],
    ['vd', DOMAIN],
    ['devid', UNIT],
    ['devname', UNIT],
    ['qname', QUERY],
    // Older names, and those of other messages, which overrule each other by their order.
    ['src', UNPLAIN],
    ['dst', UNPLAIN],
    ['sent', UNPLAIN],
    ['rcvd', UNPLAIN],
    ['http_host', UNPLAIN],
    ['http_url', UNPLAIN],
    ['dstname', UNPLAIN],
    ['timezone', UNPLAIN],
    ['timezone_dayst', UNPLAIN],
  ],
  false,
);
/** Letters, digits and underscores, as a table: what comes next in a key no processor can guess. */
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));
const FIELDS = 22;
const order = new KeyOrder();
const froms = new Int32Array(FIELDS);
const tos = new Int32Array(FIELDS);

/** Four digits and a colon. */
const IPV6_GROUP = 5;
/** How far into a line `claim` looks. */
const LOOK = 600;

export function readFortigateBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = behindPri(bytes, start, end);
  // A key of small letters comes first, in most `date`; anything else may be a relay's header.
  if ((bytes[at] ?? 0) < LOWER_A || (bytes[at] ?? 0) > LOWER_Z) return false;
  const limit = at + LOOK;
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

/** By the device's name or number, or by whom it tells of and when. */
function isCertain(limit: number): boolean {
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
  const destination = destinationOf(bytes);
  const isNamed = tos[QUERY] !== 0 || tos[HOST] !== 0;
  const to = froms[destination] ?? 0;
  const toEnd = tos[destination] ?? 0;
  if (toEnd <= to) return false;
  if (destination !== DESTINATION && tos[DESTINATION] !== 0 && !isName(bytes, to, toEnd)) return false;
  if (destination === DESTINATION && (!isAddress(bytes, to, toEnd) || (!isNamed && mayNameHost(bytes)))) return false;
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
  out.destStart = to;
  out.destEnd = toEnd;
  return true;
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
  if ((tos[DATE] ?? 0) - date !== 10 || (tos[TIME] ?? 0) - time !== 8) return false;
  const day = dayOf(bytes, date);
  const clock = clockOf(bytes, time);
  if (day < 0 || clock < 0) return false;
  let zone = 0;
  out.timeIsLocal = tos[ZONE] === 0;
  if (tos[ZONE] !== 0) {
    const from = froms[ZONE] ?? 0;
    const sign = bytes[from];
    if ((tos[ZONE] ?? 0) - from !== 5 || (sign !== PLUS && sign !== MINUS)) return false;
    const hours = uintOf(bytes, from + 1, from + 3);
    const minutes = uintOf(bytes, from + 3, from + 5);
    if (hours < 0 || minutes < 0) return false;
    zone = (hours * 60 + minutes) * (sign === MINUS ? -60_000 : 60_000);
  }
  out.timeMs = day + clock - zone;
  return true;
}

/** False for what may be an address: its last byte is a digit, or a colon ends the first group of an IPv6 address. */
function isName(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end && at < start + IPV6_GROUP; at++) if (bytes[at] === COLON) return false;
  return !isDigit(bytes[end - 1] ?? 0);
}
