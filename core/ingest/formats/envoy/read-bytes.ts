/**
 * In: a line of Envoy's default text layouts as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a time in UTC, columns without escapes, an address of IPv4 that was connected to. Where neither the mesh nor a public address says that
 * the request went out, it is a visit to a server of one's own; else a client that is one address of IPv4 and an authority in small letters.
 */
import { isPrivateIp } from '../../../kit/ip.ts';
import type { LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import {
  clearWindows,
  ipv4EndOf,
  isHostByte,
  isPlainHost,
  isWordAt,
  uintOf,
  untilByte,
  untilNoDigit,
} from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { WindowMemo } from '../shared/window-memo.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const LONGEST_TIME = 40;
/** As in format.ts. */
const MAX_COLUMNS = 32;
const FEWEST = 8;
const STATUS = 1;
const BYTES = 3;
const LAST_BYTES = 6;

/** Ambassador, now Emissary, marks its access lines among those of its processes. */
export const AMBASSADOR = 'ACCESS ';

const columns = new ByteColumns(MAX_COLUMNS);
const privates = new WindowMemo(isPrivateIp);

export function readEnvoyBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const at = isWordAt(bytes, start, AMBASSADOR) ? start + AMBASSADOR.length : start;
  const close = untilByte(bytes, CLOSE, at, Math.min(end, at + LONGEST_TIME));
  const isHead = bytes[at] === OPEN && bytes[close] === CLOSE && bytes[close + 1] === SPACE;
  // A number alone is no time of Envoy's.
  if (!isHead || bytes[close + 2] !== DQUOTE || untilNoDigit(bytes, at + 1, close) === close) return false;
  if (!anyTimeOf(bytes, at + 1, close) || byteTime.isLocal || !split(bytes, close + 2, end)) return false;
  clearWindows(out);
  out.timeMs = byteTime.ms;
  let size = BYTES;
  while (size < LAST_BYTES && numberAt(bytes, size) < 0) {
    // A number too long to count with would be looked at as text.
    if (isDigit(bytes[columns.from(size)])) return false;
    size++;
  }
  out.bytesSent = numberAt(bytes, size);
  out.bytesReceived = numberAt(bytes, size + 1);
  return out.bytesSent >= 0 && out.bytesReceived >= 0 && readNames(bytes, size + 4, out);
}

/** Columns without escapes, whose numbers stand without quotes; single blanks between them, and quotes around whole ones. */
function split(bytes: Uint8Array, start: number, end: number): boolean {
  let isQuoted = false;
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code === BACKSLASH || (code === SPACE && bytes[at + 1] === SPACE)) return false;
    if (code !== DQUOTE) continue;
    const isEdge = isQuoted ? at + 1 === end || bytes[at + 1] === SPACE : bytes[at - 1] === SPACE;
    if (!isEdge) return false;
    isQuoted = !isQuoted;
  }
  if (!columns.splitWords(bytes, start, end, SPACE) || columns.count < FEWEST) return false;
  return numberAt(bytes, STATUS) >= 0;
}

function numberAt(bytes: Uint8Array, column: number): number {
  const from = columns.from(column);
  return bytes[from - 1] === DQUOTE ? -1 : uintOf(bytes, from, columns.to(column));
}

/** @param forwarded the column of the client; agent, id, authority, upstream and cluster follow */
function readNames(bytes: Uint8Array, forwarded: number, out: LineWindows): boolean {
  const [authority, upstream, cluster] = [forwarded + 3, forwarded + 4, forwarded + 5];
  const to = columns.to(authority);
  if (columns.count <= upstream || columns.isBlank(bytes, upstream)) return false;
  const upstreamEnd = ipv4EndOf(bytes, columns.from(upstream), columns.to(upstream));
  if (upstreamEnd < 0 || !isPortAt(bytes, upstreamEnd, columns.to(upstream))) return false;
  const isInbound = isClusterOf(bytes, cluster, 'inbound');
  const isOutbound = isClusterOf(bytes, cluster, 'outbound') || isClusterOf(bytes, cluster, 'PassthroughCluster');
  if (isInbound || (!isOutbound && isPrivateAt(bytes, columns.from(upstream), upstreamEnd))) return takeVisit(out);
  out.destStart = columns.from(authority);
  out.destEnd = hostEnd(bytes, out.destStart, to);
  return out.destEnd >= 0 && readClient(bytes, forwarded, out);
}

export function isPrivateAt(bytes: Uint8Array, start: number, end: number): boolean {
  return privates.of(bytes, start, end);
}

function isClusterOf(bytes: Uint8Array, column: number, word: string): boolean {
  return column < columns.count && isWordAt(bytes, columns.from(column), word);
}

/** Behind a host in small letters, a port behind it or nothing; -1 for anything else. */
export function hostEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  if (!isPlainHost(bytes, start, at)) return -1;
  return at === end || isPortAt(bytes, at, end) ? at : -1;
}

/** A colon, and a port up to the end. */
export function isPortAt(bytes: Uint8Array, at: number, end: number): boolean {
  const port = at < end && bytes[at] === COLON ? uintOf(bytes, at + 1, end) : -1;
  return port > 0 && port <= 65_535;
}

/** The first of a list; where none is named the client of the connection, which stands behind Istio's other columns. */
function readClient(bytes: Uint8Array, forwarded: number, out: LineWindows): boolean {
  const isNamed = !columns.isBlank(bytes, forwarded);
  const column = isNamed ? forwarded : forwarded + 8;
  if (column >= columns.count || columns.isBlank(bytes, column)) return false;
  const from = columns.from(column);
  const to = columns.to(column);
  const address = ipv4EndOf(bytes, from, to);
  if (address < 0) return false;
  if (address < to && !(isNamed ? bytes[address] === COMMA : isPortAt(bytes, address, to))) return false;
  out.sourceStart = from;
  out.sourceEnd = address;
  return true;
}
