/**
 * In: access logs of servers that write JSON under names of their own: HAProxy, whose layout is its administrator's (flat with the names of the
 * log's own fields, nested under `haproxy`, OpenShift's, and `[ACCESS] 2022 {…}` of HAProxy Enterprise's firewall), Caddy, Traefik, Kong
 * and others. Out: the draft; all are visits.
 * Sources: https://docs.haproxy.org/3.0/configuration.html#8.2.6, https://caddyserver.com/docs/caddyfile/directives/log,
 * https://doc.traefik.io/traefik/observability/access-logs/
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { hasKeys, keySet, knownSceneOf, sceneHolds } from '../keyed/json-keys.ts';
import { JsonParser, type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import { isWordAt, untilByte } from '../shared/bytes.ts';
import { isMethod } from '../shared/clf.ts';
import { findCode, wordAt } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';

const OPEN_BRACE = 123;
const ACCESS = '[ACCESS] ';
/** Status and blanks stand between the mark and the object. */
const ACCESS_LOOK = 24;
const REQUEST = 0;

const HAPROXY: FieldSpec = {
  time: ['time', 'timestamp', 'time_local', 'date'],
  sourceIp: ['haproxy.network.client_ip', 'client_ip', 'remote_addr', 'clientAddress', 'ip'],
  destinationHost: ['haproxy.request.header.host', 'host', 'requestHost', 'fqdn'],
  destinationIp: ['haproxy.network.frontend_ip', 'fe_ip', 'frontend_ip'],
  destinationPort: ['haproxy.network.frontend_port', 'fe_port', 'frontend_port'],
  url: ['haproxy.request.hu', 'haproxy.request.uri', 'http_uri', 'request_uri', 'path'],
  method: ['haproxy.request.method', 'http_method', 'request_method', 'meth'],
  status: ['haproxy.response.status_code', 'status_code', 'status', 'response', 'code'],
  bytesSent: ['haproxy.bytes.uploaded', 'bytes_uploaded', 'bytes_received', 'requestLength'],
  bytesReceived: ['haproxy.bytes.read', 'bytes_read', 'bytes_sent', 'responseLength', 'bytes'],
  userAgent: ['user_agent', 'ua'],
};

const CADDY: FieldSpec = {
  time: ['ts'],
  sourceIp: ['request.client_ip', 'request.remote_ip'],
  sourceUser: ['user_id'],
  destinationHost: ['request.host'],
  url: ['request.uri'],
  method: ['request.method'],
  status: ['status'],
  bytesSent: ['bytes_read'],
  bytesReceived: ['size'],
  userAgent: ['request.headers.User-Agent'],
  contentType: ['resp_headers.Content-Type'],
};

const TRAEFIK: FieldSpec = {
  time: ['StartUTC', 'time'],
  sourceIp: ['ClientHost'],
  sourceUser: ['ClientUsername'],
  destinationHost: ['RequestHost'],
  destinationPort: ['RequestPort'],
  url: ['RequestPath'],
  method: ['RequestMethod'],
  status: ['DownstreamStatus'],
  bytesSent: ['RequestContentSize'],
  bytesReceived: ['DownstreamContentSize'],
  userAgent: ['request_User-Agent'],
  contentType: ['downstream_Content-Type'],
};

const KONG: FieldSpec = {
  time: ['started_at'],
  sourceIp: ['client_ip'],
  sourceUser: ['consumer.username'],
  destinationHost: ['request.headers.host'],
  url: ['request.url', 'request.uri'],
  method: ['request.method'],
  status: ['response.status'],
  bytesSent: ['request.size'],
  bytesReceived: ['response.size'],
  userAgent: ['request.headers.user-agent'],
  contentType: ['response.headers.content-type'],
};

/** NGINX as its administrator names things, Signal Sciences' agents, and what Logstash and others make of lines of the combined format. */
const OTHERS: FieldSpec = {
  time: ['timestamp', '@timestamp', 'time'],
  sourceIp: ['remote_ip', 'remoteIP', 'clientip'],
  sourceUser: ['remote_user', 'auth'],
  destinationHost: ['vhost', 'serverName'],
  url: ['uri', 'path', 'request'],
  method: ['method', 'verb'],
  status: ['status', 'responseCode', 'response'],
  bytesSent: ['request_length'],
  bytesReceived: ['bytes_sent', 'responseSize', 'bytes'],
  userAgent: ['http_user_agent', 'userAgent', 'agent'],
};

const LAYOUTS = [
  {
    spec: HAPROXY,
    marks: [
      ['"haproxy"', '"termination_state"'],
      ['"frontend_name"', '"backend_name"'],
      ['"fe_name"', '"be_name"'],
      ['"clientAddress"', '"frontend"', '"backend"'],
      ['"fqdn"', '"meth"', '"trtt"'],
    ],
  },
  {
    spec: CADDY,
    marks: [
      ['"remote_ip"', '"resp_headers"', '"uri"'],
      ['"remote_addr"', '"resp_headers"'],
    ],
  },
  { spec: TRAEFIK, marks: [['"DownstreamStatus"', '"RequestPath"']] },
  { spec: KONG, marks: [['"latencies"', '"client_ip"', '"started_at"']] },
  {
    spec: OTHERS,
    marks: [
      ['"remote_ip"', '"vhost"', '"bytes_sent"'],
      ['"remoteIP"', '"serverName"', '"responseCode"'],
      ['"clientip"', '"verb"', '"httpversion"'],
    ],
  },
] as const;

const SETS = LAYOUTS.map(({ marks }) => marks.map((names) => keySet(...names)));
/** The same, each name for itself. */
const NAMES = LAYOUTS.map(({ marks }) => marks.map((names) => names.map((name) => keySet(name))));

function layoutOf(text: string, start: number, end: number): number {
  return SETS.findIndex((sets) => sets.some((keys) => hasKeys(text, start, end, keys)));
}

/** 0.85 for an object of these layouts: it says what NGINX's names, which some borrow, do not. */
export function claimServerJson(text: string, start: number, end: number): number {
  return layoutOf(text, start, end) < 0 ? 0 : 0.85;
}

/** Where the object of an `[ACCESS]` line begins, -1 for other lines. */
export function accessObjectAt(text: string, start: number, end: number): number {
  return wordAt(text, start, end, ACCESS) ? findCode(text, OPEN_BRACE, start, Math.min(end, start + ACCESS_LOOK)) : -1;
}

/** As accessObjectAt, in bytes. */
export function accessBytesAt(bytes: Uint8Array, start: number, end: number): number {
  if (!isWordAt(bytes, start, ACCESS)) return -1;
  const limit = Math.min(end, start + ACCESS_LOOK);
  const at = untilByte(bytes, OPEN_BRACE, start, limit);
  return at < limit ? at : -1;
}

const shapeOf = (spec: FieldSpec): JsonShape => ({
  spec,
  watch: ['request'],
  visits: 'all',
  judge(paths, out) {
    if (out.wantDetail && paths.has(REQUEST)) readRequest(paths.watched(REQUEST), out);
    out.reason = 'inbound';
    return requireEnds(out);
  },
});

export function createServerJson(): LineParser {
  const parsers = LAYOUTS.map(({ spec }) => new JsonParser(shapeOf(spec)));
  let scene = 0;
  let known: JsonParser | undefined;
  return {
    readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
      const found = knownSceneOf(bytes, start, end);
      if (found !== scene) {
        scene = found;
        known =
          scene === 0 ? undefined : parsers[NAMES.findIndex((marks) => marks.some((keys) => keys.every(sceneHolds)))];
      }
      return known?.readBytes?.(bytes, start, end, out) === true;
    },
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      const at = Math.max(start, accessObjectAt(text, start, end));
      const parser = parsers[layoutOf(text, at, end)];
      return parser === undefined ? reject(out, 'shape') : parser.parse(text, at, end, out, header);
    },
  };
}

/** `GET /path HTTP/1.1` */
function readRequest(request: string, out: EventDraft): void {
  const blank = request.indexOf(' ');
  if (blank < 0 || !isMethod(request, 0, blank)) return;
  const last = request.lastIndexOf(' ');
  out.method = request.slice(0, blank);
  out.url = request.slice(blank + 1, last > blank ? last : undefined);
}
