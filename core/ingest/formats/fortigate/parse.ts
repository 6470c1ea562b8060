/**
 * In: a FortiOS key=value line (FortiGate, FortiProxy; FortiWeb's traffic log has the same shape with older key names), pairs
 * separated by spaces or by commas.
 * Out: a verdict and the draft. `type=event` and its kin are no traffic; `action=start` opens a session that a later line counts.
 */
import {
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { looksLikeIp, windowIs } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';
import { clockMs, readEpochTime, readIsoDate } from '../shared/time.ts';
import { combineActions, fortiAction } from './actions.ts';

const OPEN_BRACKET = 91;
const MINUS = 45;
const MINUTE_MS = 60_000;

/** Kinds of line that carry no user traffic. Everything else (traffic, utm, anomaly, and FortiOS 4's types) may. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'event',
  'fct-event',
  'attack',
  'content',
  'history',
  'spam',
  'statistics',
]);

/** Reads one line at a time; what it keeps between the pairs of a line is reset with each line. */
export class FortigateParser implements LineParser {
  private readonly fields = new KvFields();
  private type = '';
  private isStart = false;
  private action: ActionCode = ACTION_UNKNOWN;
  private utmAction: ActionCode = ACTION_UNKNOWN;
  /** Day and clock of the `date` and `time` pairs, ms; NaN and -1 until seen. */
  private dayMs = Number.NaN;
  private clockMs = -1;
  private zoneMinutes = Number.NaN;
  private queryName = '';

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const fields = this.fields;
    this.begin();
    fields.reset(text, start, end);
    while (fields.next()) this.take(text, out);
    if (this.type === '') return this.refuse(out, REJECTED, 'shape');
    return this.finish(out, header);
  }

  private begin(): void {
    this.type = '';
    this.isStart = false;
    this.action = ACTION_UNKNOWN;
    this.utmAction = ACTION_UNKNOWN;
    this.dayMs = Number.NaN;
    this.clockMs = -1;
    this.zoneMinutes = Number.NaN;
    this.queryName = '';
  }

  /** Keys are told apart by length first: most pairs of a line are of no use here and cost one comparison. */
  private take(text: string, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = this.fields;
    if (valueEnd <= valueStart) return;
    switch (keyEnd - keyStart) {
      case 2:
        if (text.startsWith('tz', keyStart)) this.zoneMinutes = readOffset(text, valueStart, valueEnd);
        return;
      case 3:
        return this.takeThree(text, keyStart, out);
      case 4:
        return this.takeFour(text, keyStart, out);
      case 5:
        return this.takeFive(text, keyStart, out);
      case 6:
        if (text.startsWith('action', keyStart)) this.takeAction(text);
        else if (text.startsWith('appcat', keyStart) && out.wantDetail && out.vendorCategory === '') {
          out.vendorCategory = this.fields.value();
        } else if (text.startsWith('status', keyStart) && this.action === ACTION_UNKNOWN) this.takeAction(text);
        return;
      case 7:
        return this.takeSeven(text, keyStart, out);
      case 8:
        return this.takeEight(text, keyStart, out);
      case 9:
        if (text.startsWith('eventtime', keyStart)) readEpochTime(text, valueStart, valueEnd, out);
        else if (text.startsWith('utmaction', keyStart)) this.utmAction = fortiAction(this.fields.value());
        else if (text.startsWith('http_host', keyStart)) out.destinationHost = this.fields.value();
        return;
      case 10:
        if (text.startsWith('unauthuser', keyStart) && out.sourceUser === '') out.sourceUser = this.fields.value();
        else if (out.wantDetail) this.takeLongDetail(text, keyStart, out);
        return;
      case 11:
        if (out.wantDetail) this.takeLongDetail(text, keyStart, out);
        return;
      default:
        return;
    }
  }

  private takeThree(text: string, key: number, out: EventDraft): void {
    if (text.startsWith('url', key)) out.url = this.fields.value();
    else if (text.startsWith('src', key)) out.sourceIp = this.fields.value();
    else if (text.startsWith('dst', key)) this.takeDestination(text, out);
    else if (text.startsWith('app', key) && out.wantDetail) out.vendorApp = this.fields.value();
  }

  private takeFour(text: string, key: number, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (text.startsWith('type', key)) {
      this.type = windowIs(text, valueStart, valueEnd, 'traffic') ? 'traffic' : text.substring(valueStart, valueEnd);
    } else if (text.startsWith('time', key)) this.clockMs = clockMs(text, valueStart, valueEnd);
    else if (text.startsWith('date', key)) this.dayMs = readIsoDate(text, valueStart, valueEnd);
    else if (text.startsWith('user', key)) out.sourceUser = this.fields.value();
    else if (text.startsWith('sent', key)) out.bytesSent = parseUint(text, valueStart, valueEnd);
    else if (text.startsWith('rcvd', key)) out.bytesReceived = parseUint(text, valueStart, valueEnd);
  }

  private takeFive(text: string, key: number, out: EventDraft): void {
    if (text.startsWith('srcip', key)) out.sourceIp = this.fields.value();
    else if (text.startsWith('dstip', key)) this.takeDestination(text, out);
    else if (text.startsWith('qname', key)) this.queryName = this.fields.value();
    else if (text.startsWith('agent', key) && out.wantDetail) out.userAgent = this.fields.value();
  }

  private takeSeven(text: string, key: number, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (text.startsWith('dstport', key)) out.destinationPort = parseUint(text, valueStart, valueEnd);
    else if (text.startsWith('srcname', key)) out.sourceHost = this.fields.value();
    else if (text.startsWith('dstname', key)) {
      if (out.destinationHost === '') out.destinationHost = this.fields.value();
    } else if (text.startsWith('catdesc', key) && out.wantDetail) out.vendorCategory = this.fields.value();
  }

  private takeEight(text: string, key: number, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (text.startsWith('sentbyte', key)) out.bytesSent = parseUint(text, valueStart, valueEnd);
    else if (text.startsWith('rcvdbyte', key)) out.bytesReceived = parseUint(text, valueStart, valueEnd);
    else if (text.startsWith('hostname', key)) out.destinationHost = this.fields.value();
    else if (text.startsWith('dst_port', key)) out.destinationPort = parseUint(text, valueStart, valueEnd);
    else if (text.startsWith('http_url', key)) out.url = this.fields.value();
  }

  private takeLongDetail(text: string, key: number, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (text.startsWith('httpmethod', key)) out.method = this.fields.value();
    else if (text.startsWith('http_agent', key)) out.userAgent = this.fields.value();
    else if (text.startsWith('http_method', key)) out.method = this.fields.value();
    else if (text.startsWith('contenttype', key)) out.contentType = this.fields.value();
    else if (text.startsWith('httpretcode', key)) out.status = parseUint(text, valueStart, valueEnd);
  }

  private takeAction(text: string): void {
    const { valueStart, valueEnd } = this.fields;
    const word = text.substring(valueStart, valueEnd);
    this.isStart = word === 'start';
    this.action = fortiAction(word);
  }

  /** An IPS line may name the server in `dstip`. */
  private takeDestination(text: string, out: EventDraft): void {
    const { valueStart, valueEnd } = this.fields;
    if (looksLikeIp(text, valueStart, valueEnd)) out.destinationIp = text.substring(valueStart, valueEnd);
    else if (out.destinationHost === '') out.destinationHost = this.fields.value();
  }

  private finish(out: EventDraft, header: SyslogHeader): Verdict {
    out.action = combineActions(this.action, this.utmAction);
    // A DNS line's answer is what the user asked for; its server is not.
    if (this.queryName !== '') out.destinationHost = bareName(this.queryName);
    this.settleTime(out, header);
    if (OTHER_TYPES.has(this.type)) return this.refuse(out, SKIPPED, 'message-type');
    if (out.destinationIp === '' && out.destinationHost === '') return this.refuse(out, SKIPPED, 'message-type');
    if (this.isStart && this.type === 'traffic') return this.refuse(out, SKIPPED, 'session-start');
    return PARSED;
  }

  /**
   * `eventtime` is UTC and exact; `date` and `time` are the device's own, with a zone only where `tz` says so. A line with neither
   * takes the header's time, or has none.
   */
  private settleTime(out: EventDraft, header: SyslogHeader): void {
    if (!Number.isNaN(out.timeMs)) return;
    if (!Number.isNaN(this.dayMs) && this.clockMs >= 0) {
      const isLocal = Number.isNaN(this.zoneMinutes);
      out.timeMs = this.dayMs + this.clockMs - (isLocal ? 0 : this.zoneMinutes * MINUTE_MS);
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

/** FortiOS 7 writes some query names as `[example.com]`. */
function bareName(name: string): string {
  return name.charCodeAt(0) === OPEN_BRACKET && name.endsWith(']') ? name.slice(1, -1) : name;
}

/** Minutes of `+0100` or `-0500`; NaN for anything else. */
function readOffset(text: string, start: number, end: number): number {
  if (end - start !== 5) return Number.NaN;
  const hours = parseUint(text, start + 1, start + 3);
  const minutes = parseUint(text, start + 3, end);
  if (hours < 0 || minutes < 0) return Number.NaN;
  const total = hours * 60 + minutes;
  return text.charCodeAt(start) === MINUS ? -total : total;
}
