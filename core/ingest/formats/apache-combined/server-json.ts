/**
 * In: HAProxy's HTTP log written as JSON. The layout is its administrator's; these are the four that are handed on: flat with the names of
 * the log's own fields, nested under `haproxy`, OpenShift's, and the access log of HAProxy Enterprise's firewall (`[ACCESS] 2022 {…}`).
 * Source: https://docs.haproxy.org/3.0/configuration.html#8.2.6 (custom log format)
 */
import type { EventDraft, LineParser, SyslogHeader, Verdict } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { isMethod } from '../shared/clf.ts';
import { findCode, wordAt } from '../shared/fields.ts';

const OPEN_BRACE = 123;
const ACCESS = '[ACCESS] ';
/** Status and blanks stand between the mark and the object. */
const ACCESS_LOOK = 24;

const MARKS = [
  keySet('"haproxy"', '"termination_state"'),
  keySet('"frontend_name"', '"backend_name"'),
  keySet('"fe_name"', '"be_name"'),
  keySet('"clientAddress"', '"frontend"', '"backend"'),
  keySet('"fqdn"', '"meth"', '"trtt"'),
];

/** 0.85 for an object of these layouts: it says what NGINX's names, which some borrow, do not. */
export function claimHaproxyJson(text: string, start: number, end: number): number {
  return MARKS.some((keys) => hasKeys(text, start, end, keys)) ? 0.85 : 0;
}

/** Where the object of an `[ACCESS]` line begins, -1 for other lines. */
export function accessObjectAt(text: string, start: number, end: number): number {
  return wordAt(text, start, end, ACCESS) ? findCode(text, OPEN_BRACE, start, Math.min(end, start + ACCESS_LOOK)) : -1;
}

const REQUEST = 0;

export function createHaproxyJson(): LineParser {
  const json = new JsonParser({
    spec: {
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
    },
    watch: ['request'],
    judged: [],
    judge(paths, out) {
      if (out.wantDetail && paths.has(REQUEST)) readRequest(paths.watched(REQUEST), out);
      out.reason = 'inbound';
      return requireEnds(out);
    },
  });
  return {
    parse: (text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict =>
      json.parse(text, Math.max(start, accessObjectAt(text, start, end)), end, out, header),
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
