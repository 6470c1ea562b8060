/**
 * In: a transaction of Netskope as bytes, its columns parted by blanks or commas. Out: its figures and where its names stand, or "not plain".
 * Plain: a date and a clock, an IPv4 client, a host of small letters that ends in one. What the policy's word means is learned from lines
 * read as text.
 */
import { ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { bytesOf, clockOf, dayOf, ipv4EndOf, isPlainHost, uintOf } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const COMMA = 44;
const DASH = 45;

/** As in parse.ts. */
const SENT = 3;
const RECEIVED = 4;
const TOTAL = 5;
const CLIENT = 6;
const USER = 8;
const METHOD = 9;
const STATUS = 14;
const HOST = 17;
const PORT = 19;
const CAPACITY = 160;
const STAMP = 10;
const SMALLEST_STATUS = 100;
const SHORTEST_METHOD = 2;
const LONGEST_METHOD = 20;

export interface TransactionWords {
  /** Fewest columns of a transaction: what the policy did stands behind them. */
  readonly fewest: number;
  readonly verdicts: readonly string[];
}

/** Reads plain transactions from bytes. */
export function createTransactionBytes({
  fewest,
  verdicts,
}: TransactionWords): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const columns = new ByteColumns(CAPACITY);
  const words = verdicts.map(bytesOf);
  const longest = Math.max(...verdicts.map((word) => word.length));

  const isIpv4 = (bytes: Uint8Array, column: number): boolean =>
    ipv4EndOf(bytes, columns.from(column), columns.to(column)) === columns.to(column);

  /** @param left columns that are left out in front of the client */
  const hasShape = (bytes: Uint8Array, left: number): boolean => {
    for (let column = SENT; column < CLIENT - left; column++) {
      if (uintOf(bytes, columns.from(column), columns.to(column)) < 0) return false;
    }
    const method = METHOD - left;
    return columns.isBlank(bytes, method) || isMethod(bytes, columns.from(method), columns.to(method));
  };

  /** As queryColumns in parse.ts: columns that an empty query leaves out. */
  const shiftOf = (bytes: Uint8Array): number => {
    for (let shift = 0; shift < 2; shift++) {
      const [status, port] = [STATUS - shift, PORT - shift];
      const isStatus =
        columns.isBlank(bytes, status) || uintOf(bytes, columns.from(status), columns.to(status)) >= SMALLEST_STATUS;
      if (isStatus && uintOf(bytes, columns.from(port), columns.to(port)) > 0) return shift;
    }
    return 0;
  };

  /** The last column that is a bare verdict. */
  const addVerdict = (bytes: Uint8Array, out: LineWindows): boolean => {
    out.beginVerdict();
    for (let column = columns.count - 1; column >= fewest; column--) {
      const [from, to] = [columns.from(column), columns.to(column)];
      if (to - from <= longest && words.some((word) => columns.is(bytes, column, word))) {
        return out.addVerdict(bytes, from, to);
      }
    }
    return out.addVerdict(bytes, 0, 0);
  };

  return (bytes, start, end, out) => {
    const separator = bytes[start + STAMP];
    if (!isDigit(bytes[start]) || bytes[start + 4] !== DASH) return false;
    if (separator !== SPACE && separator !== COMMA) return false;
    const day = dayOf(bytes, start);
    if (day < 0 || !columns.splitWords(bytes, start, end, separator) || columns.count < fewest) return false;
    const clock = columns.to(1) - columns.from(1) === 8 ? clockOf(bytes, columns.from(1)) : -1;
    // Later feeds leave out what the client sent: it is the sum without what came back.
    const left = isIpv4(bytes, CLIENT - 1) ? 1 : 0;
    if (columns.to(0) !== start + STAMP || clock < 0 || !hasShape(bytes, left)) return false;
    const [client, user] = [CLIENT - left, USER - left];
    if (!isIpv4(bytes, client)) return false;
    const host = HOST - (left === 1 ? left : shiftOf(bytes));
    out.destStart = columns.from(host);
    out.destEnd = columns.to(host);
    if (columns.isBlank(bytes, host) || !isPlainHost(bytes, out.destStart, out.destEnd)) return false;
    const hasUser = !columns.isBlank(bytes, user);
    const number = (column: number): number => uintOf(bytes, columns.from(column), columns.to(column));
    out.timeMs = day + clock;
    out.timeIsLocal = false;
    out.timeIsYearless = false;
    out.sourceStart = columns.from(client);
    out.sourceEnd = columns.to(client);
    out.userStart = hasUser ? columns.from(user) : 0;
    out.userEnd = hasUser ? columns.to(user) : 0;
    out.deviceStart = 0;
    out.deviceEnd = 0;
    out.action = ACTION_UNKNOWN;
    out.bytesReceived = number(RECEIVED - left);
    out.bytesSent = number(SENT);
    if (left === 1) {
      const total = number(TOTAL - left);
      out.bytesSent = total >= out.bytesReceived ? total - out.bytesReceived : -1;
    }
    out.bytesTotal = -1;
    return addVerdict(bytes, out);
  };
}

/** Capital letters, dashes and underscores. */
function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < SHORTEST_METHOD || end - start > LONGEST_METHOD) return false;
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (!((code >= 65 && code <= 90) || code === 95 || code === DASH)) return false;
  }
  return true;
}
