/**
 * In: lines of the gateway as bytes. Out: their figures and where their names stand, or "not plain".
 * The classic access log: a time in brackets with its offset, an address, a request for a URL or an authority. The cloud service's rows without
 * a header: as many quoted columns as known, the first twelve of the kinds that tell them. Its pairs: as PairWindows has it.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { byteTime, clfTimeOf, isAddress } from '../keyed/byte-values.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairWindows } from '../keyed/pair-windows.ts';
import { behindKey, scanSpaced } from '../keyed/spaced-bytes.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import {
  bytesOf,
  clockOf,
  dayOf,
  findUrlHost,
  isPlainHost,
  isWordAt,
  span,
  uintOf,
  untilByte,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import type { AccessColumns } from './access.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const OPEN = 91;
const CLOSE = 93;
const CAPACITY = 160;
const FEWEST = 6;
/** `[01/Jan/2025:00:00:00 +0000]` */
const STAMP = 28;

/** The log has no column for what was refused. */
const SILENT = bytesOf('silent');
/** It has, but the line has not so many. */
const SHORT = bytesOf('short');

const columns = new ByteColumns(CAPACITY);

/** A line of the access log, in the product's default layout or, where names have come, in that one. */
export function readAccessBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  plan: AccessColumns,
  defaults: AccessColumns | null,
  out: LineWindows,
): boolean {
  if (bytes[start] !== OPEN || !columns.splitWords(bytes, start, end, SPACE) || columns.count < FEWEST) return false;
  if (columns.to(0) - columns.from(0) !== STAMP || bytes[columns.to(0) - 1] !== CLOSE) return false;
  if (!clfTimeOf(bytes, start + 1, start + STAMP - 1) || (defaults !== null && !fits(bytes, defaults))) return false;
  out.timeMs = byteTime.ms;
  out.timeIsLocal = byteTime.isLocal;
  out.timeIsYearless = false;
  const hasUser = !columns.isBlank(bytes, plan.user);
  out.sourceStart = columns.from(plan.client);
  out.sourceEnd = columns.to(plan.client);
  out.userStart = hasUser ? columns.from(plan.user) : 0;
  out.userEnd = hasUser ? columns.to(plan.user) : 0;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.bytesSent = numberAt(bytes, plan.sent);
  out.bytesReceived = numberAt(bytes, plan.received);
  out.bytesTotal = -1;
  if (out.bytesSent < -1 || out.bytesReceived < -1 || !isAddress(bytes, out.sourceStart, out.sourceEnd)) return false;
  return readRequest(bytes, plan.request, out) && readBlock(bytes, plan.block, out);
}

/** The line has the default layout: what tells it from other lines that begin with a bracket. */
function fits(bytes: Uint8Array, { client, request, status, agent }: AccessColumns): boolean {
  // Gateways that count what clients send have another layout.
  if (agent < columns.count && bytes[columns.from(agent) - 1] === SPACE && isDigit(bytes[columns.from(agent)] ?? 0)) {
    return false;
  }
  const isRequest = untilByte(bytes, SPACE, columns.from(request), columns.to(request)) < columns.to(request);
  return isRequest && isAddress(bytes, columns.from(client), columns.to(client)) && numberAt(bytes, status) >= 0;
}

/** -1 when the line does not say, -2 when what it says is no plain number. */
function numberAt(bytes: Uint8Array, column: number): number {
  if (column < 0 || columns.isEmpty(column)) return -1;
  const value = uintOf(bytes, columns.from(column), columns.to(column));
  return value < 0 ? -2 : value;
}

/** `GET http://files.example.com/ HTTP/1.1`, `CONNECT files.example.com:443 HTTP/1.1` */
function readRequest(bytes: Uint8Array, column: number, out: LineWindows): boolean {
  const [from, to] = [columns.from(column), columns.to(column)];
  const target = untilByte(bytes, SPACE, from, to) + 1;
  const targetEnd = untilByte(bytes, SPACE, target, to);
  // A target with blanks in it reaches to the last one.
  if (untilByte(bytes, SPACE, targetEnd + 1, to) < to) return false;
  if (target >= to || findUrlHost(bytes, target, targetEnd, isWordAt(bytes, from, 'CONNECT ')) < 0) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return isPlainHost(bytes, span.start, span.end);
}

function readBlock(bytes: Uint8Array, column: number, out: LineWindows): boolean {
  out.action = ACTION_UNKNOWN;
  out.beginVerdict();
  if (column < 0) return out.addVerdict(SILENT, 0, SILENT.length);
  if (column >= columns.count) return out.addVerdict(SHORT, 0, SHORT.length);
  return out.addVerdict(bytes, columns.from(column), columns.to(column));
}

/** Columns of the cloud service's rows that tell them: see CLOUD_ROW in parse.ts. */
const ROW = {
  id: 0,
  user: 1,
  client: 2,
  method: 3,
  sent: 4,
  received: 5,
  result: 8,
  virus: 9,
  epoch: 10,
  time: 11,
} as const;
const EPOCH = 10;
const TIME = 19;
const RESULTS = ['OBSERVED', 'DENIED'].map(bytesOf);

/** How many columns a row of the cloud service has that stands under no header; 0 when the line is none, or needs a closer look. */
export function cloudColumns(bytes: Uint8Array, start: number, end: number, look: number): number {
  if (bytes[start] !== DQUOTE || !columns.splitCsv(bytes, start, end, COMMA) || columns.hasDoubled) return 0;
  if (columns.count <= ROW.time + 1 || columns.to(ROW.time) + 3 > start + look) return 0;
  for (let column = 0; column <= ROW.time + 1; column++) {
    if (bytes[columns.from(column) - 1] !== DQUOTE) return 0;
  }
  const [id, time] = [columns.from(ROW.id), columns.from(ROW.time)];
  const isRow =
    every(bytes, bytes[id] === 45 ? id + 1 : id, columns.to(ROW.id), isDigit) &&
    columns.to(ROW.id) > id &&
    every(bytes, columns.from(ROW.client), columns.to(ROW.client), isAddressCode) &&
    every(bytes, columns.from(ROW.method), columns.to(ROW.method), isMethodCode) &&
    every(bytes, columns.from(ROW.sent), columns.to(ROW.sent), isDigit) &&
    every(bytes, columns.from(ROW.received), columns.to(ROW.received), isDigit) &&
    RESULTS.some((word) => columns.is(bytes, ROW.result, word)) &&
    columns.to(ROW.epoch) - columns.from(ROW.epoch) === EPOCH &&
    every(bytes, columns.from(ROW.epoch), columns.to(ROW.epoch), isDigit) &&
    columns.to(ROW.time) - time === TIME &&
    bytes[time + EPOCH] === SPACE &&
    dayOf(bytes, time) >= 0 &&
    bytes[time + 4] === 45 &&
    clockOf(bytes, time + 11) >= 0;
  return isRow ? columns.count : 0;
}

function every(bytes: Uint8Array, start: number, end: number, isPart: (code: number) => boolean): boolean {
  for (let at = start; at < end; at++) if (!isPart(bytes[at] ?? 0)) return false;
  return true;
}

function isAddressCode(code: number): boolean {
  const lower = code | 32;
  return isDigit(code) || code === 46 || code === 58 || (lower >= 97 && lower <= 102 && code >= 65);
}

function isMethodCode(code: number): boolean {
  return (code >= 65 && code <= 90) || code === 95;
}

export interface CloudWords {
  /** How lines begin, and the keys that tell them, each with its equals sign. */
  readonly begins: string;
  readonly marks: readonly string[];
  readonly judged: readonly string[];
  /** How far into a line the marks may stand. */
  readonly look: number;
}

/** Reads plain pairs of the cloud service from bytes. */
export function createCloudBytes(
  spec: FieldSpec,
  { begins, marks, judged, look }: CloudWords,
): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const windows = new PairWindows({ spec, judged });
  return (bytes, start, end, out) => {
    if (!isWordAt(bytes, start, begins)) return false;
    const limit = Math.min(end, start + look);
    if (!marks.every((mark) => behindKey(bytes, mark, start, limit) >= 0)) return false;
    windows.begin(out);
    return scanSpaced(bytes, start, end, windows, out) && windows.finish(bytes, out);
  };
}
