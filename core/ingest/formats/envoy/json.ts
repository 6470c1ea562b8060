/** Envoy's access log as JSON: which keys hold what, and which way a request went. */
import { isPrivateIp } from '../../../kit/ip.ts';
import type { EventDraft, LineWindows } from '../api.ts';
import { type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import type { WatchedWindows } from '../keyed/watched-windows.ts';
import { ipv4EndOf, isWordAt } from '../shared/bytes.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { hostEnd, isPortAt, isPrivateAt } from './read-bytes.ts';

const COMMA = 44;
const CLUSTER = 0;
const UPSTREAM = 1;
const CLIENT = 2;
const AUTHORITY = 3;
const WATCHED = [CLUSTER, UPSTREAM, CLIENT, AUTHORITY] as const;

const OUTBOUND = 'outbound';
const INBOUND = 'inbound';
/** What the mesh does not know. */
const PASSTHROUGH = 'PassthroughCluster';

export const JSON_SHAPE: JsonShape = {
  spec: {
    time: ['start_time', 'timestamp', '@timestamp'],
    sourceEndpoint: ['downstream_remote_address', 'downstream_direct_remote_address'],
    destinationHost: ['requested_server_name'],
    destination: [':authority', 'host'],
    url: ['path', 'x_envoy_original_path'],
    method: ['method'],
    status: ['response_code'],
    bytesSent: ['bytes_received'],
    bytesReceived: ['bytes_sent'],
    userAgent: ['user_agent'],
  },
  watch: ['upstream_cluster', 'upstream_host', 'x_forwarded_for', 'authority'],
  visits: { path: 'upstream_cluster', isVisit: (bytes, start) => isWordAt(bytes, start, INBOUND) },
  judge(paths, out) {
    const upstream = paths.watched(UPSTREAM);
    if (upstream !== '') setUpstream(upstream, out);
    const authority = paths.watched(AUTHORITY);
    if (authority !== '') setDestinationFromUrl(authority, 0, authority.length, out);
    if (out.sourceIp === '') setClient(paths.watched(CLIENT), out);
    settleDirection(paths.watched(CLUSTER), upstream, out);
    return requireEnds(out);
  },
  judged: [],
  settle: settleBytes,
};

/** Of a forwarded-for list the first. */
export function setClient(list: string, out: EventDraft): void {
  const comma = list.indexOf(',');
  const first = (comma < 0 ? list : list.slice(0, comma)).trim();
  if (first !== '' && first !== '-') setSource(first, 0, first.length, out);
}

/** The address that was connected to. */
export function setUpstream(upstream: string, out: EventDraft): void {
  const { destinationHost } = out;
  setDestinationFromUrl(upstream, 0, upstream.length, out);
  out.destinationHost = destinationHost;
}

/** A mesh says which way; else a proxy that hands on to an inside address serves its own visitors. */
export function settleDirection(cluster: string, upstream: string, out: EventDraft): void {
  if (cluster.startsWith(OUTBOUND) || cluster === PASSTHROUGH) return;
  const address = out.destinationIp !== '' ? out.destinationIp : upstream;
  if (cluster.startsWith(INBOUND) || (address !== '' && isPrivateIp(address))) out.reason = 'inbound';
}

/** As `judge` settles it, of lines that name what was asked for. */
function settleBytes(bytes: Uint8Array, out: LineWindows, watched: WatchedWindows): boolean {
  if (!WATCHED.every((watch) => watched.isPlain(bytes, watch)) || !watched.has(bytes, AUTHORITY)) return false;
  out.destStart = watched.from(AUTHORITY);
  out.destEnd = hostEnd(bytes, out.destStart, watched.to(AUTHORITY));
  if (out.destEnd < 0 || (out.sourceEnd === 0 && !takeClient(bytes, out, watched))) return false;
  out.beginVerdict();
  if (isOutbound(bytes, watched)) return true;
  const from = watched.from(UPSTREAM);
  const to = watched.to(UPSTREAM);
  const end = watched.has(bytes, UPSTREAM) ? ipv4EndOf(bytes, from, to) : -1;
  if (end < 0 || (end < to && !isPortAt(bytes, end, to))) return false;
  const isVisit = startsWith(bytes, watched, INBOUND) || isPrivateAt(bytes, from, end);
  return !isVisit || takeVisit(out);
}

function isOutbound(bytes: Uint8Array, watched: WatchedWindows): boolean {
  if (startsWith(bytes, watched, OUTBOUND)) return true;
  const isWhole = watched.to(CLUSTER) - watched.from(CLUSTER) === PASSTHROUGH.length;
  return isWhole && startsWith(bytes, watched, PASSTHROUGH);
}

function startsWith(bytes: Uint8Array, watched: WatchedWindows, word: string): boolean {
  const from = watched.from(CLUSTER);
  const isLong = watched.has(bytes, CLUSTER) && watched.to(CLUSTER) - from >= word.length;
  return isLong && isWordAt(bytes, from, word);
}

function takeClient(bytes: Uint8Array, out: LineWindows, watched: WatchedWindows): boolean {
  if (!watched.has(bytes, CLIENT)) return true;
  const from = watched.from(CLIENT);
  const to = watched.to(CLIENT);
  const end = ipv4EndOf(bytes, from, to);
  if (end < 0 || (end < to && bytes[end] !== COMMA)) return false;
  out.sourceStart = from;
  out.sourceEnd = end;
  return true;
}
