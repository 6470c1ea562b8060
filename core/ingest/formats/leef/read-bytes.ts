/**
 * In: a line of LEEF as bytes, from its mark on (perhaps behind a bare `<PRI>`). Out: its figures and where its names stand, or "not plain".
 * Plain: no key that counts stands twice, the time is the line's own, and what parts the pairs is one character, or blanks. What
 * event, category and action come to is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { keyStart } from '../cef/byte-fields.ts';
import { anyTimeOf, byteTime, isAddress } from '../keyed/byte-values.ts';
import { numberIn, takeDestination, takeSource } from '../keyed/window-fields.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { behindPri, findHostIn, findWordAt, isPlainHost, isWordAt, span, untilByte } from '../shared/bytes.ts';
import { findServer, GENUA } from './genugate.ts';
import { BLANKS } from './header.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const DOT = 46;
const SLASH = 47;
const ZERO = 48;
const ONE = 49;
const TWO = 50;
const EQUALS = 61;
const BACKSLASH = 92;
const CARET = 94;
const LOWER_X = 120;
const PIPE = 124;

const TIME = 1;
const SOURCE = 2;
const USER = 3;
const DEVICE = 4;
const DESTINATION = 5;
const HOST = 6;
const URL = 7;
const OTHER_URL = 8;
const SENT = 9;
const RECEIVED = 10;
const TOTAL = 11;
/** Of genua's lines: see genugate.ts. */
const CLIENT = 12;
const MESSAGE = 13;
const FIELDS = 14;
/** Part of the verdict, however many there are. */
const WORD = 14;
/** Part of the verdict by whether it is empty. */
const REASON = 15;

/** As parse.ts takes them. */
const keys = new ByteKeys(
  [
    ['devTime', TIME],
    ['rt', TIME],
    ['src', SOURCE],
    ['usrName', USER],
    ['loginID', USER],
    ['suser', USER],
    ['userName', USER],
    ['accountName', USER],
    ['src_user', USER],
    ['identHostName', DEVICE],
    ['devicehostname', DEVICE],
    ['shost', DEVICE],
    ['dst', DESTINATION],
    ['hostname', HOST],
    ['dstHost', HOST],
    ['dhost', HOST],
    ['dstname', HOST],
    ['question', HOST],
    ['query', HOST],
    ['sni', HOST],
    ['url', URL],
    ['URL', URL],
    ['request', URL],
    ['resource', URL],
    ['Miscellaneous', OTHER_URL],
    ['srcBytes', SENT],
    ['sent_bytes', SENT],
    ['bytesOut', SENT],
    ['bytesSent', SENT],
    ['BytesSent', SENT],
    ['dstBytes', RECEIVED],
    ['rcvd_bytes', RECEIVED],
    ['received_bytes', RECEIVED],
    ['bytesIn', RECEIVED],
    ['bytesReceived', RECEIVED],
    ['BytesReceived', RECEIVED],
    ['totalBytes', TOTAL],
    ['cat', WORD],
    ['Subtype', WORD],
    ['action', WORD],
    ['Action', WORD],
    ['act', WORD],
    ['disp', WORD],
    ['disposition', WORD],
    ['blockReason', REASON],
    ['srcPreNAT', CLIENT],
    ['msg', MESSAGE],
  ],
  false,
);

const fields = { froms: new Int32Array(FIELDS), tos: new Int32Array(FIELDS) };
const { froms, tos } = fields;

const MARK = 'LEEF:';
const COLUMNS = 5;
const DELIMITER_LOOK = 6;
/** `x5E` */
const HEX_BYTES = 3;
/** Letters of a host's label. */
const LONGEST_LABEL = 63;
let pairsStart = 0;
let isRelay = false;

export function readLeefBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const mark = behindPri(bytes, start, end);
  if (!isWordAt(bytes, mark, MARK)) return false;
  const delimiter = readHeader(bytes, mark + MARK.length, end, out);
  if (delimiter < 0) return false;
  froms.fill(0);
  tos.fill(0);
  if (delimiter === BLANKS) return readSpaced(bytes, pairsStart, end, out) && finish(bytes, out);
  let at = pairsStart;
  while (at < end) {
    const stop = untilByte(bytes, delimiter, at, end);
    const key = behindBlanks(bytes, at, stop);
    const equals = untilByte(bytes, EQUALS, key, stop);
    if (equals < stop && !take(bytes, key, equals, stop, out)) return false;
    at = stop + 1;
  }
  return finish(bytes, out);
}

/** @returns what parts the pairs, -1 when the header is not plain */
function readHeader(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  const isTwo = bytes[start] === TWO;
  if ((!isTwo && bytes[start] !== ONE) || bytes[start + 1] !== DOT || bytes[start + 2] !== ZERO) return -1;
  let at = start;
  let event = start;
  for (let column = 0; column < COLUMNS; column++) {
    // Zscaler's lines have a format of their own.
    if (column > 0 && isWordAt(bytes, at, 'Zscaler')) return -1;
    if (column === 1) isRelay = isWordAt(bytes, at, GENUA) && bytes[at + GENUA.length] === PIPE;
    event = at;
    at = untilByte(bytes, PIPE, at, end) + 1;
    if (at > end) return -1;
  }
  pairsStart = at;
  out.beginVerdict();
  if (!out.addVerdict(bytes, event, at - 1)) return -1;
  if (isTwo) {
    const stop = untilByte(bytes, PIPE, at, Math.min(end, at + DELIMITER_LOOK));
    if (stop < end && bytes[stop] === PIPE) {
      pairsStart = stop + 1;
      if (stop === at) return TAB;
      return stop === at + 1 ? (bytes[at] ?? -1) : numberedDelimiter(bytes, at, stop);
    }
  }
  for (const code of [TAB, PIPE, CARET]) {
    const found = untilByte(bytes, code, pairsStart, end);
    if (found < end && untilByte(bytes, EQUALS, found, end) < end) return code;
  }
  return findWordAt(bytes, '#011', pairsStart, end) < 0 ? BLANKS : -1;
}

/** The character that `x09` or `0x5E` stands for; -1 for other words. */
function numberedDelimiter(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes[start] === ZERO ? start + 1 : start;
  if (((bytes[at] ?? 0) | 32) !== LOWER_X || end - at !== HEX_BYTES) return -1;
  const high = hexOf(bytes[at + 1]);
  const low = hexOf(bytes[at + 2]);
  const code = high < 0 || low < 0 ? -1 : high * 16 + low;
  // What parts no pairs, or parts them where a relay makes blanks, needs a closer look.
  return code > SPACE || code === TAB ? code : -1;
}

function hexOf(code = 0): number {
  const letter = (code | 32) - 97;
  return code >= 48 && code <= 57 ? code - 48 : letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/** A key stands behind a blank and reaches to an equals sign; its value reaches to the next key. */
function readSpaced(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  let key = -1;
  let keyEnd = 0;
  for (let equals = untilByte(bytes, EQUALS, start, end); equals < end; ) {
    const next = keyStart(bytes, start, equals);
    if (next >= 0) {
      if (key >= 0 && !takeSpaced(bytes, key, keyEnd, next, out)) return false;
      key = next;
      keyEnd = equals;
    }
    equals = untilByte(bytes, EQUALS, equals + 1, end);
  }
  return key < 0 || takeSpaced(bytes, key, keyEnd, end, out);
}

function takeSpaced(bytes: Uint8Array, key: number, equals: number, stop: number, out: LineWindows): boolean {
  // Blanks in front of a value and quotes around it are none of it.
  const first = bytes[equals + 1] ?? 0;
  return equals + 1 < stop && first > SPACE && first !== DQUOTE && take(bytes, key, equals, stop, out);
}

/** @returns false when the line is not plain */
function take(bytes: Uint8Array, key: number, equals: number, stop: number, out: LineWindows): boolean {
  const field = equals - key > 32 ? 0 : keys.find(bytes, key, equals);
  if (field === 0 || (!isRelay && (field === CLIENT || field === MESSAGE))) return true;
  const from = equals + 1;
  let to = stop;
  while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === TAB)) to--;
  // The words that judge count in their order, and a reason to block among them by whether there is one.
  if (field === REASON) return out.addVerdict(bytes, key, to > from ? equals + 1 : equals);
  if (to <= from) return true;
  if (field === WORD) return out.addVerdict(bytes, key, equals) && out.addVerdict(bytes, from, to);
  // The first of a line's users counts.
  if (tos[field] !== 0) return field === USER;
  froms[field] = from;
  tos[field] = to;
  return true;
}

function finish(bytes: Uint8Array, out: LineWindows): boolean {
  const hasTime = tos[TIME] !== 0;
  if (hasTime && !anyTimeOf(bytes, froms[TIME] ?? 0, tos[TIME] ?? 0)) return false;
  const sent = numberIn(bytes, fields, SENT);
  const received = numberIn(bytes, fields, RECEIVED);
  const total = numberIn(bytes, fields, TOTAL);
  if (sent < -1 || received < -1 || total < -1) return false;
  if (tos[OTHER_URL] !== 0 && tos[URL] === 0 && !takeOtherUrl(bytes)) return false;
  out.timeMs = hasTime ? byteTime.ms : Number.NaN;
  out.timeIsLocal = byteTime.isLocal;
  out.timeIsYearless = false;
  out.action = ACTION_UNKNOWN;
  out.bytesSent = sent;
  out.bytesReceived = received;
  out.bytesTotal = sent < 0 && received < 0 ? total : -1;
  out.userStart = froms[USER] ?? 0;
  out.userEnd = tos[USER] ?? 0;
  out.deviceStart = froms[DEVICE] ?? 0;
  out.deviceEnd = tos[DEVICE] ?? 0;
  if (isRelay && !settleRelay(bytes)) return false;
  return takeSource(bytes, fields, SOURCE, out) && takeDestination(bytes, fields, HOST, URL, DESTINATION, out);
}

/** As RelayEvent fills the ends that the line has under no name of its own. */
function settleRelay(bytes: Uint8Array): boolean {
  if (tos[SOURCE] === 0) {
    froms[SOURCE] = froms[CLIENT] ?? 0;
    tos[SOURCE] = tos[CLIENT] ?? 0;
  }
  if (tos[DESTINATION] !== 0) return isAddress(bytes, froms[DESTINATION] ?? 0, tos[DESTINATION] ?? 0);
  if (!findServer(bytes, froms[MESSAGE] ?? 0, tos[MESSAGE] ?? 0)) return true;
  froms[DESTINATION] = span.start;
  tos[DESTINATION] = span.end;
  return isAddress(bytes, span.start, span.end);
}

/** Palo Alto's column of many uses is a URL or a file's name, perhaps in quotes that a relay has escaped; as urlOfMisc has it. */
function takeOtherUrl(bytes: Uint8Array): boolean {
  let from = froms[OTHER_URL] ?? 0;
  let to = tos[OTHER_URL] ?? 0;
  const quote = bytes[from] === BACKSLASH && bytes[to - 2] === BACKSLASH ? 2 : 1;
  const isQuoted = bytes[from + quote - 1] === DQUOTE && bytes[to - 1] === DQUOTE && to - from > 2 * quote;
  if (isQuoted) {
    from += quote;
    to -= quote;
  }
  // No URL is without one.
  if (untilByte(bytes, SLASH, from, to) === to) return true;
  if (!isPlainUrl(bytes, from, to)) return false;
  froms[URL] = from;
  tos[URL] = to;
  return true;
}

/** `http://host…`, `https://host…` or `host.tld/…`, the host in small letters. */
function isPlainUrl(bytes: Uint8Array, from: number, to: number): boolean {
  const isWeb = isWordAt(bytes, from, 'http://') || isWordAt(bytes, from, 'https://');
  if (!findHostIn(bytes, from, to) || !isPlainHost(bytes, span.start, span.end)) return false;
  if (isWeb) return true;
  const { start, end } = span;
  let label = end;
  while (label > start && bytes[label - 1] !== DOT) label--;
  const isNamed =
    label > start && end - label > 1 && end - start <= LONGEST_LABEL && !holdsEmptyLabel(bytes, start, end);
  for (let at = label; at < end; at++) if ((bytes[at] ?? 0) < 97 || (bytes[at] ?? 0) > 122) return false;
  return isNamed;
}

function holdsEmptyLabel(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === DOT) return true;
  for (let at = start + 1; at < end; at++) if (bytes[at] === DOT && bytes[at - 1] === DOT) return true;
  return false;
}

function behindBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}
