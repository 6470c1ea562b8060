/**
 * In: the pairs of one CEF line, in any order.
 * Out: the draft, once all have been seen: several keys may hold the same thing, and vendors differ in which of them means what.
 */
import { ACTION_UNKNOWN, type EventDraft } from '../api.ts';
import { actionOfName, actionOfWord } from '../kv/action-words.ts';
import { looksLikeIp } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime, readEpochTime, type TimeTarget } from '../shared/time.ts';
import type { CefExtension } from './extension.ts';

/** Vendors whose keys need reading otherwise. */
export const VENDOR_OTHER = 0;
export const VENDOR_FORTINET = 1;
/** Palo Alto's log forwarding service (`LF`): keys as the standard has them. */
export const VENDOR_PALO_ALTO_CLOUD = 2;
/** A PAN-OS device: its published template sends `in=$bytes_sent out=$bytes_received`, the other way round. */
export const VENDOR_PAN_OS = 3;

const PREFIXES = ['FTNTFGT', 'FortinetFortiGate', 'ad.'] as const;

/** Labels under which vendors put a category into one of the custom strings. */
const CATEGORY_LABEL = /^(?:url ?category|matched category|category|categories|dyncat|urlcat)$/i;

interface Stamp extends TimeTarget {
  isSet: boolean;
}

function stamp(): Stamp {
  return { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false, isSet: false };
}

export class CefEvent {
  private vendor = VENDOR_OTHER;
  /** `eventtime` (Fortinet), `rt`, `start`, `end`: the first that is there is the event's time. */
  private readonly exact = stamp();
  private readonly received = stamp();
  private readonly started = stamp();
  private readonly ended = stamp();
  private zone = '';
  private act = '';
  private outcome = '';
  private utmAction = '';
  private bytesIn = -1;
  private bytesOut = -1;
  private bytesAll = -1;
  private userId = '';
  private destinationUser = '';
  private sourceV6 = '';
  private destinationV6 = '';
  private domain = '';
  private application = '';
  private readonly custom: string[] = ['', '', '', '', '', '', ''];
  private readonly labels: string[] = ['', '', '', '', '', '', ''];

  begin(vendor: number): void {
    this.vendor = vendor;
    for (const time of [this.exact, this.received, this.started, this.ended]) time.isSet = false;
    this.zone = '';
    this.act = '';
    this.outcome = '';
    this.utmAction = '';
    this.bytesIn = -1;
    this.bytesOut = -1;
    this.bytesAll = -1;
    this.userId = '';
    this.destinationUser = '';
    this.sourceV6 = '';
    this.destinationV6 = '';
    this.domain = '';
    this.application = '';
    this.custom.fill('');
    this.labels.fill('');
  }

  /** Takes one pair. */
  take(text: string, pair: CefExtension, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = pair;
    if (valueEnd <= valueStart || keyEnd - keyStart > 32) return;
    if (text.startsWith('PanOS', keyStart) && !text.startsWith('PanOSBytes', keyStart)) return;
    switch (text.substring(keyStart, keyEnd)) {
      case 'rt':
      case 'deviceReceiptTime':
        return readStamp(text, valueStart, valueEnd, this.received);
      case 'start':
      case 'startTime':
        return readStamp(text, valueStart, valueEnd, this.started);
      case 'end':
      case 'endTime':
        return readStamp(text, valueStart, valueEnd, this.ended);
      case 'dtz':
      case 'deviceTimeZone':
        this.zone = pair.value();
        return;
      case 'src':
      case 'sourceAddress':
        out.sourceIp = pair.value();
        return;
      case 'c6a2':
        this.sourceV6 = pair.value();
        return;
      case 'shost':
      case 'sourceHostName':
        out.sourceHost = pair.value();
        return;
      case 'suser':
      case 'sourceUserName':
        out.sourceUser = pair.value();
        return;
      case 'suid':
      case 'loginID':
      case 'usrName':
        this.userId = pair.value();
        return;
      case 'duser':
        this.destinationUser = pair.value();
        return;
      case 'dst':
      case 'destinationAddress':
        this.takeDestination(text, pair, out);
        return;
      case 'c6a3':
        this.destinationV6 = pair.value();
        return;
      case 'dhost':
      case 'destinationHostName':
        out.destinationHost = pair.value();
        return;
      case 'destinationDnsDomain':
        this.domain = pair.value();
        return;
      case 'dpt':
      case 'destinationPort':
        out.destinationPort = parseUint(text, valueStart, valueEnd);
        return;
      case 'request':
      case 'requestUrl':
      case 'requestURL':
        out.url = pair.value();
        return;
      case 'act':
      case 'deviceAction':
        this.act = pair.value();
        return;
      case 'outcome':
      case 'eventOutcome':
        this.outcome = pair.value();
        return;
      case 'in':
      case 'bytesIn':
        this.bytesIn = parseUint(text, valueStart, valueEnd);
        return;
      case 'out':
      case 'bytesOut':
        this.bytesOut = parseUint(text, valueStart, valueEnd);
        return;
      case 'PanOSBytes':
        this.bytesAll = parseUint(text, valueStart, valueEnd);
        return;
      case 'cnt':
      case 'baseEventCount':
        // Fortinet counts packets of an anomaly here, SonicWall numbers its messages.
        if (this.vendor === VENDOR_PALO_ALTO_CLOUD || this.vendor === VENDOR_PAN_OS) {
          out.count = Math.max(1, parseUint(text, valueStart, valueEnd));
        }
        return;
      default:
        this.takeRest(text, pair, out);
    }
  }

  /** Fortinet's own keys, and what only detail needs. */
  private takeRest(text: string, pair: CefExtension, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = pair;
    switch (bareKey(text, keyStart, keyEnd)) {
      case 'eventtime':
        if (readEpochTime(text, valueStart, valueEnd, this.exact) >= 0) this.exact.isSet = true;
        return;
      case 'qname':
      case 'hostname':
        if (this.vendor === VENDOR_FORTINET) out.destinationHost = pair.value();
        return;
      case 'utmaction':
        this.utmAction = pair.value();
        return;
    }
    if (out.wantDetail) this.takeDetail(text, pair, out);
  }

  private takeDetail(text: string, pair: CefExtension, out: EventDraft): void {
    const { keyStart, keyEnd } = pair;
    switch (text.substring(keyStart, keyEnd)) {
      case 'requestMethod':
        out.method = pair.value();
        return;
      case 'requestClientApplication':
        out.userAgent = pair.value();
        return;
      case 'requestContext':
        if (this.vendor === VENDOR_FORTINET) out.vendorCategory = pair.value();
        else if (this.vendor === VENDOR_PALO_ALTO_CLOUD) out.contentType = pair.value();
        return;
      case 'FTNTFGTapp':
      case 'appName':
        out.vendorApp = pair.value();
        return;
      case 'app':
      case 'ApplicationProtocol':
        this.application = pair.value();
        return;
      case 'FTNTFGTcatdesc':
        out.vendorCategory = pair.value();
        return;
      case 'FTNTFGTappcat':
        if (out.vendorCategory === '') out.vendorCategory = pair.value();
        return;
      case 'requestedContentType':
      case 'fileType':
        out.contentType = pair.value();
        return;
      default:
        this.takeCustom(text, pair);
    }
  }

  /** `cs1` to `cs6` and their labels. */
  private takeCustom(text: string, pair: CefExtension): void {
    const { keyStart, keyEnd } = pair;
    if (!text.startsWith('cs', keyStart)) return;
    const slot = text.charCodeAt(keyStart + 2) - 48;
    if (slot < 1 || slot > 6) return;
    if (keyEnd - keyStart === 3) this.custom[slot] = pair.value();
    else if (keyEnd - keyStart === 8 && text.startsWith('Label', keyStart + 3)) this.labels[slot] = pair.value();
  }

  /** Some products write a name where the address belongs. */
  private takeDestination(text: string, pair: CefExtension, out: EventDraft): void {
    if (looksLikeIp(text, pair.valueStart, pair.valueEnd)) out.destinationIp = pair.value();
    else if (out.destinationHost === '') out.destinationHost = pair.value();
  }

  /** Settles what several keys spoke of. @param name the event's name, whose last word may be the verdict */
  finish(name: string, out: EventDraft): void {
    this.settleTime(out);
    if (out.sourceIp === '') out.sourceIp = this.sourceV6;
    if (out.destinationIp === '') out.destinationIp = this.destinationV6;
    if (out.destinationHost === '' && out.url === '' && out.destinationIp === '') out.destinationHost = this.domain;
    this.settleUser(out);
    this.settleBytes(out);
    out.action = actionOfWord(this.act);
    if (out.action === ACTION_UNKNOWN) out.action = actionOfWord(this.outcome);
    if (out.action === ACTION_UNKNOWN) out.action = actionOfName(name);
    if (this.utmAction === 'block') out.action = actionOfWord(this.utmAction);
    const status = parseUint(this.outcome, 0, this.outcome.length);
    if (status >= 100 && status <= 599) out.status = status;
    if (!out.wantDetail) return;
    if (out.vendorApp === '') out.vendorApp = this.application;
    for (let slot = 1; slot <= 6 && out.vendorCategory === ''; slot++) {
      if (CATEGORY_LABEL.test(this.labels[slot] ?? '')) out.vendorCategory = this.custom[slot] ?? '';
    }
  }

  private settleTime(out: EventDraft): void {
    const time = [this.exact, this.received, this.started, this.ended].find((candidate) => candidate.isSet);
    if (time === undefined) return;
    out.timeMs = time.timeMs;
    out.timeIsYearless = time.timeIsYearless;
    out.timeIsLocal = time.timeIsLocal && !/^(?:utc|gmt|z)$/i.test(this.zone);
  }

  private settleUser(out: EventDraft): void {
    if (this.vendor === VENDOR_FORTINET) {
      // FortiOS sends its `user`, the client's, as `duser`.
      if (out.sourceUser === '') out.sourceUser = this.destinationUser;
      return;
    }
    // A directory path says less to a reader than the sign-in name beside it.
    const isPath = /^ldap:\/\//i.test(out.sourceUser);
    if (this.userId !== '' && (out.sourceUser === '' || isPath)) out.sourceUser = this.userId;
  }

  private settleBytes(out: EventDraft): void {
    const swapped = this.vendor === VENDOR_PAN_OS;
    out.bytesSent = swapped ? this.bytesIn : this.bytesOut;
    out.bytesReceived = swapped ? this.bytesOut : this.bytesIn;
    if (out.bytesSent < 0 && out.bytesReceived < 0) out.bytesTotal = this.bytesAll;
  }
}

function readStamp(text: string, start: number, end: number, out: Stamp): void {
  if (readAnyTime(text, start, end, out) >= 0) out.isSet = true;
}

/** A key without the prefix that Fortinet or ArcSight put in front of their own. */
function bareKey(text: string, start: number, end: number): string {
  for (const prefix of PREFIXES) {
    if (text.startsWith(prefix, start)) return text.substring(start + prefix.length, end);
  }
  return text.substring(start, end);
}
