/**
 * In: the pairs of one CEF line, in any order.
 * Out: the draft, once all have been seen: several keys may hold the same thing, and vendors differ in which of them means what.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode, type EventDraft } from '../api.ts';
import { actionOfName, actionOfWord } from '../kv/action-words.ts';
import type { SpacedFields } from '../kv/spaced-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';
import { headerOf } from '../shared/request-headers.ts';
import { bareKey, FIGURE_KEYS } from './keys.ts';
import { CUSTOM, ENDED, EventTimes, EXACT, RECEIVED, STARTED } from './times.ts';
import {
  VENDOR_FORTINET,
  VENDOR_INFOBLOX,
  VENDOR_OTHER,
  VENDOR_PALO_ALTO_CLOUD,
  VENDOR_PAN_OS,
  VENDOR_PUBLISHER,
  VENDOR_TREND_WEB,
  VENDOR_WEB_GATEWAY,
} from './vendor.ts';

/** Labels under which vendors put a category into one of the custom strings. */
const CATEGORY_LABEL = /^(?:url ?categor(?:y|ies)|matched category|category|categories|dyncat|urlcat)$/i;

/** What Apex Central writes as the action of a web violation; later patches write the words. */
const TREND_ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['1', ACTION_ALLOWED],
  ['2', ACTION_BLOCKED],
]);

export class CefEvent {
  private vendor = VENDOR_OTHER;
  private readonly times = new EventTimes();
  private act = '';
  private outcome = '';
  private utmAction = '';
  private fromServer = false;
  private bytesIn = -1;
  private bytesOut = -1;
  private bytesAll = -1;
  private userId = '';
  private destinationUser = '';
  private sourceV6 = '';
  private destinationV6 = '';
  private domain = '';
  private application = '';
  private deviceHost = '';
  private number = '';
  private numberLabel = '';
  private hasClientPort = false;
  private port = -1;
  private readonly custom: string[] = ['', '', '', '', '', '', '', ''];
  private readonly labels: string[] = ['', '', '', '', '', '', '', ''];

  /** @param fromServer what came `in` is what the client sent */
  begin(vendor: number, fromServer: boolean): void {
    this.vendor = vendor;
    this.fromServer = fromServer;
    this.times.begin();
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
    this.deviceHost = '';
    this.number = '';
    this.numberLabel = '';
    this.hasClientPort = false;
    this.port = -1;
    this.custom.fill('');
    this.labels.fill('');
  }

  /** Takes one pair. */
  take(text: string, pair: SpacedFields, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = pair;
    if (valueEnd <= valueStart || keyEnd - keyStart > 32) return;
    const needsAll = out.wantDetail || this.vendor === VENDOR_WEB_GATEWAY;
    if (!needsAll && !FIGURE_KEYS.mayHold(text, keyStart, keyEnd)) return;
    switch (text.substring(keyStart, keyEnd)) {
      case 'rt':
      case 'deviceReceiptTime':
        this.times.take(text, valueStart, valueEnd, RECEIVED);
        return;
      case 'start':
      case 'startTime':
        this.times.take(text, valueStart, valueEnd, STARTED);
        return;
      case 'end':
      case 'endTime':
        this.times.take(text, valueStart, valueEnd, ENDED);
        return;
      case 'timestamp':
      case 'deviceCustomDate1':
        this.times.take(text, valueStart, valueEnd, CUSTOM);
        return;
      case 'dtz':
      case 'deviceTimeZone':
        this.times.zone = pair.value();
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
      case 'DeviceName':
        out.sourceHost = pair.value();
        return;
      case 'suser':
      case 'sourceUserName':
      case 'UserEmail':
        out.sourceUser = pair.value();
        return;
      case 'suid':
      case 'loginID':
      case 'usrName':
      case 'susr':
        this.userId = pair.value();
        return;
      case 'duser':
        this.destinationUser = pair.value();
        return;
      case 'dst':
      case 'destinationAddress':
      case 'DestinationIP':
        this.takeDestination(text, pair, out);
        return;
      case 'sip':
        if (this.vendor === VENDOR_PUBLISHER) this.takeDestination(text, pair, out);
        return;
      case 'cpt':
        this.hasClientPort = true;
        return;
      case 'spt':
        this.port = parseUint(text, valueStart, valueEnd);
        return;
      case 'c6a3':
        this.destinationV6 = pair.value();
        return;
      case 'dhost':
      case 'destinationHostName':
        out.destinationHost = pair.value();
        return;
      case 'dvchost':
        // A balancer's own name is where its visitors went, when nothing else is said.
        if (this.vendor === VENDOR_PUBLISHER) this.deviceHost = pair.value();
        return;
      case 'host':
        // What a rule of F5's puts there is the site that was asked for.
        if (this.vendor === VENDOR_PUBLISHER) out.destinationHost = pair.value();
        return;
      case 'destinationDnsDomain':
        this.domain = pair.value();
        return;
      case 'fqdn':
        // What a client asked for, in the lines of Infoblox's threat protection.
        if (this.vendor === VENDOR_INFOBLOX) this.domain = pair.value();
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
      case 'ACT':
      case 'deviceAction':
        this.act = pair.value();
        return;
      case 'fw_action':
        if (this.act === '') this.act = pair.value();
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
  private takeRest(text: string, pair: SpacedFields, out: EventDraft): void {
    const { keyStart, keyEnd, valueStart, valueEnd } = pair;
    switch (bareKey(text, keyStart, keyEnd)) {
      case 'eventtime':
        this.times.take(text, valueStart, valueEnd, EXACT);
        return;
      case 'qname':
      case 'hostname':
        if (this.vendor === VENDOR_FORTINET) out.destinationHost = pair.value();
        return;
      case 'utmaction':
        this.utmAction = pair.value();
        return;
      case 'cn1':
        this.number = pair.value();
        return;
      case 'cn1Label':
        this.numberLabel = pair.value();
        return;
    }
    if (out.wantDetail) this.takeDetail(text, pair, out);
  }

  private takeDetail(text: string, pair: SpacedFields, out: EventDraft): void {
    const { keyStart, keyEnd } = pair;
    switch (text.substring(keyStart, keyEnd)) {
      case 'http_code':
        out.status = parseUint(text, pair.valueStart, pair.valueEnd);
        return;
      case 'requestMethod':
      case 'method':
        out.method = pair.value();
        return;
      case 'requestClientApplication':
        if (out.userAgent === '') out.userAgent = pair.value();
        return;
      case 'user_agent':
        // Check Point's application beside it is only the browser's name.
        out.userAgent = pair.value();
        return;
      case 'requestContext':
        if (this.vendor === VENDOR_FORTINET) out.vendorCategory = pair.value();
        else if (this.vendor === VENDOR_PALO_ALTO_CLOUD) out.contentType = pair.value();
        return;
      case 'FTNTFGTapp':
      case 'appName':
      case 'sourceServiceName':
      case 'destinationServiceName':
        out.vendorApp = pair.value();
        return;
      case 'app':
      case 'App':
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

  /** `cs1` to `cs6`, and the seventh of Imperva's, with their labels. */
  private takeCustom(text: string, pair: SpacedFields): void {
    const { keyStart, keyEnd } = pair;
    if (!text.startsWith('cs', keyStart)) return;
    const slot = text.charCodeAt(keyStart + 2) - 48;
    if (slot < 1 || slot > 7) return;
    if (keyEnd - keyStart === 3) this.custom[slot] = pair.value();
    else if (keyEnd - keyStart === 8 && text.startsWith('Label', keyStart + 3)) this.labels[slot] = pair.value();
  }

  /** Some products write a name where the address belongs. */
  private takeDestination(text: string, pair: SpacedFields, out: EventDraft): void {
    if (looksLikeIp(text, pair.valueStart, pair.valueEnd)) out.destinationIp = pair.value();
    else if (out.destinationHost === '') out.destinationHost = pair.value();
  }

  /** Settles what several keys spoke of. @param name the event's name, whose last word may be the verdict */
  finish(name: string, out: EventDraft): void {
    this.times.settle(out);
    if (out.sourceIp === '') out.sourceIp = this.sourceV6;
    if (out.destinationIp === '') out.destinationIp = this.destinationV6;
    // Palo Alto's `dhost` is the name of a device on the inside, its URL is what was asked for.
    const trustsUrl = this.vendor === VENDOR_PALO_ALTO_CLOUD || this.vendor === VENDOR_PAN_OS;
    if (out.destinationHost === '' || trustsUrl) setHostFromUrl(out);
    const isNamed = out.destinationIp !== '' && this.vendor !== VENDOR_INFOBLOX;
    if (out.destinationHost === '' && !isNamed) out.destinationHost = this.domain;
    if (this.vendor === VENDOR_PUBLISHER) {
      out.reason = 'inbound';
      if (out.destinationHost === '') out.destinationHost = this.deviceHost;
    }
    this.settleUser(out);
    this.settleBytes(out);
    out.action = actionOfWord(this.act);
    if (out.action === ACTION_UNKNOWN) out.action = actionOfWord(this.outcome);
    if (out.action === ACTION_UNKNOWN) {
      out.action = this.vendor === VENDOR_WEB_GATEWAY ? this.actionOfBlock() : actionOfName(name);
    }
    if (this.vendor === VENDOR_TREND_WEB) out.action = TREND_ACTIONS.get(this.act) ?? out.action;
    if (this.utmAction === 'block') out.action = actionOfWord(this.utmAction);
    const status = parseUint(this.outcome, 0, this.outcome.length);
    if (status >= 100 && status <= 599) out.status = status;
    // Imperva's cloud has a key of its own for the client's port, and the status without a label.
    if (this.hasClientPort && this.vendor === VENDOR_PUBLISHER && out.destinationPort < 0)
      out.destinationPort = this.port;
    if (!out.wantDetail) return;
    if (this.hasClientPort && this.vendor === VENDOR_PUBLISHER && this.numberLabel === '') {
      const answer = parseUint(this.number, 0, this.number.length);
      if (answer >= 100 && answer <= 599) out.status = answer;
    }
    if (this.numberLabel === 'response_code') out.status = parseUint(this.number, 0, this.number.length);
    if (out.userAgent === '' && this.vendor === VENDOR_PUBLISHER)
      out.userAgent = headerOf(this.custom[3] ?? '', 'User-Agent');
    if (out.vendorApp === '') out.vendorApp = this.application;
    for (let slot = 1; slot <= 6 && out.vendorCategory === ''; slot++) {
      if (CATEGORY_LABEL.test(this.labels[slot] ?? '')) out.vendorCategory = this.custom[slot] ?? '';
    }
    if (out.method === '') out.method = this.labelled('HTTPHeaderRequest-URLMethod');
    if (out.url === '') out.url = this.labelled('HTTPHeaderRequest-URLPath');
  }

  /** The custom string of this label, '' when there is none. */
  private labelled(label: string): string {
    return this.custom[this.labels.indexOf(label)] ?? '';
  }

  /** The name is that of the last rule looked at, whether it took hold or not; 0 is the reason of what was let through. */
  private actionOfBlock(): ActionCode {
    if (this.number === '' || !/^block reason$/i.test(this.numberLabel)) return ACTION_UNKNOWN;
    return this.number === '0' ? ACTION_ALLOWED : ACTION_BLOCKED;
  }

  private settleUser(out: EventDraft): void {
    if (this.vendor === VENDOR_FORTINET) {
      // FortiOS sends its `user`, the client's, as `duser`.
      if (out.sourceUser === '') out.sourceUser = this.destinationUser;
      return;
    }
    // Imperva's cloud has the number of an account there.
    if (this.hasClientPort && this.vendor === VENDOR_PUBLISHER) return;
    // A directory path says less to a reader than the sign-in name beside it.
    const isPath = /^ldap:\/\//i.test(out.sourceUser);
    if (this.userId !== '' && (out.sourceUser === '' || isPath)) out.sourceUser = this.userId;
    // Web filters on endpoints name who asked for a URL as the one it was meant for.
    if (out.sourceUser === '' && out.url !== '') out.sourceUser = this.destinationUser;
  }

  private settleBytes(out: EventDraft): void {
    out.bytesSent = this.fromServer ? this.bytesIn : this.bytesOut;
    out.bytesReceived = this.fromServer ? this.bytesOut : this.bytesIn;
    if (out.bytesSent < 0 && out.bytesReceived < 0) out.bytesTotal = this.bytesAll;
  }
}
