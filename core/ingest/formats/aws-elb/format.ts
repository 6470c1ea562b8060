/** AWS load balancers: application (HTTP), network (TLS) and classic. Visits to the organisation's own servers. */
import {
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { SpaceColumns } from '../shared/space-columns.ts';
import { readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { readElbBytes } from './read-bytes.ts';

const SPACE = 32;
const DQUOTE = 34;
const MAX_COLUMNS = 40;
const TYPES: readonly string[] = ['http ', 'https ', 'h2 ', 'grpcs ', 'ws ', 'wss ', 'tls '];

function claim(text: string, start: number, end: number): number {
  const type = TYPES.find((word) => text.startsWith(word, start));
  if (type !== undefined) {
    const at = start + type.length + (type === 'tls ' ? 4 : 0);
    const isTime = text.charCodeAt(at + 4) === 45 && text.charCodeAt(at + 10) === 84;
    return isTime && end - at > 60 ? 1 : 0;
  }
  // Classic: time, name, client:port, backend:port, three durations.
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 10) !== 84) return 0;
  const name = untilCode(text, SPACE, start, Math.min(end, start + 40));
  if (text.charCodeAt(name - 1) !== 90) return 0;
  const client = untilCode(text, SPACE, name + 1, Math.min(end, name + 80)) + 1;
  const backend = untilCode(text, SPACE, client, Math.min(end, client + 60));
  const colon = findLastCode(text, 58, client, backend);
  if (colon < 0 || !looksLikeIp(text, client, colon)) return 0;
  return parseUint(text, colon + 1, backend) >= 0 ? 0.85 : 0;
}

const UNREAD_REQUEST = /^(https?:\/\/[^\s/]+:\d+)-/;

class ElbParser implements LineParser {
  private readonly line = new SpaceColumns(MAX_COLUMNS);
  readonly readBytes = readElbBytes;

  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    const type = TYPES.find((word) => text.startsWith(word, start));
    this.line.split(text, start, end);
    if (type === 'tls ') return this.readTls(text, out);
    const shift = type === undefined ? 0 : 1;
    if (this.line.columns < 11 + shift) return reject(out, 'columns');
    if (readIsoTime(text, this.line.start(shift), this.line.end(shift), out) < 0) return reject(out, 'time');
    setSource(text, this.line.start(2 + shift), this.line.end(2 + shift), out);
    out.status = this.line.number(text, 7 + shift);
    out.bytesSent = this.line.number(text, 9 + shift);
    out.bytesReceived = this.line.number(text, 10 + shift);
    this.readRequest(text, 11 + shift, out);
    if (out.wantDetail && this.line.columns > 12 + shift) out.userAgent = this.text(text, 12 + shift);
    // The name a client asked for (SNI) stands far behind, in quotes.
    if (out.destinationHost === '' && this.line.columns > 19) {
      const sni = this.text(text, 19);
      if (sni.includes('.')) out.destinationHost = sni;
    }
    if (out.destinationHost === '' && out.destinationIp === '') {
      setDestinationFromUrl(text, this.line.start(3 + shift), this.line.end(3 + shift), out);
    }
    out.reason = 'inbound';
    return PARSED;
  }

  /** `tls 2.0 time lb listener client:port target:port connection handshake received sent alert certificate … cipher version - domain` */
  private readTls(text: string, out: EventDraft): Verdict {
    if (this.line.columns < 11) return reject(out, 'columns');
    if (readIsoTime(text, this.line.start(2), this.line.end(2), out) < 0) return reject(out, 'time');
    setSource(text, this.line.start(5), this.line.end(5), out);
    setDestinationFromUrl(text, this.line.start(6), this.line.end(6), out);
    out.bytesSent = this.line.number(text, 9);
    out.bytesReceived = this.line.number(text, 10);
    const domain = this.line.columns > 17 ? this.text(text, 17) : '';
    if (domain.includes('.')) out.destinationHost = domain;
    out.reason = 'inbound';
    return PARSED;
  }

  private readRequest(text: string, column: number, out: EventDraft): void {
    if (column >= this.line.columns || text.charCodeAt(this.line.start(column)) !== DQUOTE) return;
    const from = this.line.start(column) + 1;
    const to = this.line.end(column) - 1;
    const method = untilCode(text, SPACE, from, to);
    const target = Math.min(method + 1, to);
    const last = findLastCode(text, SPACE, target, to);
    const stop = last > target ? last : to;
    if (!(method - from === 1 && text.charCodeAt(from) === 45)) {
      if (out.wantDetail) out.method = text.substring(from, method);
      out.url = text.substring(target, stop);
      setDestinationFromUrl(text, target, stop, out);
      return;
    }
    // Of a request that it could not read, the balancer names itself and a dash for the path: `- http://lb.example.com:80- `.
    const self = UNREAD_REQUEST.exec(text.substring(target, to));
    if (self !== null) setDestinationFromUrl(self[1] ?? '', 0, (self[1] ?? '').length, out);
  }

  /** Without its quotes; '' for `-`. */
  private text(text: string, column: number): string {
    const raw = column < this.line.columns ? text.substring(this.line.start(column), this.line.end(column)) : '';
    const bare = raw.startsWith('"') ? raw.slice(1, raw.length > 1 && raw.endsWith('"') ? -1 : undefined) : raw;
    return bare === '-' ? '' : bare;
  }
}

export const awsElb: TrafficFormat = {
  id: 'aws-elb',
  title: 'AWS load balancers (ALB, NLB, classic)',
  vendor: 'Amazon',
  grade: 'verified',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
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
  certain: { from: 0.85 },
  claim,
  signature: 'a protocol word, a time and app/… or net/…, or the columns of a classic load balancer',
  createParser: () => new ElbParser(),
};
