/**
 * In: a line of Suricata's EVE output, or of its `fast.log`. Out: a verdict and the draft.
 * Layouts: "EVE JSON Format" (versions 1 to 3 of DNS events) and "Fast Log" in the Suricata user guide.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { JsonParser, type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import { findCode, findWord } from '../shared/fields.ts';
import { parseLeadingUint, twoDigits } from '../shared/numbers.ts';
import { clockMs, daysFromCivil } from '../shared/time.ts';
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

const SLASH = 47;
const COLON = 58;
const SPACE = 32;

/** `MM/dd/yyyy-HH:mm:ss.ffffff  [wDrop] [**] [1:2:3] text [**] [Classification: c] [Priority: n] {TCP} a:1 -> b:2` */
function readFast(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  readFastTime(text, start, end, out, header);
  const brace = findWord(text, '] {', start, end);
  const arrow = brace < 0 ? -1 : findWord(text, ' -> ', brace, end);
  const close = brace < 0 ? -1 : findCode(text, 125, brace, end);
  if (arrow < 0 || close < 0 || close > arrow) return reject(out, 'shape');
  const source = portAt(text, close + 2, arrow);
  out.sourceIp = text.substring(close + 2, source);
  const stop = findCode(text, SPACE, arrow + 4, end);
  const last = stop < 0 ? end : stop;
  const destination = portAt(text, arrow + 4, last);
  out.destinationIp = text.substring(arrow + 4, destination);
  out.destinationPort = destination < last ? parseLeadingUint(text, destination + 1, last) : -1;
  const isDrop = findWord(text, 'Drop]', start, brace) >= 0;
  out.action = isDrop ? ACTION_BLOCKED : ACTION_ALLOWED;
  const category = findWord(text, '[Classification: ', start, brace);
  const categoryEnd = category < 0 ? -1 : findCode(text, 93, category, end);
  if (categoryEnd > 0) out.vendorCategory = text.substring(category + 17, categoryEnd);
  return PARSED;
}

/** The last colon parts the port; addresses of ICMP events have none behind it that is no port, which does not matter. */
function portAt(text: string, start: number, end: number): number {
  for (let at = end - 1; at > start; at--) if (text.charCodeAt(at) === COLON) return at;
  return end;
}

function readFastTime(text: string, at: number, end: number, out: EventDraft, header: SyslogHeader): void {
  const month = twoDigits(text, at, end);
  const day = twoDigits(text, at + 3, end);
  const year = twoDigits(text, at + 6, end) * 100 + twoDigits(text, at + 8, end);
  const clock = clockMs(text, at + 11, end);
  if (month > 0 && day > 0 && year > 1900 && clock >= 0 && text.charCodeAt(at + 2) === SLASH) {
    out.timeMs = daysFromCivil(year, month, day) * 86_400_000 + clock;
    out.timeIsLocal = true;
    return;
  }
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
}
