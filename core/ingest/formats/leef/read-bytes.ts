/**
 * In: a line of LEEF as bytes, from its mark on (perhaps behind a bare `<PRI>`). Out: its figures and where its names stand, or "not plain".
 * Plain: no key that counts stands twice, the time is the line's own, and what parts the pairs is one character. What
 * event, category and action come to is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { numberIn, takeDestination, takeSource } from '../keyed/window-fields.ts';
import { ByteKeys } from '../shared/byte-keys.ts';
import { behindPri, isWordAt, untilByte } from '../shared/bytes.ts';
import { GENUA } from './genugate.ts';

const TAB = 9;
const SPACE = 32;
const DOT = 46;
const ZERO = 48;
const ONE = 49;
const TWO = 50;
const EQUALS = 61;
const CARET = 94;
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
/** Part of the verdict, however many there are. */
const WORD = 12;
const FIELDS = 12;
/** Part of the verdict by whether it is empty. */
const REASON = 13;

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
  ],
  false,
);

const fields = { froms: new Int32Array(FIELDS), tos: new Int32Array(FIELDS) };
const { froms, tos } = fields;

const MARK = 'LEEF:';
const COLUMNS = 5;
const DELIMITER_LOOK = 6;
let pairsStart = 0;

export function readLeefBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const mark = behindPri(bytes, start, end);
  if (!isWordAt(bytes, mark, MARK)) return false;
  const delimiter = readHeader(bytes, mark + MARK.length, end, out);
  if (delimiter < 0) return false;
  froms.fill(0);
  tos.fill(0);
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
    // A name may hang on its message.
    if (column === 1 && isWordAt(bytes, at, GENUA)) return -1;
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
      // Written as a number: rare.
      return stop === at + 1 ? (bytes[at] ?? -1) : -1;
    }
  }
  for (const code of [TAB, PIPE, CARET]) {
    const found = untilByte(bytes, code, pairsStart, end);
    if (found < end && untilByte(bytes, EQUALS, found, end) < end) return code;
  }
  return -1;
}

/** @returns false when the line is not plain */
function take(bytes: Uint8Array, key: number, equals: number, stop: number, out: LineWindows): boolean {
  const field = equals - key > 32 ? 0 : keys.find(bytes, key, equals);
  if (field === 0) return true;
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
  if (tos[OTHER_URL] !== 0 && tos[URL] === 0) return false;
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
  return takeSource(bytes, fields, SOURCE, out) && takeDestination(bytes, fields, HOST, URL, DESTINATION, out);
}

function behindBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}
