/**
 * In: a line in Log Event Extended Format from any product.
 * Out: a verdict and the draft. What names no destination is no traffic.
 */
import {
  ACTION_UNKNOWN,
  type EventDraft,
  type LineParser,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { actionOfName, actionOfWord } from '../kv/action-words.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp, skipBlank, trimEnd, windowIs } from '../kv/window.ts';
import { urlOfMisc } from '../paloalto/misc.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime } from '../shared/time.ts';
import { isRelay, RelayEvent } from './genugate.ts';
import { BLANKS, ESCAPED_TAB, LeefHeader } from './header.ts';
import { readLeefBytes } from './read-bytes.ts';

const EQUALS = 61;

/** Event categories that are no traffic (Palo Alto sends its log type as `cat`). */
const OTHER_CATEGORIES: ReadonlySet<string> = new Set([
  'SYSTEM',
  'CONFIG',
  'HIPMATCH',
  'USERID',
  'GLOBALPROTECT',
  'AUTHENTICATION',
]);

export class LeefParser implements LineParser {
  private readonly head = new LeefHeader();
  private readonly blanks = new SpacedFields();
  readonly readBytes = readLeefBytes;
  private category = '';
  private subtype = '';
  private action = '';
  private disposition = '';
  private argument = '';
  private readonly relay = new RelayEvent();
  private isRelay = false;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const head = this.head;
    if (!head.read(text, start, end)) return refuse(out, REJECTED, 'shape');
    this.category = '';
    this.subtype = '';
    this.action = '';
    this.disposition = '';
    this.argument = '';
    this.isRelay = isRelay(head.vendor);
    if (this.isRelay) this.relay.begin();
    if (head.delimiter === BLANKS) {
      const pairs = this.blanks;
      pairs.reset(text, head.pairsStart, end);
      while (pairs.next()) this.take(text, pairs.keyStart, pairs.keyEnd, pairs.valueStart, pairs.valueEnd, out);
    } else this.readDelimited(text, head.pairsStart, end, head.delimiter, out);
    this.settleAction(out);
    if (this.isRelay) this.relay.settle(out);
    if (out.destinationHost === '') setHostFromUrl(out);
    if (Number.isNaN(out.timeMs)) {
      out.timeMs = header.timeMs;
      out.timeIsLocal = header.timeIsLocal;
      out.timeIsYearless = header.timeIsYearless;
    }
    if (OTHER_CATEGORIES.has(this.category)) return refuse(out, SKIPPED, 'message-type');
    if (this.category === 'TRAFFIC' && this.subtype === 'start') return refuse(out, SKIPPED, 'session-start');
    const hasDestination = out.destinationIp !== '' || out.destinationHost !== '' || out.url !== '';
    // The path of a request whose host has a key of its own.
    if (hasDestination && out.wantDetail && out.url === '') out.url = this.argument;
    return hasDestination ? PARSED : refuse(out, SKIPPED, 'message-type');
  }

  private readDelimited(text: string, start: number, end: number, delimiter: number, out: EventDraft): void {
    let at = start;
    while (at < end) {
      const stop = pairEnd(text, delimiter, at, end);
      const keyStart = skipBlank(text, at, stop);
      const equals = untilCode(text, EQUALS, keyStart, stop);
      if (equals < stop) this.take(text, keyStart, equals, equals + 1, trimEnd(text, equals + 1, stop), out);
      at = stop + (delimiter === ESCAPED_TAB ? 4 : 1);
    }
  }

  private take(text: string, keyStart: number, keyEnd: number, start: number, end: number, out: EventDraft): void {
    if (keyEnd - keyStart > 32) return;
    if (end <= start) {
      // Nothing was a reason to refuse it.
      if (windowIs(text, keyStart, keyEnd, 'blockReason') && this.action === '') this.action = 'allowed';
      return;
    }
    switch (text.substring(keyStart, keyEnd)) {
      case 'blockReason':
        if (this.action === '') this.action = 'blocked';
        break;
      case 'devTime':
      case 'rt':
        readAnyTime(text, start, end, out);
        break;
      case 'src':
        out.sourceIp = text.substring(start, end);
        break;
      case 'usrName':
      case 'loginID':
      case 'suser':
      case 'userName':
      case 'accountName':
      case 'src_user':
        if (out.sourceUser === '') out.sourceUser = text.substring(start, end);
        break;
      case 'identHostName':
      case 'devicehostname':
      case 'shost':
        out.sourceHost = text.substring(start, end);
        break;
      case 'dst':
        if (looksLikeIp(text, start, end)) out.destinationIp = text.substring(start, end);
        else if (out.destinationHost === '') out.destinationHost = text.substring(start, end);
        break;
      case 'dstPort':
      case 'dpt':
        out.destinationPort = parseUint(text, start, end);
        break;
      case 'hostname':
      case 'dstHost':
      case 'dhost':
      case 'dstname':
      case 'question':
      case 'query':
      case 'sni':
        out.destinationHost = text.substring(start, end);
        break;
      case 'url':
      case 'URL':
      case 'request':
      case 'resource':
        out.url = text.substring(start, end);
        break;
      case 'Miscellaneous':
        if (out.url === '') out.url = urlOfMisc(text.substring(start, end));
        break;
      case 'srcBytes':
      case 'sent_bytes':
      case 'bytesOut':
      case 'bytesSent':
      case 'BytesSent':
        out.bytesSent = parseUint(text, start, end);
        break;
      case 'dstBytes':
      case 'rcvd_bytes':
      case 'received_bytes':
      case 'bytesIn':
      case 'bytesReceived':
      case 'BytesReceived':
        out.bytesReceived = parseUint(text, start, end);
        break;
      case 'totalBytes':
        out.bytesTotal = parseUint(text, start, end);
        break;
      case 'cat':
        this.category = text.substring(start, end);
        break;
      case 'Subtype':
        this.subtype = text.substring(start, end);
        break;
      case 'action':
      case 'Action':
      case 'act':
        this.action = text.substring(start, end);
        break;
      case 'disp':
      case 'disposition':
        this.disposition = text.substring(start, end);
        break;
      case 'arg':
        this.argument = text.substring(start, end);
        break;
      default:
        if (this.isRelay) this.relay.take(text, keyStart, keyEnd, start, end);
        if (out.wantDetail) takeDetail(text, keyStart, keyEnd, start, end, out);
    }
  }

  /** Keys of its own, of which WatchGuard's `action` names what its `disp` was about, then the category (Zscaler), then the event (Palo Alto, Forcepoint). */
  private settleAction(out: EventDraft): void {
    for (const word of [this.disposition, this.action, this.category, this.head.event]) {
      out.action = actionOfWord(word);
      if (out.action === ACTION_UNKNOWN) out.action = actionOfName(word);
      if (out.action !== ACTION_UNKNOWN) break;
    }
    if (out.bytesSent >= 0 || out.bytesReceived >= 0) out.bytesTotal = -1;
  }
}

function pairEnd(text: string, delimiter: number, at: number, end: number): number {
  if (delimiter !== ESCAPED_TAB) return untilCode(text, delimiter, at, end);
  const stop = findWord(text, '#011', at, end);
  return stop < 0 ? end : stop;
}

function takeDetail(text: string, keyStart: number, keyEnd: number, start: number, end: number, out: EventDraft): void {
  switch (text.substring(keyStart, keyEnd)) {
    case 'method':
    case 'requestmethod':
    case 'reqMethod':
    case 'requestMethod':
    case 'op':
      out.method = text.substring(start, end);
      break;
    case 'proxyStatus-code':
    case 'responsecode':
    case 'httpStatus':
      out.status = parseUint(text, start, end);
      break;
    case 'userAgent':
    case 'useragent':
    case 'requestClientApplication':
      out.userAgent = text.substring(start, end);
      break;
    case 'contentType':
    case 'contenttype':
      out.contentType = text.substring(start, end);
      break;
    case 'urlcategory':
    case 'URLCategory':
    case 'cats':
      out.vendorCategory = text.substring(start, end);
      break;
    case 'Application':
    case 'appname':
    case 'app_name':
    case 'app':
      out.vendorApp = text.substring(start, end);
      break;
  }
}

function refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}
