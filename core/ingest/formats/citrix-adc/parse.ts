/**
 * Citrix ADC (NetScaler) audit log: `time [zone] host partition : [default] FEATURE EVENT id sequence : text`, where the text is
 * `Name value - Name value - …` in most events.
 * Source: https://developer-docs.netscaler.com/en-us/netscaler-syslog-message-reference/current-release
 *
 * Connections to virtual servers are visits to what the organisation publishes; those of a gateway's users are theirs.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { parseLeadingUint, parseUint, skipDigits } from '../shared/numbers.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { isAccess, readAccess } from './access.ts';
import { readCitrixBytes } from './read-bytes.ts';
import { ALLOWED, BLOCKED, FEATURES, LOOK, OTHERS, TIME_NAMES } from './words.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const AT = 64;
const BARE = 'default ';

/** Behind RFC 5424's header, whose program is the feature: `default CONN_DELINK 4471 0 :  Source …`. */
export function isBare(text: string, start: number, end: number): boolean {
  if (!wordAt(text, start, end, BARE)) return false;
  const eventEnd = untilCode(text, SPACE, start + BARE.length, Math.min(end, start + LOOK));
  const numberEnd = skipDigits(text, eventEnd + 1, end);
  const isNumbered = numberEnd > eventEnd + 1 && text.charCodeAt(numberEnd) === SPACE;
  return isNumbered && wordAt(text, skipDigits(text, numberEnd + 1, end), end, ' : ');
}

/** Position of the feature's name, -1 when the line is none of these. */
export function featureAt(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const gap = findWord(text, ' : ', start, limit);
  if (gap >= 0) {
    let at = skipSpaces(text, gap + 3, end);
    if (wordAt(text, at, end, 'default ')) at += 8;
    if (isOneOf(text, at, end, FEATURES) || isOneOf(text, at, end, OTHERS)) return at;
  }
  const isMoved = isOneOf(text, start, end, FEATURES) && findWord(text, ' - - default ', start, limit) >= 0;
  return isMoved ? start : -1;
}

function isOneOf(text: string, at: number, end: number, words: readonly string[]): boolean {
  return words.some((word) => wordAt(text, at, end, word));
}

export function createCitrixParser(): LineParser {
  return { parse, readBytes: readCitrixBytes };
}

function parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  if (isBare(text, start, end)) {
    const body = text.substring(start + BARE.length, end);
    // A collector that takes the program's name for itself leaves the event alone.
    const whole = ` : ${header.tag === '' ? featureOf(body) : header.tag} ${body}`;
    return readLine(whole, 0, whole.length, out, header);
  }
  return readLine(text, start, end, out, header);
}

/** The feature that logs an event of this name. */
function featureOf(body: string): string {
  if (body.startsWith('APPFW_')) return 'APPFW';
  if (body.startsWith('SSL_HANDSHAKE')) return 'SSLLOG';
  if (body.startsWith('CMD_EXECUTED')) return 'CLI';
  return /^[A-Z_]*CONN_(?:DELINK|TERMINATE)/.test(body) ? 'TCP' : 'SSLVPN';
}

function readLine(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const feature = featureAt(text, start, end);
  if (feature < 0) return isAccess(text, start, end) ? readAccess(text, start, end, out, header) : reject(out, 'shape');
  const isOther = isOneOf(text, feature, end, OTHERS);
  if (isOther && !out.wantDetail) return skip(out, 'message-type');
  readTime(text, start, feature, end, out, header);
  if (isOther) {
    readCall(text, feature, end, out);
    return skip(out, 'message-type');
  }
  const isFirewall = wordAt(text, feature, end, 'APPFW ');
  if (isFirewall) readFirewall(text, feature, end, out);
  else readConnection(text, feature, end, out);
  out.action = actionOf(text, feature, end);
  if (out.destinationIp === '' && out.destinationHost === '') return skip(out, 'message-type');
  if (isSession(text, feature, end)) return skip(out, 'session-start');
  if (isFirewall || wordAt(text, feature, end, 'TCP ') || wordAt(text, feature, end, 'SSLLOG ')) out.reason = 'inbound';
  return PARSED;
}

/** Sign-ons, sign-offs and handshakes are no transactions of their own. */
function isSession(text: string, feature: number, end: number): boolean {
  const event = text.indexOf(' ', feature) + 1;
  return (
    wordAt(text, event, end, 'LOGIN') ||
    wordAt(text, event, end, 'LOGOUT') ||
    wordAt(text, event, end, 'ICASTART') ||
    wordAt(text, event, end, 'SSL_HANDSHAKE')
  );
}

const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'PROPFIND'] as const;

function readTime(
  text: string,
  start: number,
  feature: number,
  end: number,
  out: EventDraft,
  header: SyslogHeader,
): void {
  // A relay may leave the device's address in front of the time.
  const second = skipSpaces(text, untilCode(text, SPACE, start, feature), feature);
  if (readClock(text, start, feature, out) || readClock(text, second, feature, out)) {
    if (findWord(text, ' GMT ', start, feature) >= 0) out.timeIsLocal = false;
    return;
  }
  // Some releases begin with the clock alone; the event names whole times further on.
  const later = behind(text, TIME_NAMES, feature, end);
  if (later >= 0 && readDayMonthTime(text, later, end, out) >= 0) return;
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
}

function readClock(text: string, at: number, end: number, out: EventDraft): boolean {
  return readIsoTime(text, at, end, out) >= 0 || readDayMonthTime(text, at, end, out) >= 0;
}

function readConnection(text: string, from: number, end: number, out: EventDraft): void {
  readEndpoint(text, behind(text, ['Client_ip ', 'Srcip: ', 'Source ', 'ClientIP '], from, end), end, out, true);
  const target = behind(text, ['Destination ', 'Dstip: ', 'Vserver ', 'VserverServiceIP '], from, end);
  readEndpoint(text, target, end, out, false);
  const port = numberBehind(text, ['VserverServicePort '], from, end);
  if (port >= 0 && port <= 65_535) out.destinationPort = port;
  const context = behind(text, ['Context '], from, end);
  if (context > 0) readContext(text, context, end, out);
  const account = behind(text, [' username:domainname '], from, end);
  if (account > 0) out.sourceUser = accountFrom(text, account, end);
  const user = account > 0 ? -1 : behind(text, [' User ', ' User: ', ' username:'], from, end);
  if (user > 0) out.sourceUser = wordFrom(text, user, end);
  readSite(text, from, end, out);
  const request = findWord(text, 'HTTPREQUEST ', from, Math.min(end, from + 40));
  if (request >= 0) readRequest(text, request, end, out);
  if (out.wantDetail) readClient(text, from, end, out);
  out.bytesSent = numberBehind(text, ['Total_bytes_send ', ' BytesSent '], from, end);
  out.bytesReceived = numberBehind(text, ['Total_bytes_recv ', ' BytesReceived '], from, end);
}

/** What the client said it is, and what was started or fetched with it. */
function readClient(text: string, from: number, end: number, out: EventDraft): void {
  const quoted = behind(text, [' Browser_type "'], from, end);
  const bare = behind(text, [' Browser '], from, end);
  if (quoted > 0) out.userAgent = text.substring(quoted, untilCode(text, DQUOTE, quoted, end));
  else if (bare > 0) out.userAgent = valueFrom(text, bare, end);
  const application = behind(text, [' applicationName '], from, end);
  if (application > 0) out.vendorApp = valueFrom(text, application, end);
  const content = behind(text, [' Content-Type '], from, end);
  if (content > 0) out.contentType = wordFrom(text, content, end);
}

/** A value with spaces, up to the dash in front of the next name. */
function valueFrom(text: string, at: number, end: number): string {
  const stop = findWord(text, ' - ', at, end);
  return text.substring(at, stop < 0 ? end : stop);
}

/** `Source_IP: 192.0.2.1 - Source_port: 5060 - Destination_IP: … - Destination_port: …`, as gateways of telephony write. */
function readCall(text: string, from: number, end: number, out: EventDraft): void {
  const target = behind(text, ['Destination_IP: '], from, end);
  if (target < 0) return;
  readEndpoint(text, behind(text, ['Source_IP: '], from, end), end, out, true);
  readEndpoint(text, target, end, out, false);
  const port = numberBehind(text, ['Destination_port: '], from, end);
  if (port >= 0 && port <= 65_535) out.destinationPort = port;
}

/** `- Domain example.com - URL https://… - Category …`, as content inspection, URL filter and DNS name what was asked for. */
function readSite(text: string, from: number, end: number, out: EventDraft): void {
  const url = behind(text, [' URL '], from, end);
  if (url > 0) {
    out.url = wordFrom(text, url, end);
    setHostFromUrl(out);
  }
  const domain = behind(text, [' Domain: ', ' Domain '], from, end);
  if (domain > 0) out.destinationHost = wordFrom(text, domain, end);
  const category = out.wantDetail ? behind(text, [' Category: ', ' Category '], from, end) : -1;
  if (category > 0) out.vendorCategory = wordFrom(text, category, end);
}

/** `alice:example` → `example\\alice`. */
function accountFrom(text: string, at: number, end: number): string {
  const stop = untilCode(text, SPACE, at, end);
  const colon = untilCode(text, COLON, at, stop);
  const name = text.substring(at, colon);
  return colon + 1 < stop ? `${text.substring(colon + 1, stop)}\\${name}` : name;
}

/** Position behind the first of `words` that occurs, -1 when none does. */
function behind(text: string, words: readonly string[], from: number, end: number): number {
  for (const word of words) {
    const at = findWord(text, word, from, end);
    if (at >= 0) return at + word.length;
  }
  return -1;
}

/** `user@192.0.2.1` */
function readContext(text: string, at: number, end: number, out: EventDraft): void {
  const stop = untilCode(text, SPACE, at, end);
  const mark = findLastCode(text, AT, at, stop);
  if (mark < 0) return;
  if (out.sourceUser === '') out.sourceUser = text.substring(at, mark);
  if (out.sourceIp === '' && looksLikeIp(text, mark + 1, stop)) out.sourceIp = text.substring(mark + 1, stop);
}

/** `- example.com User alice : … time : … GET /path - -` */
function readRequest(text: string, from: number, end: number, out: EventDraft): void {
  const user = findWord(text, ' User ', from, end);
  if (user > 0) {
    const host = findLastCode(text, SPACE, from, user) + 1;
    if (looksLikeIp(text, host, user)) out.destinationIp = text.substring(host, user);
    else {
      // The virtual server is the gateway, not what was asked for.
      out.destinationHost = text.substring(host, user);
      out.destinationIp = '';
    }
    out.destinationPort = -1;
  }
  if (!out.wantDetail) return;
  for (let at = Math.max(user, from); at < end; at = untilCode(text, SPACE, at, end) + 1) {
    const stop = untilCode(text, SPACE, at, end);
    if (!METHODS.some((word) => stop - at === word.length && text.startsWith(word, at))) continue;
    out.method = text.substring(at, stop);
    out.url = text.substring(stop + 1, untilCode(text, SPACE, stop + 1, end));
    return;
  }
}

/** `APPFW_…: client id - profile text: http://… <blocked>` */
function readFirewall(text: string, from: number, end: number, out: EventDraft): void {
  const message = findWord(text, ' : ', from, end);
  if (message < 0) return;
  const at = skipSpaces(text, message + 3, end);
  readEndpoint(text, at, end, out, true);
  const url = findWord(text, 'http', at, end);
  if (url < 0) return;
  out.url = text.substring(url, untilCode(text, SPACE, url, end));
  setHostFromUrl(out);
}

function readEndpoint(text: string, at: number, end: number, out: EventDraft, isSource: boolean): void {
  if (at < 0) return;
  let stop = at;
  while (
    stop < end &&
    text.charCodeAt(stop) !== SPACE &&
    text.charCodeAt(stop) !== COMMA &&
    text.charCodeAt(stop) !== DQUOTE
  )
    stop++;
  const colon = findLastCode(text, COLON, at, stop);
  const isIp = looksLikeIp(text, at, stop);
  const port = isIp || colon < 0 ? -1 : parseUint(text, colon + 1, stop);
  const addressEnd = port < 0 ? stop : colon;
  if (!looksLikeIp(text, at, addressEnd)) return;
  if (isSource) out.sourceIp = text.substring(at, addressEnd);
  else {
    out.destinationIp = text.substring(at, addressEnd);
    if (port >= 0 && port <= 65_535) out.destinationPort = port;
  }
}

/** A word, or what stands between `<` and `>`. */
function wordFrom(text: string, at: number, end: number): string {
  if (at < end && text.charCodeAt(at) === LESS) return text.substring(at + 1, untilCode(text, GREATER, at, end));
  let stop = untilCode(text, SPACE, at, end);
  if (stop > at && text.charCodeAt(stop - 1) === COMMA) stop--;
  return text.substring(at, stop);
}

function numberBehind(text: string, words: readonly string[], from: number, end: number): number {
  const at = behind(text, words, from, end);
  return at < 0 ? -1 : parseLeadingUint(text, at, end);
}

function actionOf(text: string, from: number, end: number): ActionCode {
  if (BLOCKED.some((word) => findWord(text, word, from, end) >= 0)) return ACTION_BLOCKED;
  return ALLOWED.some((word) => findWord(text, word, from, end) >= 0) ? ACTION_ALLOWED : ACTION_UNKNOWN;
}
