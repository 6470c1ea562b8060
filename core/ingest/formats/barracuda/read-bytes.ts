/**
 * In: a line of the web filter, or of the firewall's web log, as bytes from its epoch on. Out: its figures and where its names stand, or "not
 * plain". Plain: the mark of the filter in its place, a URL with a host of small letters that ends in one.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { bytesOf, findUrlHost, isPlainHost, span, uintOf } from '../shared/bytes.ts';

const SPACE = 32;
const CAPACITY = 64;
/** Digits of the epoch. */
const EPOCH = 10;

const CLIENT = 2;
const URL = 6;
const SIZE = 7;
const MARK = 8;
const ACTION = 9;
const USER = 24;
const FEWEST = 12;

const SCAN = bytesOf('BYF');
const columns = new ByteColumns(CAPACITY);

export function readScanBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const seconds = bytes[start + EPOCH] === SPACE ? uintOf(bytes, start, start + EPOCH) : -1;
  if (seconds < 0 || !columns.splitWords(bytes, start, end, SPACE)) return false;
  if (columns.count < FEWEST || !columns.is(bytes, MARK, SCAN)) return false;
  const hasClient = !columns.isBlank(bytes, CLIENT);
  out.sourceStart = hasClient ? columns.from(CLIENT) : 0;
  out.sourceEnd = hasClient ? columns.to(CLIENT) : 0;
  if (hasClient && !isAddress(bytes, out.sourceStart, out.sourceEnd)) return false;
  if (findUrlHost(bytes, columns.from(URL), columns.to(URL), false) < 0) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  if (!isPlainHost(bytes, span.start, span.end)) return false;
  out.bytesTotal = uintOf(bytes, columns.from(SIZE), columns.to(SIZE));
  if (out.bytesTotal < 0) return false;
  const hasUser = !columns.isBlank(bytes, USER);
  out.userStart = hasUser ? columns.from(USER) : 0;
  out.userEnd = hasUser ? columns.to(USER) : 0;
  out.deviceStart = 0;
  out.deviceEnd = 0;
  out.timeMs = seconds * 1000;
  out.timeIsLocal = false;
  out.timeIsYearless = false;
  out.bytesSent = -1;
  out.bytesReceived = -1;
  out.action = ACTION_UNKNOWN;
  out.beginVerdict();
  return columns.isBlank(bytes, ACTION)
    ? out.addVerdict(bytes, 0, 0)
    : out.addVerdict(bytes, columns.from(ACTION), columns.to(ACTION));
}
