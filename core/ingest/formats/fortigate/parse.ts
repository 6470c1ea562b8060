/**
 * In: a FortiOS key=value line (FortiGate, FortiProxy; FortiWeb's and FortiMail's logs have the same shape with older key names), pairs
 * separated by spaces or by commas.
 * Out: a verdict and the draft. `type=event` and its kin are no traffic; `action=start` opens a session that a later line counts.
 */
import { ipKind } from '../../../kit/ip.ts';
import { unescapedLine } from '../../normalize/quoted.ts';
import {
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { readZoneMinutes } from '../keyed/zone-minutes.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp, windowIs } from '../kv/window.ts';
import { isMethod } from '../shared/clf.ts';
import { findWord } from '../shared/fields.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { clockMs, readEpochTime, readIsoDate } from '../shared/time.ts';
import { combineActions, fortiAction } from './actions.ts';
import {
  A6,
  D3,
  D4,
  D5,
  D7,
  D8,
  E9,
  H8,
  H9,
  H18,
  H19,
  Q5,
  R4,
  R8,
  S3,
  S4,
  S5,
  S6,
  S7,
  S8,
  T2,
  T4,
  T8,
  T14,
  U3,
  U4,
  U9,
  U10,
  WANTED,
} from './keys.ts';
import { MailEvent } from './mail.ts';
import { readFortigateBytes } from './read-bytes.ts';
import { placeMinutes, seasonMinutes } from './web-zone.ts';

const OPEN_BRACKET = 91;
const LOWER_V = 118;
const VERSION_LOOK = 24;
const MINUTE_MS = 60_000;

/** Of which every value in a line begins with one, or none. */
const ESCAPED_QUOTE = '\\"';

/** Kinds of line that carry no user traffic. Everything else (traffic, utm, anomaly, and FortiOS 4's types) may. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'event',
  'fct-event',
  'content',
  'history',
  'spam',
  'statistics',
  // FortiMail's, whose every line is about a message.
  'kevent',
  'encrypt',
]);

/** Reads one line at a time; what it keeps between the pairs of a line is reset with each line. */
export class FortigateParser implements LineParser {
  private readonly fields = new KvFields();
  private type = '';
  private isStart = false;
  private action: ActionCode = ACTION_UNKNOWN;
  private utmAction: ActionCode = ACTION_UNKNOWN;
  /** Where `date` and `time` stand; they are read only when there is no `eventtime`. */
  private dateStart = 0;
  private dateEnd = 0;
  private clockStart = 0;
  private clockEnd = 0;
  private zoneMinutes = Number.NaN;
  private queryName = '';
  private readonly mail = new MailEvent();
  /** FortiWeb stands in front of what the organisation publishes. */
  private isServer = false;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.readPairs(text, start, end, out);
    // A string of JSON that lost its own quotes.
    const unescaped = this.type.startsWith(ESCAPED_QUOTE) ? unescapedLine(text, start, end) : '';
    if (unescaped !== '') {
      out.reset();
      this.readPairs(unescaped, 0, unescaped.length, out);
    }
    if (this.type === '') return this.refuse(out, REJECTED, 'shape');
    return this.finish(unescaped || text, out, header);
  }

  private readPairs(text: string, start: number, end: number, out: EventDraft): void {
    const fields = this.fields;
    this.begin();
    fields.reset(text, behindVersion(text, start, end), end);
    while (fields.next()) {
      const key = ((fields.keyEnd - fields.keyStart) << 8) | text.charCodeAt(fields.keyStart);
      if (out.wantDetail || WANTED[key] === 1) this.take(text, key, out);
    }
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return readFortigateBytes(bytes, start, end, out);
  }

  private begin(): void {
    this.type = '';
    this.isStart = false;
    this.action = ACTION_UNKNOWN;
    this.utmAction = ACTION_UNKNOWN;
    this.dateStart = 0;
    this.dateEnd = 0;
    this.clockStart = 0;
    this.clockEnd = 0;
    this.zoneMinutes = Number.NaN;
    this.queryName = '';
    this.mail.begin();
    this.isServer = false;
  }

  /**
   * Most of a line's fifty keys are of no use here, so length and first letter sort them out before anything is compared.
   */
  private take(text: string, key: number, out: EventDraft): void {
    const { keyStart, valueStart, valueEnd } = this.fields;
    if (valueEnd <= valueStart) return;
    switch (key) {
      case T2:
        if (text.startsWith('tz', keyStart)) this.zoneMinutes = readZoneMinutes(text, valueStart, valueEnd);
        break;
      case T4:
        if (text.startsWith('type', keyStart)) {
          this.type = windowIs(text, valueStart, valueEnd, 'traffic') ? 'traffic' : this.fields.value();
        } else if (text.startsWith('time', keyStart)) {
          this.clockStart = valueStart;
          this.clockEnd = valueEnd;
        }
        break;
      case T8:
        if (text.startsWith('timezone', keyStart) && Number.isNaN(this.zoneMinutes)) {
          this.zoneMinutes = placeMinutes(this.fields.value());
        }
        break;
      case T14: {
        const season = text.startsWith('timezone_dayst', keyStart) ? seasonMinutes(this.fields.value()) : Number.NaN;
        if (!Number.isNaN(season)) this.zoneMinutes = season;
        break;
      }
      case D4:
        if (text.startsWith('date', keyStart)) {
          this.dateStart = valueStart;
          this.dateEnd = valueEnd;
        }
        break;
      case E9:
        if (text.startsWith('eventtime', keyStart)) readEpochTime(text, valueStart, valueEnd, out);
        break;
      case S5:
        if (text.startsWith('srcip', keyStart)) out.sourceIp = this.fields.value();
        break;
      case S3:
        // FortiDDoS calls it `sip`.
        if (text.startsWith('src', keyStart) || text.startsWith('sip', keyStart)) out.sourceIp = this.fields.value();
        break;
      case D5:
        if (text.startsWith('dstip', keyStart)) this.takeDestination(text, out);
        else if (text.startsWith('dport', keyStart)) out.destinationPort = parseUint(text, valueStart, valueEnd);
        break;
      case D3:
        if (text.startsWith('dst', keyStart) || text.startsWith('dip', keyStart)) this.takeDestination(text, out);
        break;
      case U4:
        if (text.startsWith('user', keyStart)) out.sourceUser = this.fields.value();
        break;
      case U10:
        if (text.startsWith('unauthuser', keyStart) && out.sourceUser === '') out.sourceUser = this.fields.value();
        break;
      case S7:
        if (text.startsWith('srcname', keyStart)) out.sourceHost = this.fields.value();
        break;
      case H8:
        if (text.startsWith('hostname', keyStart)) out.destinationHost = this.fields.value();
        else if (text.startsWith('http_url', keyStart)) out.url = this.fields.value();
        break;
      case H9:
        if (text.startsWith('http_host', keyStart)) {
          out.destinationHost = this.fields.value();
          this.isServer = true;
        }
        break;
      case Q5:
        if (text.startsWith('qname', keyStart)) this.queryName = this.fields.value();
        break;
      case U3:
        if (text.startsWith('url', keyStart)) out.url = this.fields.value();
        break;
      case S8:
        if (text.startsWith('sentbyte', keyStart)) out.bytesSent = parseUint(text, valueStart, valueEnd);
        break;
      case R8:
        if (text.startsWith('rcvdbyte', keyStart)) out.bytesReceived = parseUint(text, valueStart, valueEnd);
        break;
      case S4:
        if (text.startsWith('sent', keyStart)) out.bytesSent = parseUint(text, valueStart, valueEnd);
        break;
      case R4:
        if (text.startsWith('rcvd', keyStart)) out.bytesReceived = parseUint(text, valueStart, valueEnd);
        break;
      case A6:
        if (text.startsWith('action', keyStart)) this.takeAction(text);
        else if (out.wantDetail) this.takeDetail(text, out);
        break;
      case S6:
        if (this.action === ACTION_UNKNOWN && text.startsWith('status', keyStart)) this.takeAction(text);
        break;
      case U9:
        if (text.startsWith('utmaction', keyStart)) this.utmAction = fortiAction(text, valueStart, valueEnd);
        else if (text.startsWith('user_name', keyStart) && out.sourceUser === '') out.sourceUser = this.fields.value();
        break;
      case H18:
        if (text.startsWith('http_request_bytes', keyStart)) out.bytesSent = parseUint(text, valueStart, valueEnd);
        break;
      case H19:
        if (text.startsWith('http_response_bytes', keyStart)) out.bytesReceived = parseUint(text, valueStart, valueEnd);
        break;
      case D7:
        if (text.startsWith('dstport', keyStart)) out.destinationPort = parseUint(text, valueStart, valueEnd);
        else if (out.destinationHost === '' && text.startsWith('dstname', keyStart)) {
          out.destinationHost = this.fields.value();
        }
        break;
      case D8:
        if (text.startsWith('dst_port', keyStart)) out.destinationPort = parseUint(text, valueStart, valueEnd);
        break;
      default:
        if (out.wantDetail) this.takeDetail(text, out);
    }
  }

  /** What no figure needs, only the reader of a single line. */
  private takeDetail(text: string, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = this.fields;
    const name = text.substring(keyStart, keyEnd);
    switch (name) {
      case 'app':
        out.vendorApp = this.fields.value();
        break;
      case 'appcat':
        if (out.vendorCategory === '') out.vendorCategory = this.fields.value();
        break;
      case 'catdesc':
        out.vendorCategory = this.fields.value();
        break;
      case 'agent':
      case 'http_agent':
        out.userAgent = this.fields.value();
        break;
      case 'httpmethod':
      case 'http_method':
        out.method = this.fields.value();
        break;
      case 'method':
        // How a rating was found or an administrator came (`domain`, `ssh`) goes by the same name.
        if (isMethod(text, valueStart, valueEnd)) out.method = this.fields.value();
        break;
      case 'contenttype':
        out.contentType = this.fields.value();
        break;
      case 'http_retcode':
      case 'statuscode':
        out.status = parseUint(text, valueStart, valueEnd);
        break;
      // The ends of a tunnel: an event of the appliance, no transaction.
      case 'remip':
        if (out.sourceIp === '') out.sourceIp = this.fields.value();
        break;
      case 'locip':
        if (out.destinationIp === '') out.destinationIp = this.fields.value();
        break;
      case 'locport':
        if (out.destinationPort < 0) out.destinationPort = parseUint(text, valueStart, valueEnd);
        break;
      default:
        this.mail.take(name, this.fields.value());
    }
  }

  private takeAction(text: string): void {
    const { valueStart, valueEnd } = this.fields;
    this.isStart = windowIs(text, valueStart, valueEnd, 'start');
    this.action = fortiAction(text, valueStart, valueEnd);
  }

  /** An IPS line may name the server in `dstip`. */
  private takeDestination(text: string, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (looksLikeIp(text, valueStart, valueEnd)) out.destinationIp = text.substring(valueStart, valueEnd);
    else if (out.destinationHost === '') out.destinationHost = this.fields.value();
  }

  private finish(text: string, out: EventDraft, header: SyslogHeader): Verdict {
    out.action = combineActions(this.action, this.utmAction);
    // A DNS line's answer is what the user asked for; its server is not.
    if (this.queryName !== '') out.destinationHost = bareName(this.queryName);
    if (out.destinationHost === '') setHostFromUrl(out);
    // An address in place of a name says no more than `dstip`, which knows where the packets went.
    if (out.destinationIp !== '' && ipKind(out.destinationHost, 0, out.destinationHost.length) !== 0) {
      out.destinationHost = '';
    }
    this.settleTime(text, out, header);
    if (OTHER_TYPES.has(this.type)) {
      if (out.wantDetail) this.mail.settle(out);
      return this.refuse(out, SKIPPED, 'message-type');
    }
    if (out.destinationIp === '' && out.destinationHost === '') return this.refuse(out, SKIPPED, 'message-type');
    if (this.isStart && this.type === 'traffic') return this.refuse(out, SKIPPED, 'session-start');
    if (this.isServer || this.type === 'attack') out.reason = 'inbound';
    return PARSED;
  }

  /**
   * `eventtime` is UTC and exact; `date` and `time` are the device's own, with a zone only where `tz` (or FortiWeb's `timezone`) says so. A line with neither
   * takes the header's time, or has none.
   */
  private settleTime(text: string, out: EventDraft, header: SyslogHeader): void {
    if (!Number.isNaN(out.timeMs)) return;
    const day = readIsoDate(text, this.dateStart, this.dateEnd);
    const clock = clockMs(text, this.clockStart, this.clockEnd);
    if (!Number.isNaN(day) && clock >= 0) {
      const isLocal = Number.isNaN(this.zoneMinutes);
      out.timeMs = day + clock - (isLocal ? 0 : this.zoneMinutes * MINUTE_MS);
      out.timeIsLocal = isLocal;
      return;
    }
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
  }

  private refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
    out.reason = reason;
    return verdict;
  }
}

/** FortiWeb glues its version to the first key: `v007xxxxdate=2025-01-01`. */
function behindVersion(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== LOWER_V || !isDigit(text.charCodeAt(start + 1))) return start;
  const date = findWord(text, 'date=', start, Math.min(end, start + VERSION_LOOK));
  return date < 0 ? start : date;
}

/** FortiOS 7 writes some query names as `[example.com]`. */
function bareName(name: string): string {
  return name.charCodeAt(0) === OPEN_BRACKET && name.endsWith(']') ? name.slice(1, -1) : name;
}
