/**
 * In: an access log written as one JSON object a line under NGINX's variable names (`remote_addr`, `request`, `status`, …).
 * Source: https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
 */

import { type EventDraft, PARSED, REJECTED, type Verdict } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import type { JsonFields } from '../kv/json-fields.ts';
import { isMethod } from '../shared/clf.ts';
import { findLastCode, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';

const SPACE = 32;

/** Reads one object. Its variables may come in any order, so the request is looked at last. */
export function readJson(json: JsonFields, text: string, start: number, end: number, out: EventDraft): Verdict {
  out.reason = 'shape';
  if (!json.reset(text, start, end)) return REJECTED;
  let request = '';
  let uri = '';
  let host = '';
  let port = '';
  let upstream = '';
  let client = '';
  while (json.next()) {
    switch (text.substring(json.keyStart, Math.min(json.keyEnd, json.keyStart + 40))) {
      case 'remote_addr':
      case 'client_ip':
        client = json.value();
        break;
      case 'request':
        request = json.value();
        break;
      case 'request_uri':
      case 'uri':
        uri = json.value();
        break;
      case 'host':
      case 'http_host':
      case 'server_name':
        if (host === '') host = json.value();
        break;
      case 'server_addr':
        if (upstream === '') upstream = json.value();
        break;
      case 'upstream_addr':
        if (json.value() !== '-') upstream = json.value();
        break;
      case 'server_port':
        port = json.value();
        break;
      case 'remote_user':
        out.sourceUser = json.value();
        break;
      case 'status':
      case 'response_status':
        out.status = parseUint(text, json.valueStart, json.valueEnd);
        break;
      case 'body_bytes_sent':
        if (out.bytesReceived < 0) out.bytesReceived = parseUint(text, json.valueStart, json.valueEnd);
        break;
      case 'bytes_sent':
        out.bytesReceived = parseUint(text, json.valueStart, json.valueEnd);
        break;
      case 'request_length':
        out.bytesSent = parseUint(text, json.valueStart, json.valueEnd);
        break;
      case 'request_method':
        out.method = json.value();
        break;
      case 'http_user_agent':
        out.userAgent = json.value();
        break;
      case 'sent_http_content_type':
        out.contentType = json.value();
        break;
      case 'time_local':
      case 'time_iso8601':
      case 'timestamp':
      case '@timestamp':
      case 'time':
      case 'msec':
        if (Number.isNaN(out.timeMs)) readAnyTime(text, json.valueStart, json.valueEnd, out);
        break;
      default:
    }
  }
  if (client === '' || (request === '' && uri === '')) return REJECTED;
  setSource(client, 0, client.length, out);
  setDestination(host, upstream, port, out);
  readRequest(request === '' ? uri : request, request !== '', out);
  return PARSED;
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
