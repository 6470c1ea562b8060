/**
 * In: a line of CEF as bytes, perhaps behind a bare `<PRI>` or a word that is no header. Out: its figures and where its names stand, or "not plain".
 * Plain: no key that counts stands twice, only names hold escapes, and the time is the line's own. What vendor, product, name
 * and the words of action and outcome come to is learned from lines read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime, isAddress } from '../keyed/byte-values.ts';
import { numberIn, takeDestination, takeSource } from '../keyed/window-fields.ts';
import {
  behindPri,
  bytesOf,
  findWordAt,
  isPlainHost,
  isWordAt,
  mayBeHeader,
  uintOf,
  untilSpaces,
} from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { isDigit } from '../shared/numbers.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';
import {
  ALL_BYTES,
  BALANCER,
  BLOCK,
  COUNT,
  CUSTOM,
  DESTINATION,
  DESTINATION_V6,
  DEVICE,
  DOMAIN,
  EXACT,
  FIELD_KEYS,
  FIELDS,
  HOST,
  IN,
  keyStart,
  ODD,
  OUT,
  OWN_HOST,
  SITE,
  SOURCE,
  SOURCE_V6,
  TARGET_USER,
  URL,
  USER,
  USER_ID,
  WORD,
  ZONE,
} from './byte-fields.ts';
import { FALCON_COLUMNS } from './falcon.ts';
import { readFalconBytes } from './falcon-bytes.ts';
import { LOOK, MARK, UNMARKED } from './header.ts';
import { takePolicyZone, takeSentence } from './sentence-bytes.ts';
import { hasEscape, isDirectoryPath, isUtcWord } from './value-bytes.ts';

const SPACE = 32;
const TAB = 9;
const DQUOTE = 34;
const DOT = 46;
const EQUALS = 61;
const BACKSLASH = 92;
const PIPE = 124;

const NO_FIELD = 0;
const LONGEST_KEY = 32;

/** Fields by the keys of the lines before. */
const order = new KeyOrder();

const fields = { froms: new Int32Array(FIELDS), tos: new Int32Array(FIELDS) };
const { froms, tos } = fields;
const times = new Float64Array(CUSTOM + 1);
const areLocal = new Uint8Array(CUSTOM + 1);
const columns = new Int32Array(8);
let isFalcon = false;
let isFortinet = false;
let isPaloAlto = false;
let isCloud = false;
let isInfoblox = false;
/** Infoblox': a policy zone answered, and the name that was asked for stands in a sentence. */
let isPolicyZone = false;
let isWebGateway = false;
let isSophos = false;
let isUtc = false;
let lineEnd = 0;

const WEB_EVENT = 'Event::Endpoint::Web';
const NOWHERE = bytesOf('nowhere');
const COLUMNS = 7;
const VENDOR = 1;
const PRODUCT = 2;
const SIGNATURE = 4;
const NAME = 5;

export function readCefBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const version = versionAt(bytes, start, end);
  if (version < 0 || !isDigit(bytes[version])) return false;
  if (!readHeader(bytes, version, end, out)) return false;
  if (isFalcon)
    return readFalconBytes(bytes, columns[VENDOR] ?? 0, columns[PRODUCT] ?? 0, columns[COLUMNS] ?? end, end, out);
  froms.fill(0);
  tos.fill(0);
  isUtc = false;
  lineEnd = end;
  return readPairs(bytes, columns[COLUMNS] ?? end, end, out) && finish(bytes, out);
}

/** Behind the mark, before which words may stand that are no header of syslog's, or where a relay has cut it off. */
function versionAt(bytes: Uint8Array, start: number, end: number): number {
  const mark = behindPri(bytes, start, end);
  if (isWordAt(bytes, mark, MARK)) return untilSpaces(bytes, mark + MARK.length, end);
  const found = findWordAt(bytes, MARK, start, Math.min(end, start + LOOK));
  if (found < 0) return isWordAt(bytes, start, UNMARKED) ? start : -1;
  // Behind a header of syslog's, the message is asked for again.
  return mayBeHeader(bytes, start) || !isLetter(bytes[start]) ? -1 : untilSpaces(bytes, found + MARK.length, end);
}

function isLetter(code = 0): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/** Finds the columns; those that decide become the verdict. */
function readHeader(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const words = wordsOf(bytes);
  let at = start;
  for (let column = 0; column < COLUMNS; column++) {
    if (column === VENDOR && bytes[at] === PIPE && bytes[at + 1] !== PIPE) at++;
    columns[column] = at;
    // What escapes mean is part of what a column means.
    at = untilEither(words, PIPE, BACKSLASH, at, end);
    while (at < end && bytes[at] === BACKSLASH) at = untilEither(words, PIPE, BACKSLASH, at + 2, end);
    if (at >= end || (column === 0 && at - start > 3)) return false;
    at++;
  }
  columns[COLUMNS] = at;
  const vendor = columns[VENDOR] ?? 0;
  const product = columns[PRODUCT] ?? 0;
  // Zscaler's lines have a format of their own.
  if (isWordAt(bytes, vendor, 'Zscaler')) return false;
  const signature = columns[SIGNATURE] ?? 0;
  const name = columns[NAME] ?? 0;
  // Its firewall's keys are its own.
  isFalcon = isWordAt(bytes, vendor, FALCON_COLUMNS.vendor) && isWordAt(bytes, signature, FALCON_COLUMNS.signature);
  isFortinet = isWordAt(bytes, vendor, 'Fortinet|');
  isWebGateway = !isFortinet && isWordAt(bytes, product, 'Web Gateway|');
  const isOwn = isFortinet || isWebGateway;
  isInfoblox = !isOwn && isWordAt(bytes, vendor, 'Infoblox|');
  isPolicyZone = isInfoblox && isWordAt(bytes, signature, 'RPZ-');
  isSophos = !isOwn && !isInfoblox && isWordAt(bytes, product, 'sophos central|');
  isPaloAlto = !isOwn && !isSophos && isWordAt(bytes, vendor, 'Palo Alto Networks|');
  isCloud = isPaloAlto && (columns[PRODUCT + 1] ?? 0) - product === 3 && isWordAt(bytes, product, 'LF');
  out.beginVerdict();
  return (
    out.addVerdict(bytes, vendor, product) &&
    out.addVerdict(bytes, product, columns[PRODUCT + 1] ?? 0) &&
    (!(isPaloAlto || isPolicyZone || isSophos) || out.addVerdict(bytes, signature, name)) &&
    (isSophos || out.addVerdict(bytes, name, columns[NAME + 1] ?? 0))
  );
}

/** A key stands behind a blank or at the start, and reaches to an equals sign; its value reaches to the next key. */
function readPairs(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const words = wordsOf(bytes);
  order.begin();
  let field = NO_FIELD;
  let key = start;
  let keyEnd = start;
  for (let equals = untilCode(words, EQUALS, start, end); equals < end; ) {
    let next = equals + 1 - order.matchBefore(words, start, equals + 1);
    if (next > equals) {
      next = keyStart(bytes, start, equals);
      if (next >= 0) order.note(words, next, equals + 1, fieldOf(bytes, next, equals));
    }
    if (next >= 0) {
      if (field !== NO_FIELD && !take(field, bytes, key, keyEnd, next, out)) return false;
      field = order.number;
      key = next;
      keyEnd = equals;
    }
    equals = untilCode(words, EQUALS, equals + 1, end);
  }
  return field === NO_FIELD || take(field, bytes, key, keyEnd, end, out);
}

function fieldOf(bytes: Uint8Array, key: number, keyEnd: number): number {
  return keyEnd - key > LONGEST_KEY ? NO_FIELD : FIELD_KEYS.find(bytes, key, keyEnd);
}

/** @param stop where the next key begins. @returns false when the line is not plain */
function take(field: number, bytes: Uint8Array, key: number, keyEnd: number, stop: number, out: LineWindows): boolean {
  if (field === OWN_HOST && !isFortinet) return true;
  if (field >= BLOCK && !isWebGateway) return true;
  if (field === ODD) return false;
  if (field === SITE) return false;
  let from = keyEnd + 1;
  let to = stop;
  while (from < to && (bytes[from] ?? 0) <= SPACE) from++;
  while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === TAB)) to--;
  if (to - from >= 2 && bytes[from] === DQUOTE && bytes[to - 1] === DQUOTE) {
    from++;
    to--;
  }
  if (to <= from) return true;
  // What escapes mean is part of what a name means.
  const isName = field >= DEVICE && field <= TARGET_USER;
  if (!isName && hasEscape(bytes, from, to)) return false;
  if (field >= WORD) return out.addVerdict(bytes, key, keyEnd) && out.addVerdict(bytes, from, to);
  const slot = field === OWN_HOST ? HOST : field;
  if (tos[slot] !== 0) return false;
  froms[slot] = from;
  tos[slot] = to;
  if (slot <= CUSTOM) {
    if (!anyTimeOf(bytes, from, to)) return false;
    times[slot] = byteTime.ms;
    areLocal[slot] = byteTime.isLocal ? 1 : 0;
  } else if (slot === ZONE) isUtc = isUtcWord(bytes, from, to);
  return true;
}

function finish(bytes: Uint8Array, out: LineWindows): boolean {
  settleTime(out);
  if (!settleBytes(bytes, out)) return false;
  if (isPaloAlto && tos[COUNT] !== 0) {
    const count = uintOf(bytes, froms[COUNT] ?? 0, tos[COUNT] ?? 0);
    if (count < 1) return false;
    out.count = count;
  }
  out.deviceStart = froms[DEVICE] ?? 0;
  out.deviceEnd = tos[DEVICE] ?? 0;
  out.action = ACTION_UNKNOWN;
  settleUser(bytes, out);
  return takeSource(bytes, fields, tos[SOURCE] === 0 ? SOURCE_V6 : SOURCE, out) && settleDestination(bytes, out);
}

function settleDestination(bytes: Uint8Array, out: LineWindows): boolean {
  const address = tos[DESTINATION] === 0 ? DESTINATION_V6 : DESTINATION;
  if (isSophos) return settleEndpoint(bytes, address, out);
  if (isPolicyZone) {
    const isNamed = tos[HOST] !== 0 || tos[URL] !== 0 || tos[DOMAIN] !== 0;
    if (isNamed || (tos[address] !== 0 && !isAddress(bytes, froms[address] ?? 0, tos[address] ?? 0))) return false;
    return takePolicyZone(bytes, columns[COLUMNS] ?? 0, lineEnd, out);
  }
  if (tos[HOST] === 0 && tos[URL] === 0 && (isInfoblox || tos[address] === 0)) {
    // What a balancer's own name is worth hangs on its vendor.
    if (tos[BALANCER] !== 0 && !isInfoblox) return false;
    if (tos[DOMAIN] !== 0) {
      // What is no address would be a name.
      if (tos[address] !== 0 && !isAddress(bytes, froms[address] ?? 0, tos[address] ?? 0)) return false;
      out.destStart = froms[DOMAIN] ?? 0;
      const domainEnd = tos[DOMAIN] ?? 0;
      out.destEnd = bytes[domainEnd - 1] === DOT ? domainEnd - 1 : domainEnd;
      return isPlainHost(bytes, out.destStart, out.destEnd);
    }
  }
  // Palo Alto's URL is what was asked for.
  const host = isPaloAlto && tos[URL] !== 0 ? NO_FIELD : HOST;
  return takeDestination(bytes, fields, host, URL, address, out);
}

/** Of Sophos', the endpoint is called a destination; what was asked for stands in the sentence that is the line's name. */
function settleEndpoint(bytes: Uint8Array, address: number, out: LineWindows): boolean {
  if (tos[URL] !== 0) return false;
  if (out.deviceEnd === 0) {
    out.deviceStart = froms[HOST] ?? 0;
    out.deviceEnd = tos[HOST] ?? 0;
    // What stands in the address's place may be the endpoint's name.
    if (out.deviceEnd === 0 && (tos[address] !== 0 || tos[DOMAIN] !== 0)) return false;
  }
  const name = columns[NAME] ?? 0;
  if (isWordAt(bytes, columns[SIGNATURE] ?? 0, WEB_EVENT))
    return takeSentence(bytes, name, (columns[NAME + 1] ?? 1) - 1, out);
  out.destStart = 0;
  out.destEnd = 0;
  return tos[address] === 0 && out.addVerdict(NOWHERE, 0, NOWHERE.length);
}

function settleTime(out: LineWindows): void {
  let best = EXACT;
  while (best <= CUSTOM && tos[best] === 0) best++;
  out.timeMs = best > CUSTOM ? Number.NaN : (times[best] ?? 0);
  out.timeIsLocal = areLocal[best] === 1 && !isUtc;
  out.timeIsYearless = false;
}

function settleBytes(bytes: Uint8Array, out: LineWindows): boolean {
  const inward = numberIn(bytes, fields, IN);
  const outward = numberIn(bytes, fields, OUT);
  const all = numberIn(bytes, fields, ALL_BYTES);
  if (inward < -1 || outward < -1 || all < -1) return false;
  const isSwapped = isPaloAlto && !isCloud;
  out.bytesSent = isSwapped ? inward : outward;
  out.bytesReceived = isSwapped ? outward : inward;
  out.bytesTotal = inward < 0 && outward < 0 ? all : -1;
  return true;
}

/** As event.ts settles it: the client's own name, else what the vendor has beside it. */
function settleUser(bytes: Uint8Array, out: LineWindows): void {
  let field = USER;
  if (tos[USER] !== 0 && !isFortinet) {
    // A directory path gives way to a name beside it.
    if (tos[USER_ID] !== 0 && isDirectoryPath(bytes, froms[USER] ?? 0, tos[USER] ?? 0)) field = USER_ID;
  } else if (tos[USER] === 0) {
    field = TARGET_USER;
    if (!isFortinet) field = tos[USER_ID] !== 0 ? USER_ID : tos[URL] !== 0 ? TARGET_USER : USER;
  }
  out.userStart = froms[field] ?? 0;
  out.userEnd = tos[field] ?? 0;
}
