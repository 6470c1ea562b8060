/**
 * In: an access log written as one JSON object a line under NGINX's variable names (`remote_addr`, `request`, `status`, …).
 * Source: https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
 */

import { type EventDraft, type LineParser, PARSED } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser } from '../keyed/json-parser.ts';
import type { JsonPaths } from '../keyed/json-paths.ts';
import { isMethod } from '../shared/clf.ts';
import { findLastCode, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { isVisitRequest } from '../shared/visit-bytes.ts';

const SPACE = 32;

const SPEC: FieldSpec = {
  time: ['time_local', 'time_iso8601', 'timestamp', '@timestamp', 'time', 'msec'],
  source: ['remote_addr', 'client_ip'],
  sourceUser: ['remote_user'],
  method: ['request_method'],
  status: ['status', 'response_status'],
  bytesSent: ['request_length'],
  bytesReceived: ['bytes_sent', 'body_bytes_sent'],
  userAgent: ['http_user_agent'],
  contentType: ['sent_http_content_type'],
};
const WATCH = [
  'request',
  'request_uri',
  'uri',
  'host',
  'http_host',
  'server_name',
  'upstream_addr',
  'server_addr',
  'server_port',
];
const [REQUEST, REQUEST_URI, URI, HOST, HTTP_HOST, SERVER_NAME, UPSTREAM, SERVER, PORT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;

export function createNginxJson(): LineParser {
  return new JsonParser({
    spec: SPEC,
    watch: WATCH,
    visits: { path: 'request', isVisit: isVisitRequest },
    judge(paths, out) {
      const request = paths.watched(REQUEST);
      const uri = firstOf(paths, REQUEST_URI, URI);
      const hasClient = out.sourceIp !== '' || out.sourceHost !== '';
      if (!hasClient || (request === '' && uri === '')) return reject(out, 'shape');
      setDestination(
        firstOf(paths, HOST, HTTP_HOST, SERVER_NAME),
        firstOf(paths, UPSTREAM, SERVER),
        paths.watched(PORT),
        out,
      );
      readRequest(request === '' ? uri : request, request !== '', out);
      return PARSED;
    },
  });
}

/** The first of the watched values that is there and no dash. */
function firstOf(paths: JsonPaths, ...watches: readonly number[]): string {
  for (const watch of watches) {
    const value = paths.watched(watch);
    if (value !== '' && value !== '-') return value;
  }
  return '';
}

function setDestination(host: string, upstream: string, port: string, out: EventDraft): void {
  setDestinationFromUrl(upstream, 0, upstream.length, out);
  if (host !== '' && host !== '_') setDestinationFromUrl(host, 0, host.length, out);
  const served = parseUint(port, 0, port.length);
  if (served >= 0) out.destinationPort = served;
}

/** `METHOD target HTTP/x`, or the target alone. An absolute target or CONNECT is a forward proxy's. */
function readRequest(request: string, hasMethod: boolean, out: EventDraft): void {
  const methodEnd = hasMethod ? untilCode(request, SPACE, 0, request.length) : 0;
  const isRequest = methodEnd > 0 && isMethod(request, 0, methodEnd);
  if (isRequest) out.method = request.slice(0, methodEnd);
  const last = findLastCode(request, SPACE, 0, request.length);
  const stop = last > methodEnd && request.startsWith('HTT', last + 1) ? last : request.length;
  out.url = request.slice(isRequest ? methodEnd + 1 : 0, stop);
  out.reason = 'inbound';
  const isForward = out.method === 'CONNECT' || /^[a-z][a-z0-9+.-]{0,9}:\/\/./i.test(out.url);
  if (!isForward) return;
  out.destinationHost = '';
  out.destinationIp = '';
  out.destinationPort = -1;
  if (setDestinationFromUrl(out.url, 0, out.url.length, out)) out.reason = '';
}

const KEYS = keySet('"remote_addr"', '"request');

/** 0.8 for an object that holds a client and a request under NGINX's names. */
export function claimJson(text: string, start: number, end: number): number {
  return hasKeys(text, start, end, KEYS) ? 0.8 : 0;
}
