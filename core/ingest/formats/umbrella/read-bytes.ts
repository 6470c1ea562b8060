/**
 * In: a row of Umbrella's logs as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a quoted time first, addresses in the usual spelling, a host of small letters that ends in one, no blanks between columns.
 */
import { ACTION_BLOCKED, ACTION_UNKNOWN, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import {
  bytesOf,
  clockOf,
  dayOf,
  findBareHost,
  findUrlHost,
  isPlainHost,
  span,
  uintOf,
  untilSpaces,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { WindowMemo } from '../shared/window-memo.ts';
import {
  DNS_ACTIONS,
  DNS_LAYOUT,
  FIREWALL_LAYOUT,
  IP_LAYOUT,
  type Layout,
  lastOf,
  OLD_PROXY_LAYOUT,
  PROXY_LAYOUT,
  PROXY_VERDICTS,
} from './columns.ts';

const SPACE = 32;
const DQUOTE = 34;
const PERCENT = 37;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const CAPACITY = 48;
/** `"2025-01-01 00:00:00","` and something behind it. */
const STAMP = 19;
const SHORTEST = 25;
/** What the address layer's refusals, which have no word for it, are known by. */
const REFUSED = bytesOf('refused');

const DNS_WORDS = DNS_ACTIONS.map(bytesOf);
const PROXY_WORDS = PROXY_VERDICTS.map(bytesOf);
const INBOUND = bytesOf('INBOUND');
const OUTBOUND = bytesOf('OUTBOUND');

const columns = new ByteColumns(CAPACITY);

/** @param isComputer whether a kind of identity is a computer's */
export function createUmbrellaBytes(
  isComputer: (kind: string) => boolean,
): (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean {
  const computers = new WindowMemo(isComputer);
  return (bytes, start, end, out) => {
    const at = untilSpaces(bytes, start, end);
    if (at + SHORTEST > end || bytes[at] !== DQUOTE || bytes[at + 1 + STAMP] !== DQUOTE) return false;
    const day = dayOf(bytes, at + 1);
    const clock = clockOf(bytes, at + 12);
    if (day < 0 || clock < 0 || bytes[at + 5] !== DASH || bytes[at + 11] !== SPACE) return false;
    if (!columns.splitCsv(bytes, at, end, COMMA) || columns.hasBlank) return false;
    if (columns.hasDoubled && hasWideGap(bytes, at, end)) return false;
    const layout = layoutOf(bytes);
    if (layout === undefined) return false;
    out.timeMs = day + clock;
    out.timeIsLocal = false;
    out.timeIsYearless = false;
    return readWho(bytes, layout, out, computers) && readWhere(bytes, layout, out) && readWhat(bytes, layout, out);
  };
}

function layoutOf(bytes: Uint8Array): Layout | undefined {
  const { count } = columns;
  if (count >= 9 && DNS_WORDS.some((word) => columns.is(bytes, 5, word))) return DNS_LAYOUT;
  if (count >= 12 && PROXY_WORDS.some((word) => columns.is(bytes, 6, word))) {
    if (columns.isEmpty(2) || isAddress(bytes, columns.from(2), columns.to(2))) return PROXY_LAYOUT;
    return isNoAddress(bytes, columns.from(2), columns.to(2)) ? OLD_PROXY_LAYOUT : undefined;
  }
  if (count >= 14 && (columns.is(bytes, 4, OUTBOUND) || columns.is(bytes, 4, INBOUND))) return FIREWALL_LAYOUT;
  const isFlow = count >= 7 && count <= 10 && numberAt(bytes, 3) >= 0 && numberAt(bytes, 5) >= 0;
  return isFlow && isAddressAt(bytes, 2) && isAddressAt(bytes, 4) ? IP_LAYOUT : undefined;
}

/** Some byte stands in no address, in whatever spelling. */
function isNoAddress(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    const lower = code | 32;
    const isPart = isDigit(code) || (lower >= 97 && lower <= 102) || code === DOT || code === COLON;
    if (code === PERCENT) return false;
    if (!isPart) return true;
  }
  return false;
}

function isAddressAt(bytes: Uint8Array, column: number): boolean {
  return isAddress(bytes, columns.from(column), columns.to(column));
}

/** -1 when the column is missing or empty, -2 when it holds no plain number. */
function numberAt(bytes: Uint8Array, column: number): number {
  if (column < 0 || columns.isEmpty(column)) return -1;
  const value = uintOf(bytes, columns.from(column), columns.to(column));
  return value < 0 ? -2 : value;
}

function readWho(bytes: Uint8Array, layout: Layout, out: LineWindows, computers: WindowMemo): boolean {
  out.sourceStart = 0;
  out.sourceEnd = 0;
  for (const column of [layout.externalIp, layout.sourceIp]) {
    if (column < 0 || columns.isEmpty(column)) continue;
    if (!isAddressAt(bytes, column)) return false;
    out.sourceStart = columns.from(column);
    out.sourceEnd = columns.to(column);
  }
  const kind = layout.identityType;
  const isComputer = kind >= 0 && computers.of(bytes, columns.from(kind), columns.to(kind));
  out.userStart = columns.from(layout.identity);
  out.userEnd = columns.to(layout.identity);
  out.deviceStart = isComputer ? out.userStart : 0;
  out.deviceEnd = isComputer ? out.userEnd : 0;
  return isComputer || takeComputer(bytes, layout, out, computers);
}

/** The last of several identities, where it is a computer's. */
function takeComputer(bytes: Uint8Array, layout: Layout, out: LineWindows, computers: WindowMemo): boolean {
  const kinds = layout.identityTypes;
  if (kinds < 0 || columns.isEmpty(kinds)) return true;
  const codeAt = (at: number): number => bytes[at] ?? 0;
  const kind = lastOf(codeAt, columns.from(kinds), columns.to(kinds));
  if (!computers.of(bytes, kind, columns.to(kinds))) return true;
  out.deviceEnd = columns.to(layout.identities);
  out.deviceStart = lastOf(codeAt, columns.from(layout.identities), out.deviceEnd);
  return !columns.hasDoubled;
}

function readWhere(bytes: Uint8Array, layout: Layout, out: LineWindows): boolean {
  const { host, url, destinationIp } = layout;
  if (url >= 0 && !columns.isEmpty(url)) {
    const [from, to] = [columns.from(url), columns.to(url)];
    const behind = findUrlHost(bytes, from, to, false);
    if (behind < 0 && !findBareHost(bytes, from, to)) return false;
    // A blank behind the host is none of a URL: the reader of text decides.
    if (behind >= 0 && behind < to && bytes[behind] === SPACE) return false;
    out.destStart = span.start;
    out.destEnd = span.end;
    return isPlainHost(bytes, span.start, span.end);
  }
  if (host >= 0) {
    out.destStart = columns.from(host);
    out.destEnd = columns.to(host);
    if (bytes[out.destEnd - 1] === DOT) out.destEnd--;
    return isPlainHost(bytes, out.destStart, out.destEnd);
  }
  if (destinationIp < 0) return false;
  const { names } = layout;
  // The reader of text tells one name from several.
  if (names >= 0 && !columns.isEmpty(names)) return false;
  out.destStart = columns.from(destinationIp);
  out.destEnd = columns.to(destinationIp);
  return isAddressAt(bytes, destinationIp);
}

function readWhat(bytes: Uint8Array, layout: Layout, out: LineWindows): boolean {
  out.bytesSent = numberAt(bytes, layout.bytesSent);
  out.bytesReceived = numberAt(bytes, layout.bytesReceived);
  out.bytesTotal = -1;
  if (out.bytesSent < -1 || out.bytesReceived < -1) return false;
  out.beginVerdict();
  out.action = layout === IP_LAYOUT ? ACTION_BLOCKED : ACTION_UNKNOWN;
  const isInbound = columns.is(bytes, 4, INBOUND);
  if (layout === IP_LAYOUT) return out.addVerdict(REFUSED, 0, REFUSED.length);
  const { action } = layout;
  if (!out.addVerdict(bytes, columns.from(action), columns.to(action))) return false;
  return !isInbound || out.addVerdict(INBOUND, 0, INBOUND.length);
}

/** Blanks between quoted columns, or what looks like them. */
function hasWideGap(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 4 <= end; at++) {
    const isGap = bytes[at] === DQUOTE && bytes[at + 1] === COMMA && bytes[at + 2] === SPACE;
    if (isGap && bytes[at + 3] === DQUOTE) return true;
  }
  return false;
}
