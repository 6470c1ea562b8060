/** Envoy and Istio proxies: access logs in the default text layouts and in JSON. */
import {
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { fieldEnd, findLastCode, untilCode } from '../shared/fields.ts';
import { isDigit, skipDigits } from '../shared/numbers.ts';
import { SpaceColumns } from '../shared/space-columns.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { JSON_SHAPE, setClient, settleDirection, setUpstream } from './json.ts';
import { AMBASSADOR, readEnvoyBytes } from './read-bytes.ts';

const KEYS = keySet('"upstream_cluster"', '"response_flags"');
const LESS_SURE = keySet('"response_flags"', '"downstream_remote_address"');

const SPACE = 32;
const DQUOTE = 34;
const MINUS = 45;
const OPEN_BRACE = 123;
const MAX_COLUMNS = 32;

class EnvoyParser implements LineParser {
  private readonly json = new JsonParser(JSON_SHAPE);
  private readonly line = new SpaceColumns(MAX_COLUMNS);

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return bytes[start] === OPEN_BRACE
      ? this.json.readBytes?.(bytes, start, end, out) === true
      : readEnvoyBytes(bytes, start, end, out);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (text.charCodeAt(start) === OPEN_BRACE) return this.json.parse(text, start, end, out, header);
    const next = readIsoTime(text, timeAt(text, start) + 1, end, out);
    if (next < 0 || text.charCodeAt(next) !== 93) return reject(out, 'time');
    this.line.split(text, skipSpaces(text, next + 1, end), end);
    if (this.line.columns < 8) return reject(out, 'columns');
    this.readRequest(text, out);
    out.status = this.line.number(text, 1);
    // Istio puts details and a failure's reason between flags and bytes.
    let bytes = 3;
    while (bytes < 6 && this.line.number(text, bytes) < 0) bytes++;
    out.bytesSent = this.line.number(text, bytes);
    out.bytesReceived = this.line.number(text, bytes + 1);
    const forwarded = bytes + 4;
    setClient(this.text(text, forwarded), out);
    if (out.wantDetail) out.userAgent = this.text(text, forwarded + 1);
    const authority = this.text(text, forwarded + 3);
    const upstream = this.text(text, forwarded + 4);
    if (authority !== '') setDestinationFromUrl(authority, 0, authority.length, out);
    // Whatever port the name came with.
    if (upstream !== '') setUpstream(upstream, out);
    const cluster = this.text(text, forwarded + 5);
    const client = this.text(text, forwarded + 8);
    if (out.sourceIp === '' && client !== '') setSource(client, 0, client.length, out);
    const sni = this.text(text, forwarded + 9);
    if (out.destinationHost === '' && sni.includes('.')) out.destinationHost = sni;
    settleDirection(cluster, upstream, out);
    return requireEnds(out) === PARSED ? PARSED : reject(out, 'address');
  }

  private readRequest(text: string, out: EventDraft): void {
    const from = this.line.start(0) + 1;
    const to = this.line.end(0) - 1;
    const method = untilCode(text, SPACE, from, to);
    if (method - from <= 1 && text.charCodeAt(from) === MINUS) return;
    const last = findLastCode(text, SPACE, method + 1, to);
    if (out.wantDetail) out.method = text.substring(from, method);
    out.url = text.substring(Math.min(method + 1, to), last > method ? last : to);
  }

  private text(text: string, column: number): string {
    if (column >= this.line.columns) return '';
    const isQuoted = text.charCodeAt(this.line.start(column)) === DQUOTE;
    const raw = text.substring(
      this.line.start(column) + (isQuoted ? 1 : 0),
      this.line.end(column) - (isQuoted ? 1 : 0),
    );
    return raw === '-' ? '' : raw;
  }
}

function timeAt(text: string, start: number): number {
  return text.startsWith(AMBASSADOR, start) ? start + AMBASSADOR.length : start;
}

/** `[2025-01-01T00:00:00.000Z] "GET /a HTTP/1.1" 200 …` */
function claim(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACE) {
    if (hasKeys(text, start, end, KEYS)) return 1;
    return hasKeys(text, start, end, LESS_SURE) ? 0.95 : 0;
  }
  const time = timeAt(text, start);
  if (text.charCodeAt(time) !== 91 || text.charCodeAt(time + 11) !== 84 || !isDigit(text.charCodeAt(time + 1)))
    return 0;
  const close = untilCode(text, 93, time, Math.min(end, time + 40));
  if (!text.startsWith('] "', close)) return 0;
  const request = fieldEnd(text, close + 2, Math.min(end, close + 9000), SPACE);
  const status = skipDigits(text, request + 1, Math.min(end, request + 5));
  return status > request + 1 && text.charCodeAt(status) === SPACE ? 1 : 0.7;
}

export const envoy: TrafficFormat = {
  id: 'envoy',
  title: 'Envoy and Istio access logs',
  vendor: 'Envoy',
  grade: 'verified',
  source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage',
  fields: [
    'time',
    'sourceIp',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'bytesSent',
    'bytesReceived',
    'userAgent',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['] "'],
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature: 'an ISO time in brackets, a quoted request, a status and response flags',
  createParser: () => new EnvoyParser(),
};
