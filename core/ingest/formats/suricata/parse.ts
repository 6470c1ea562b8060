/**
 * In: a line of Suricata's EVE output, or of its `fast.log`. Out: a verdict and the draft.
 * Layouts: "EVE JSON Format" (versions 1 to 3 of DNS events) and "Fast Log" in the Suricata user guide.
 */
import {
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { JsonParser, type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import { readAlertLine } from '../shared/alert-line.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { reject, skip } from '../shared/verdict.ts';

const EVENT_TYPE = 0;
const DNS_TYPE = 1;

/** Events that are not about a connection of their own, or repeat one that another event tells. */
const NO_TRAFFIC: ReadonlySet<string> = new Set([
  'stats',
  'anomaly',
  'fileinfo',
  'dhcp',
  'arp',
  'engine',
  'packetinfo',
  'metadata',
]);

const EVE: JsonShape = {
  spec: {
    time: ['timestamp', '@timestamp'],
    sourceIp: ['src_ip'],
    // Who asked the key distribution centre.
    sourceUser: ['krb5.cname'],
    destinationIp: ['dest_ip'],
    destinationPort: ['dest_port'],
    destinationHost: [
      'http.hostname',
      'tls.sni',
      'quic.sni',
      'dns.rrname',
      'dns.query.rrname',
      'dns.queries.rrname',
      'dns.answers.rrname',
    ],
    url: ['http.url'],
    method: ['http.http_method'],
    status: ['http.status'],
    userAgent: ['http.http_user_agent', 'quic.ua'],
    contentType: ['http.http_content_type'],
    bytesSent: ['flow.bytes_toserver', 'netflow.bytes'],
    bytesReceived: ['flow.bytes_toclient', 'http.length'],
    action: ['alert.action', 'verdict.action', 'drop.reason'],
    vendorCategory: ['alert.category'],
    vendorApp: ['app_proto'],
  },
  watch: ['event_type', 'dns.type'],
  judge(paths, out) {
    if (!paths.has(EVENT_TYPE)) return reject(out, 'shape');
    if (paths.is(EVENT_TYPE, 'drop')) out.action = ACTION_BLOCKED;
    if (NO_TRAFFIC.has(paths.watched(EVENT_TYPE))) return skip(out, 'message-type');
    if (paths.is(DNS_TYPE, 'answer') || paths.is(DNS_TYPE, 'response')) return skip(out, 'answer');
    return requireEnds(out);
  },
  judged: ['event_type', 'dns.type'],
};

export class SuricataParser implements LineParser {
  private readonly eve = new JsonParser(EVE);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const first = text.charCodeAt(start);
    if (first === 123 || first === 64) return this.eve.parse(text, start, end, out, header);
    return readFast(text, start, end, out, header);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.eve.readBytes?.(bytes, start, end, out) === true;
  }
}

/** `MM/dd/yyyy-HH:mm:ss.ffffff  [wDrop] [**] [1:2:3] text [**] [Classification: c] [Priority: n] {TCP} a:1 -> b:2` */
function readFast(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  out.reset();
  if (readDayMonthTime(text, start, end, out) < 0) {
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
  }
  return readAlertLine(text, start, end, out) ? PARSED : reject(out, 'shape');
}
