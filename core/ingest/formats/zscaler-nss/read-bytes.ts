/**
 * In: a line of an NSS web feed as bytes: `key=value` pairs joined by tabs, behind a bare time or with a `datetime` first, or by `^^`, perhaps
 * behind `ZSCALERNSS:`. Out: its figures and where its names stand, or "not plain".
 * Plain: an IPv4 client, a host of small letters that ends in one, and values without escapes where they matter. What the action means
 * is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { clockOf, dayOf, ipv4EndOf, isPlainHost, isWordAt, uintOf } from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';
import { FIELD, FIELD_COUNT, FIELD_KEYS } from './names.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const DASH = 45;
const EQUALS = 61;
const BACKSLASH = 92;
const CARET = 94;

const froms = new Int32Array(FIELD_COUNT);
const tos = new Int32Array(FIELD_COUNT);

/** Of what a key fills, in what `order` notes of it: the field, and whether it is one of the two names that only these feeds write together. */
const FIELD_BITS = 63;
const CLIENT_MARK = 64;
const CATEGORY_MARK = 128;
const MARKS = CLIENT_MARK | CATEGORY_MARK;
const order = new KeyOrder();
/** Fields that figures, names and verdicts hang on. */
const NEEDED: ReadonlySet<number> = new Set([
  FIELD.time,
  FIELD.zone,
  FIELD.user,
  FIELD.clientIp,
  FIELD.clientHost,
  FIELD.host,
  FIELD.action,
  FIELD.bytesSent,
  FIELD.bytesReceived,
  FIELD.bytesTotal,
  FIELD.sessions,
  FIELD.feed,
]);

const TAG = 'ZSCALERNSS: ';
/** Bytes of the time and the tab behind it. */
const TIME_BYTES = 20;
/** How far a syslog header's end is looked for, and how far the names that tell the layout. */
const STAMP_LOOK = 40;
const NAMES_LOOK = 4096;

/** What joins the pairs of the line at hand: a tab, or a caret that stands twice. */
let join = TAB;
/** The line begins with a time; NaN where a pair holds it. */
let stampMs = Number.NaN;

export function readZscalerBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let at = end - start > NAMES_LOOK ? -1 : pairsAt(bytes, start, end);
  if (at < 0) return false;
  froms.fill(0);
  tos.fill(0);
  const words = wordsOf(bytes);
  const isTabbed = join === TAB;
  let marks = 0;
  for (let pair = 0; at < end; pair++) {
    const known = order.match(words, at, end, pair);
    const from = known > 0 ? at + known : readKey(bytes, at, end, pair);
    if (from < 0) return false;
    const number = order.numberAt(pair);
    marks |= number & MARKS;
    const field = number & FIELD_BITS;
    const stop = isTabbed ? tabEnd(words, from, end) : caretEnd(words, from, end);
    if (stop < 0) return false;
    if (field > 0 && tos[field] === 0 && !take(bytes, field, from, stop)) return false;
    at = isTabbed ? stop + 1 : stop + 2;
  }
  return marks === MARKS && readTime(bytes, out) && finish(bytes, out);
}

/** Reads a key and notes it for the line to come. @returns where its value begins; -1 when there is no key */
function readKey(bytes: Uint8Array, start: number, end: number, pair: number): number {
  if (bytes[start] === SPACE || bytes[start] === TAB) return -1;
  let equals = start;
  while (equals < end && bytes[equals] !== EQUALS && bytes[equals] !== TAB && bytes[equals] !== CARET) equals++;
  if (equals >= end || bytes[equals] !== EQUALS) return -1;
  const field = FIELD_KEYS.find(bytes, start, equals);
  let number = NEEDED.has(field) ? field : 0;
  // The feeds' templates spell them so.
  if (isWordAt(bytes, start, 'ClientIP=')) number |= CLIENT_MARK;
  if (isWordAt(bytes, start, 'urlcategory=')) number |= CATEGORY_MARK;
  order.note(bytes, start, equals + 1, pair, number);
  return equals + 1;
}

/** Where the pairs begin; -1 when the line begins otherwise. */
function pairsAt(bytes: Uint8Array, start: number, end: number): number {
  stampMs = Number.NaN;
  join = CARET;
  if (isWordAt(bytes, start, TAG)) return start + TAG.length;
  if (isWordAt(bytes, start, 'time=')) return start;
  join = TAB;
  if (isWordAt(bytes, start, 'datetime=')) return start;
  if (bytes[start + 10] !== SPACE || bytes[start + 19] !== TAB) return -1;
  const day = dayOf(bytes, start);
  const clock = clockOf(bytes, start + 11);
  if (day < 0 || clock < 0 || bytes[start + 4] !== DASH || looksRelayed(bytes, start, end)) return -1;
  stampMs = day + clock;
  return start + TIME_BYTES;
}

/** Where a pair ends that a tab ends; -1 when carets stand in it. */
function tabEnd(words: DataView, start: number, end: number): number {
  let at = untilEither(words, TAB, CARET, start, end);
  while (at + 1 < end && words.getUint8(at) === CARET) {
    if (words.getUint8(at + 1) === CARET) return -1;
    at = untilEither(words, TAB, CARET, at + 1, end);
  }
  return at + 1 === end && words.getUint8(at) === CARET ? end : at;
}

/** Where a pair ends that two carets end. */
function caretEnd(words: DataView, start: number, end: number): number {
  let at = untilCode(words, CARET, start, end);
  while (at + 1 < end && words.getUint8(at + 1) !== CARET) at = untilCode(words, CARET, at + 1, end);
  return at + 1 === end ? end : at;
}

/** Takes a value, without the quotes around it. @returns false when it is not plain */
function take(bytes: Uint8Array, field: number, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (to - from >= 2 && bytes[from] === DQUOTE && bytes[to - 1] === DQUOTE) {
    from++;
    to--;
  }
  if (isPlaceholder(bytes, from, to)) return true;
  if (!isBare(bytes, from, to)) return false;
  froms[field] = from;
  tos[field] = to;
  return true;
}

function readTime(bytes: Uint8Array, out: LineWindows): boolean {
  const hasPair = tos[FIELD.time] !== 0;
  if (hasPair === !Number.isNaN(stampMs)) return false;
  if (hasPair && !anyTimeOf(bytes, froms[FIELD.time] ?? 0, tos[FIELD.time] ?? 0)) return false;
  out.timeMs = hasPair ? byteTime.ms : stampMs;
  out.timeIsLocal = (!hasPair || byteTime.isLocal) && !isUtc(bytes);
  out.timeIsYearless = false;
  return true;
}

function finish(bytes: Uint8Array, out: LineWindows): boolean {
  if (tos[FIELD.feed] !== 0 || tos[FIELD.sessions] !== 0) return false;
  const client = froms[FIELD.clientIp] ?? 0;
  const clientEnd = tos[FIELD.clientIp] ?? 0;
  if (clientEnd === 0 || ipv4EndOf(bytes, client, clientEnd) !== clientEnd) return false;
  const host = froms[FIELD.host] ?? 0;
  const hostEnd = tos[FIELD.host] ?? 0;
  // Where the host is an address, the URL's host goes before it.
  if (hostEnd === 0 || !isPlainHost(bytes, host, hostEnd)) return false;
  const sent = numberOf(bytes, FIELD.bytesSent);
  const received = numberOf(bytes, FIELD.bytesReceived);
  if (sent < -1 || received < -1) return false;
  if (sent < 0 && received < 0 && tos[FIELD.bytesTotal] !== 0) return false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = -1;
  out.sourceStart = client;
  out.sourceEnd = clientEnd;
  out.userStart = froms[FIELD.user] ?? 0;
  out.userEnd = tos[FIELD.user] ?? 0;
  out.deviceStart = froms[FIELD.clientHost] ?? 0;
  out.deviceEnd = tos[FIELD.clientHost] ?? 0;
  out.destStart = host;
  out.destEnd = hostEnd;
  out.beginVerdict();
  return out.addVerdict(bytes, froms[FIELD.action] ?? 0, tos[FIELD.action] ?? 0);
}

/** A blank this early may end a relay's stamp, when a word (its host) and another blank follow. */
function looksRelayed(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + TIME_BYTES;
  while (at < end && at < start + STAMP_LOOK && bytes[at] !== SPACE) at++;
  if (at >= end || bytes[at] !== SPACE) return false;
  while (at < end && bytes[at] === SPACE) at++;
  while (at < end && bytes[at] !== SPACE && bytes[at] !== TAB) at++;
  return at < end && bytes[at] === SPACE;
}

/** -1 when the line does not say, -2 when what it says is no plain number. */
function numberOf(bytes: Uint8Array, field: number): number {
  if (tos[field] === 0) return -1;
  const value = uintOf(bytes, froms[field] ?? 0, tos[field] ?? 0);
  return value < 0 ? -2 : value;
}

/** `GMT` or `UTC` */
function isUtc(bytes: Uint8Array): boolean {
  const from = froms[FIELD.zone] ?? 0;
  if ((tos[FIELD.zone] ?? 0) - from !== 3) return false;
  const [a, b, c] = [bytes[from], bytes[from + 1], bytes[from + 2]];
  return (a === 71 && b === 77 && c === 84) || (a === 85 && b === 84 && c === 67);
}

/** `None`, `NA`, `N/A`, `-` or nothing. */
function isPlaceholder(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start];
  switch (end - start) {
    case 0:
      return true;
    case 1:
      return first === DASH;
    case 2:
      return first === 78 && bytes[start + 1] === 65;
    case 3:
      return first === 78 && bytes[start + 1] === 47 && bytes[start + 2] === 65;
    case 4:
      return first === 78 && bytes[start + 1] === 111 && bytes[start + 2] === 110 && bytes[start + 3] === 101;
    default:
      return false;
  }
}

/** Begins and ends in no blank or quote and holds no escape. */
function isBare(bytes: Uint8Array, start: number, end: number): boolean {
  if ((bytes[start] ?? 0) <= SPACE || (bytes[end - 1] ?? 0) <= SPACE) return false;
  if (bytes[start] === DQUOTE || bytes[start] === 0xa0 || bytes[end - 1] === 0xa0) return false;
  for (let at = start; at < end; at++) if (bytes[at] === BACKSLASH) return false;
  return true;
}
