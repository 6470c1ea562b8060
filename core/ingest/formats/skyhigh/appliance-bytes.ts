/**
 * In: what the appliances' log handlers write, as bytes: pairs (`source_ip=… http_request_first_line="…"`), pairs between bars as McAfee's
 * SIEM has them, and columns without keys. Out: their figures and where their names stand, or "not plain".
 * Plain: pairs and columns that name the host that was asked for.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineParser, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime, isAddress } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { marksOf, type PairScan, scanPairs } from '../keyed/scan-pairs.ts';
import { behindKey } from '../keyed/spaced-bytes.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { clearWindows, isPlainHost, isWordAt, uintOf, untilByte } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import { ROW_COLUMN, ROW_COLUMNS, STAMP } from './appliance-row.ts';
import { isKeyCode, JUDGED, LOOK, SIEM_LOOK, SIEM_MARK } from './shape.ts';

type Reader = NonNullable<LineParser['readBytes']>;

const SPACE = 32;
const DQUOTE = 34;
const SLASH = 47;
const EQUALS = 61;
const UPPER_T = 84;
const OPEN = 91;
const CLOSE = 93;
const PIPE = 124;
const CAPACITY = 160;
/** Letters of the product's name in front of the first bar. */
const BEHIND_NAME = SIEM_MARK.indexOf('|');

/** Pairs parted by blanks, some in quotes. */
export function createApplianceBytes(spec: FieldSpec): Reader {
  // What other handlers write: an action or measures behind slashes.
  const windows = new PairWindows({ spec, judged: JUDGED, unplain: ['status', 'bytes'] });
  const scan: PairScan = {
    separator: SPACE,
    marks: marksOf(['source_ip=', 'http_request_first_line="']),
  };
  return (bytes, start, end, out) => readPairs(bytes, start, end, scan, windows, out);
}

/** False for a line that is not this handler's, or names no host. */
function readPairs(
  bytes: Uint8Array,
  start: number,
  end: number,
  scan: PairScan,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  const first = bytes[start] ?? 0;
  if (first < 97 || first > 122 || bytes[start + STAMP] === UPPER_T) return false;
  const limit = Math.min(end, start + LOOK);
  // The cloud service's keys go before the appliance's, wherever they stand.
  if (behindKey(bytes, 'requested_host=', start, limit) >= 0 || hasSiemMark(bytes, start, limit)) return false;
  windows.begin(out);
  const isRead = scanPairs(bytes, start, end, limit, scan, windows, out) && windows.finish(bytes, out);
  return isRead && windows.isFilled('destinationHost');
}

/** Of the handler that appliances come with: `bytes="from client/to server/from server/to client"`. */
const BYTES = 0;

/** `status="403/80" srcip="…" … mtd="GET" … bytes="a/b/c/d"`, pairs parted by blanks. */
export function createHandlerBytes(spec: FieldSpec): Reader {
  // What other handlers write goes by other keys.
  const windows = new PairWindows({
    spec,
    judged: [...JUDGED, 'status'],
    unplain: ['http_request_first_line'],
    noted: ['bytes'],
  });
  const { noted } = windows;
  const scan: PairScan = { separator: SPACE, marks: marksOf(['srcip="', ' mtd="']) };
  return (bytes, start, end, out) =>
    readPairs(bytes, start, end, scan, windows, out) && readSlashed(bytes, noted.from(BYTES), noted.to(BYTES), out);
}

/** The first and the last of the figures between slashes. @returns false when they need a closer look */
function readSlashed(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const first = untilByte(bytes, SLASH, start, end);
  if (first === end) return true;
  let last = end;
  while (bytes[last - 1] !== SLASH) last--;
  out.bytesSent = uintOf(bytes, start, first);
  out.bytesReceived = uintOf(bytes, last, end);
  out.bytesTotal = -1;
  return out.bytesSent >= 0 && out.bytesReceived >= 0;
}

function hasSiemMark(bytes: Uint8Array, start: number, end: number): boolean {
  const words = wordsOf(bytes);
  const limit = Math.min(end, start + SIEM_LOOK);
  for (let at = untilCode(words, PIPE, start, limit); at < limit; at = untilCode(words, PIPE, at + 1, limit)) {
    if (isSiemMark(bytes, at, start, limit)) return true;
  }
  return false;
}

/** @param pipe of the mark */
function isSiemMark(bytes: Uint8Array, pipe: number, start: number, limit: number): boolean {
  const from = pipe - BEHIND_NAME;
  return from >= start && from + SIEM_MARK.length <= limit && isWordAt(bytes, from, SIEM_MARK);
}

/** `McAfeeWG|key=value|key=value|`; a bar within a value has no key behind it. */
export function createSiemBytes(spec: FieldSpec): Reader {
  const windows = new PairWindows({ spec, judged: JUDGED });
  return (bytes, start, end, out) => {
    const first = bytes[start] ?? 0;
    const isName = (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
    if (!isName || bytes[start + STAMP] === UPPER_T) return false;
    const words = wordsOf(bytes);
    const limit = Math.min(end, start + SIEM_LOOK);
    const pipe = untilCode(words, PIPE, start, limit);
    if (!isSiemMark(bytes, pipe, start, limit)) return false;
    windows.begin(out);
    for (let at = pipe + 1; at < end; ) {
      const equals = untilCode(words, EQUALS, at, end);
      if (equals >= end) break;
      const stop = siemEnd(bytes, words, equals + 1, end);
      // The time stands in brackets.
      const bracket = bytes[equals + 1] === OPEN && bytes[stop - 1] === CLOSE ? 1 : 0;
      if (!windows.take(bytes, at, equals, equals + 1 + bracket, stop - bracket, out)) return false;
      at = stop + 1;
    }
    return windows.finish(bytes, out);
  };
}

/** Where the value ends: at a bar with a key behind it, or at the end of the line. */
function siemEnd(bytes: Uint8Array, words: DataView, start: number, end: number): number {
  let at = untilCode(words, PIPE, start, end);
  while (at < end) {
    let key = at + 1;
    while (key < end && isKeyCode(bytes[key] ?? 0)) key++;
    if (key === end || (key > at + 1 && bytes[key] === EQUALS)) return at;
    at = untilCode(words, PIPE, at + 1, end);
  }
  return end;
}

const columns = new ByteColumns(CAPACITY);

/** Columns parted by blanks, some in quotes, of which the first is a time. */
export function readApplianceRowBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (bytes[start + STAMP] !== UPPER_T || !columns.splitWords(bytes, start, end, SPACE)) return false;
  if (columns.count < ROW_COLUMNS || bytes[columns.from(1) - 1] !== DQUOTE || columns.from(0) !== start) return false;
  if (!isAddressIn(bytes, ROW_COLUMN.client) || !isAddressIn(bytes, ROW_COLUMN.server)) return false;
  if (numberIn(bytes, ROW_COLUMN.status) < 0 || !anyTimeOf(bytes, start, columns.to(0))) return false;
  const block = numberIn(bytes, ROW_COLUMN.blockId);
  const isNamed =
    !columns.isBlank(bytes, ROW_COLUMN.host) &&
    isPlainHost(bytes, columns.from(ROW_COLUMN.host), columns.to(ROW_COLUMN.host));
  if (block < 0 || !isNamed || columns.isEmpty(ROW_COLUMN.request)) return false;
  clearWindows(out);
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  out.action = block === 0 ? ACTION_ALLOWED : ACTION_BLOCKED;
  out.bytesSent = numberIn(bytes, ROW_COLUMN.sent);
  out.bytesReceived = numberIn(bytes, ROW_COLUMN.received);
  out.sourceStart = columns.from(ROW_COLUMN.client);
  out.sourceEnd = columns.to(ROW_COLUMN.client);
  if (!columns.isBlank(bytes, ROW_COLUMN.user)) {
    out.userStart = columns.from(ROW_COLUMN.user);
    out.userEnd = columns.to(ROW_COLUMN.user);
  }
  out.destStart = columns.from(ROW_COLUMN.host);
  out.destEnd = columns.to(ROW_COLUMN.host);
  return out.bytesSent >= 0 && out.bytesReceived >= 0;
}

function isAddressIn(bytes: Uint8Array, column: number): boolean {
  return isAddress(bytes, columns.from(column), columns.to(column));
}

function numberIn(bytes: Uint8Array, column: number): number {
  return uintOf(bytes, columns.from(column), columns.to(column));
}
