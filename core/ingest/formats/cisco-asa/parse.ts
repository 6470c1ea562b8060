/**
 * In: a line of a Cisco firewall (ASA, PIX, FWSM, or FTD in its ASA role), syslog header behind it.
 * Out: a verdict and the draft. Sessions are counted when they end; what opens one is skipped as `session-start`.
 * Guarantee: every line is read alone, so that a file may be cut anywhere. The text holds no time: the header's is taken, and
 * where there is no header the draft has none.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { skipBlank, trimEnd } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseLeadingUint } from '../shared/numbers.ts';
import { readAnyEnds } from './any-ends.ts';
import { firstIsClient, identified } from './direction.ts';
import { Endpoint, setDestination, setSource } from './endpoint.ts';
import { FtdEventReader } from './ftd-event.ts';
import { findMarker, type Marker } from './marker.ts';
import {
  LAYOUT_ACCESS_LIST,
  LAYOUT_CLIENT,
  LAYOUT_CONNECTION,
  LAYOUT_EVENT,
  LAYOUT_FROM_TO,
  LAYOUT_NONE,
  LAYOUT_SRC_DST,
  LAYOUT_TUNNEL,
  LAYOUT_URL,
  LAYOUT_URL_DENIED,
  type MessageKind,
  messageKind,
  ROLE_DENIED,
  ROLE_END,
  ROLE_OTHER,
  ROLE_PASSED,
  ROLE_START,
} from './messages.ts';
import { readAsaBytes } from './read-bytes.ts';
import { readRemark } from './remark.ts';
import { readSignedIn } from './signed-in.ts';
import { readTunnel } from './tunnel.ts';

const COLON = 58;
const SPACE = 32;

export class CiscoAsaParser implements LineParser {
  private readonly first = new Endpoint();
  private readonly second = new Endpoint();
  private readonly marker: Marker = { id: 0, bodyStart: 0 };
  private readonly event = new FtdEventReader();

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const marker = this.marker;
    if (!findMarker(text, start, end, marker)) return refuse(out, REJECTED, 'shape');
    const kind = messageKind(marker.id);
    if (kind.role === ROLE_START && !out.wantDetail) return refuse(out, SKIPPED, 'session-start');
    if (kind.role === ROLE_OTHER && !out.wantDetail) return refuse(out, SKIPPED, 'message-type');
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
    const stop = trimEnd(text, marker.bodyStart, end);
    if (kind.layout === LAYOUT_EVENT) return this.event.read(text, marker.bodyStart, stop, marker.id, out);
    if (kind.layout === LAYOUT_NONE) {
      readAnyEnds(text, marker.bodyStart, stop, out);
      readRemark(text, marker.bodyStart, stop, out);
      if (out.wantDetail && out.sourceIp === '') readSignedIn(text, marker.bodyStart, stop, out);
      return refuse(out, SKIPPED, 'message-type');
    }
    const isRead = this.readBody(text, marker.bodyStart, stop, kind, out);
    // Whether these are skipped does not hang on how well they read: imports do not read them at all.
    if (kind.role === ROLE_START) return refuse(out, SKIPPED, 'session-start');
    if (kind.role === ROLE_OTHER) {
      readRemark(text, marker.bodyStart, stop, out);
      return refuse(out, SKIPPED, 'message-type');
    }
    if (!isRead) return refuse(out, REJECTED, 'shape');
    return PARSED;
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return readAsaBytes(bytes, start, end, out);
  }

  private readBody(text: string, at: number, end: number, kind: MessageKind, out: EventDraft): boolean {
    if (kind.role === ROLE_DENIED) out.action = ACTION_BLOCKED;
    else if (kind.role === ROLE_PASSED || kind.role === ROLE_END) out.action = ACTION_ALLOWED;
    switch (kind.layout) {
      case LAYOUT_CONNECTION:
        return this.readConnection(text, at, end, kind.role, out);
      case LAYOUT_FROM_TO:
        return this.readPair(text, at, end, 'from ', ' to ', out) && this.readStated(text, at, end, kind, out);
      case LAYOUT_SRC_DST:
        return (
          this.readPair(text, at, end, 'src ', ' dst ', out) || this.readPair(text, at, end, 'src ', ' dest ', out)
        );
      case LAYOUT_ACCESS_LIST:
        return this.readAccessList(text, at, end, out);
      case LAYOUT_URL:
        return this.readUrl(text, at, end, out);
      case LAYOUT_URL_DENIED:
        return this.readDeniedUrl(text, at, end, out);
      case LAYOUT_CLIENT:
        return this.readPair(text, at, end, 'client ', ' to ', out);
      case LAYOUT_TUNNEL:
        return readTunnel(text, at, end, out);
      default:
        return false;
    }
  }

  /** `Built outbound TCP connection 7 for A … to B …` and `Teardown … for A to B duration 0:00:01 bytes 5 …`. */
  private readConnection(text: string, at: number, end: number, role: number, out: EventDraft): boolean {
    const { first, second } = this;
    const foreign = findWord(text, 'faddr ', at, end);
    let isByOpener = false;
    let rest: number;
    if (foreign >= 0) {
      rest = this.readLocalForeign(text, foreign, end);
    } else {
      // Of a connection that bypasses state the one who opened it stands first, behind another word.
      const from = findWord(text, ' for ', at, end);
      const opener = from < 0 ? findWord(text, ' from ', at, end) : -1;
      if (from < 0 && opener < 0) return false;
      isByOpener = opener >= 0;
      rest = this.readEndpoints(text, isByOpener ? opener + 6 : from + 5, end, ' to ');
    }
    if (rest < 0) return false;
    // ICMP endpoints carry an identifier where a port would stand.
    const isIcmp = foreign >= 0 && findWord(text, 'ICMP', at, foreign) >= 0;
    const pinger = isIcmp ? identified(first, second) : undefined;
    if (isIcmp) {
      first.port = -1;
      second.port = -1;
    }
    const isInbound = isByOpener || findWord(text, ' inbound ', at, end) >= 0;
    const isStated = isInbound || findWord(text, ' outbound ', at, end) >= 0 || role === ROLE_DENIED;
    const clientFirst = isStated
      ? isInbound || role === ROLE_DENIED
      : pinger === undefined
        ? firstIsClient(text, first, second)
        : pinger === first;
    setSource(text, clientFirst ? first : second, out);
    setDestination(text, clientFirst ? second : first, out);
    if (out.sourceUser === '') this.takeLastUser(text, rest, end, out);
    if (role !== ROLE_END) return true;
    const bytes = findWord(text, ' bytes ', rest, end);
    if (bytes >= 0) out.bytesTotal = parseLeadingUint(text, bytes + 7, end);
    return true;
  }

  /** `A … to B`: both endpoints and what stands in parentheses behind them. @returns the position behind B, -1 */
  private readEndpoints(text: string, at: number, end: number, between: string): number {
    const { first, second } = this;
    const afterFirst = first.read(text, at, end);
    if (afterFirst < 0) return -1;
    const to = findWord(text, between, afterFirst, end);
    if (to < 0) return -1;
    first.readUser(text, afterFirst, to);
    if (!first.hasUser) readBareUser(text, afterFirst, to, first);
    const afterSecond = second.read(text, to + between.length, end);
    if (afterSecond < 0) return -1;
    const stop = groupsEnd(text, afterSecond, end);
    second.readUser(text, afterSecond, stop);
    return stop;
  }

  /** `faddr A gaddr M laddr B`: the foreign end, its mapping, and the local end. @returns the position behind, -1 */
  private readLocalForeign(text: string, foreign: number, end: number): number {
    const { first, second } = this;
    const afterFirst = first.read(text, foreign + 6, end);
    const local = findWord(text, 'laddr ', foreign, end);
    if (afterFirst < 0 || local < 0) return -1;
    first.readUser(text, afterFirst, groupsEnd(text, afterFirst, local));
    const afterSecond = second.read(text, local + 6, end);
    if (afterSecond < 0) return -1;
    second.readUser(text, afterSecond, groupsEnd(text, afterSecond, end));
    return afterSecond;
  }

  private readPair(text: string, at: number, end: number, before: string, between: string, out: EventDraft): boolean {
    const from = findWord(text, before, at, end);
    if (from < 0 || this.readEndpoints(text, laddr(text, from + before.length, end), end, between) < 0) return false;
    setSource(text, this.first, out);
    setDestination(text, this.second, out);
    return true;
  }

  /** Dynamic filter: the verb says what happened, and a list names the server. */
  private readStated(text: string, at: number, end: number, kind: MessageKind, out: EventDraft): boolean {
    if (kind.role === ROLE_DENIED || kind.role === ROLE_OTHER) return true;
    const from = findWord(text, ' from ', at, end);
    out.action = findWord(text, ' dropped ', at, from < 0 ? end : from) >= 0 ? ACTION_BLOCKED : ACTION_ALLOWED;
    const list = findWord(text, 'dynamic list: ', at, end);
    if (list < 0) return true;
    const start = list + 14;
    const name = text.substring(start, Math.min(untilCode(text, SPACE, start, end), untilCode(text, 44, start, end)));
    // An entry may also be a network (`192.0.2.0/255.255.255.0`), which names nothing.
    if (!name.includes('/')) out.destinationHost = name;
    return true;
  }

  /** `access-list L denied tcp [for user U] IF/A(P)[(user)] -> IF/B(P)[(user)] hit-cnt N …`. */
  private readAccessList(text: string, at: number, end: number, out: EventDraft): boolean {
    const { first, second } = this;
    const arrow = findWord(text, ' -> ', at, end);
    if (arrow < 0) return false;
    let from = skipWords(text, at, arrow, 2);
    const verdict = from;
    from = skipWords(text, from, arrow, 2);
    out.action = text.startsWith('denied', verdict) ? ACTION_BLOCKED : ACTION_ALLOWED;
    if (text.startsWith('for user ', from)) {
      const user = from + 9;
      const userEnd = untilCode(text, SPACE, user, arrow);
      out.sourceUser = text.substring(user, userEnd);
      from = userEnd;
    }
    const afterFirst = first.readListed(text, from, arrow);
    if (afterFirst < 0) return false;
    first.readUser(text, afterFirst, arrow);
    if (second.readListed(text, arrow + 4, end) < 0) return false;
    setSource(text, first, out);
    setDestination(text, second, out);
    const hits = findWord(text, 'hit-cnt ', arrow, end);
    const count = hits < 0 ? 1 : parseLeadingUint(text, hits + 8, end);
    if (count > 1) out.count = count;
    return true;
  }

  /** `[USER@]A[(USER)] Accessed [JAVA ]URL B:URL`. */
  private readUrl(text: string, at: number, end: number, out: EventDraft): boolean {
    const { first, second } = this;
    const verb = findWord(text, ' Accessed ', at, end);
    const mark = verb < 0 ? -1 : findWord(text, 'URL ', verb, end);
    if (mark < 0) return false;
    const afterFirst = first.read(text, at, verb);
    if (afterFirst < 0) return false;
    first.readUser(text, afterFirst, verb);
    setSource(text, first, out);
    const start = mark + 4;
    const scheme = findWord(text, '://', start, end);
    let colon = scheme < 0 ? findWord(text, ':/', start, end) : scheme - 1;
    while (colon > start && text.charCodeAt(colon) !== COLON) colon--;
    if (colon <= start) return false;
    second.addressStart = start;
    second.addressEnd = colon;
    second.port = -1;
    setDestination(text, second, out);
    // The URL's own host is better than the appliance's name for the address.
    if (scheme >= 0) out.destinationHost = '';
    out.url = text.substring(colon + 1, end);
    if (scheme >= 0) setHostFromUrl(out);
    return true;
  }

  /** `Access denied URL URL SRC A DEST B [on interface IF]`. */
  private readDeniedUrl(text: string, at: number, end: number, out: EventDraft): boolean {
    const mark = findWord(text, 'URL ', at, end);
    const source = mark < 0 ? -1 : findWord(text, ' SRC ', mark, end);
    if (source < 0 || this.readEndpoints(text, source + 5, end, ' DEST ') < 0) return false;
    setSource(text, this.first, out);
    setDestination(text, this.second, out);
    out.url = text.substring(mark + 4, source);
    if (out.url.includes('://')) {
      out.destinationHost = '';
      setHostFromUrl(out);
    }
    return true;
  }

  /** A user in the last parentheses of a line is the one who opened the session. */
  private takeLastUser(text: string, at: number, end: number, out: EventDraft): void {
    if (end <= at || text.charCodeAt(end - 1) !== 41) return;
    let open = end - 2;
    while (open > at && text.charCodeAt(open) !== 40) open--;
    this.first.readUser(text, open, end);
    if (this.first.hasUser) out.sourceUser = this.first.user(text);
  }
}

/** `from laddr 10.1.2.3`: the word says which end it is. */
function laddr(text: string, at: number, end: number): number {
  return at + 6 <= end && text.startsWith('laddr ', at) ? at + 6 : at;
}

/** Passes over `count` words and the blanks behind them. */
function skipWords(text: string, at: number, end: number, count: number): number {
  let from = skipBlank(text, at, end);
  for (let word = 0; word < count; word++) from = skipBlank(text, untilCode(text, SPACE, from, end), end);
  return from;
}

/** End of the parentheses that follow an endpoint, with or without blanks between. */
function groupsEnd(text: string, at: number, end: number): number {
  let from = at;
  for (;;) {
    const open = skipBlank(text, from, end);
    if (open >= end || text.charCodeAt(open) !== 40) return from;
    from = Math.min(untilCode(text, 41, open, end) + 1, end);
  }
}

/** Old releases write the user without parentheses: `for outside:192.0.2.7/53 alice to …`. */
function readBareUser(text: string, at: number, to: number, endpoint: Endpoint): void {
  const start = skipBlank(text, at, to);
  const stop = untilCode(text, SPACE, start, to);
  if (stop !== to || stop === start || text.charCodeAt(start) === 40) return;
  endpoint.userStart = start;
  endpoint.userEnd = stop;
}

function refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}
