/**
 * In: a Junos security event as text: `session closed TCP FIN: A/P->B/P service nat->nat … PKTS(BYTES) PKTS(BYTES) SECONDS APP … USER(ROLES) …`,
 * `session denied A/P->B/P …`, `session created A/P->B/P …`, `WebFilter: ACTION="URL Blocked" A(P)->B(P) CATEGORY="…" URL=… OBJ=… USERNAME=…`.
 * Out: a verdict and the draft.
 */

import { ipv4End } from '../../../kit/ip.ts';
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const COMMA = 44;
const OPEN = 40;
const CLOSE = 41;
const SLASH = 47;
const LESS = 60;
const GREATER = 62;

/** Longest end of a connection: an IPv6 address, a port, and a little more. */
const END = 64;

export const WEB_SPEC = {
  sourceUser: ['USERNAME', 'username'],
  url: ['URL', 'url'],
  action: ['ACTION', 'action'],
  vendorCategory: ['CATEGORY', 'category'],
} as const;

export class PlainReader {
  private readonly pairs = new PairReader(WEB_SPEC, ['OBJ']);
  private readonly fields = new KvFields();
  private port = -1;
  private addressEnd = 0;

  read(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const arrow = findWord(text, '->', start, end);
    if (arrow < 0) {
      const isScreen = findWord(text, 'source: ', start, end) >= 0;
      return isScreen
        ? this.readScreen(text, start, end, out, header)
        : this.readContent(text, start, end, out, header);
    }
    let from = arrow;
    while (from > start && arrow - from < END && text.charCodeAt(from - 1) > SPACE) from--;
    let stop = untilCode(text, SPACE, arrow + 2, Math.min(end, arrow + 2 + END));
    // `Attack log <A/P->B/P> for …`
    if (text.charCodeAt(from) === LESS && text.charCodeAt(stop - 1) === GREATER) {
      from++;
      stop--;
    }
    if (!this.readEnd(text, from, arrow)) return reject(out, 'address');
    out.sourceIp = text.substring(from, this.addressEnd);
    if (!this.readEnd(text, arrow + 2, stop)) return reject(out, 'address');
    out.destinationIp = text.substring(arrow + 2, this.addressEnd);
    out.destinationPort = this.port;
    takeHeaderTime(out, header);
    if (findWord(text, 'session closed', start, from) >= 0) return this.readClosed(text, stop, end, out);
    if (findWord(text, 'session denied', start, from) >= 0) {
      out.action = ACTION_BLOCKED;
      this.readUser(text, behindPolicy(text, stop, end), end, out);
      return PARSED;
    }
    if (findWord(text, 'session created', start, from) >= 0) return skip(out, 'session-start');
    if (text.charCodeAt(from - 1) === LESS) return this.readAttack(text, stop, end, out, header);
    return this.readWeb(text, start, from, stop, end, out, header);
  }

  /** `… attack: repeat=0, action=DROP, …`: counts only when it stopped the session. */
  private readAttack(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs } = this;
    pairs.begin();
    this.fields.reset(text, start, end);
    pairs.takeAll(this.fields, text, out);
    pairs.finish(out, header);
    return out.action === ACTION_BLOCKED ? PARSED : skip(out, 'message-type');
  }

  /** `Content Filtering: Protocol HTTP, from A(P) to B(P) a.exe is blocked`, `Virus detected: from A:P to B:P …` (towards the client) */
  private readContent(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const source = findWord(text, 'from ', start, end);
    const sourceEnd = source < 0 ? end : untilCode(text, SPACE, source + 5, end);
    if (source < 0 || !text.startsWith('to ', sourceEnd + 1)) return reject(out, 'shape');
    if (!this.readEnd(text, source + 5, sourceEnd)) return reject(out, 'address');
    out.sourceIp = text.substring(source + 5, this.addressEnd);
    const target = sourceEnd + 4;
    if (!this.readEnd(text, target, untilCode(text, SPACE, target, end))) return reject(out, 'address');
    out.destinationIp = text.substring(target, this.addressEnd);
    out.destinationPort = this.port;
    takeHeaderTime(out, header);
    const isBlocked =
      findWord(text, 'Content Filtering', start, source) >= 0 && findWord(text, 'blocked', target, end) >= 0;
    if (!isBlocked) return skip(out, 'message-type');
    out.action = ACTION_BLOCKED;
    return PARSED;
  }

  /** `TCP port scan! source: A:P, destination: B:P, zone name: untrust, …, action: drop` */
  private readScreen(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const source = findWord(text, 'source: ', start, end);
    const destination = source < 0 ? -1 : findWord(text, 'destination: ', source, end);
    if (destination < 0) return reject(out, 'shape');
    const sourceEnd = untilCode(text, COMMA, source + 8, end);
    if (!this.readEnd(text, source + 8, sourceEnd)) return reject(out, 'address');
    out.sourceIp = text.substring(source + 8, this.addressEnd);
    const stop = untilCode(text, COMMA, destination + 13, end);
    if (!this.readEnd(text, destination + 13, stop)) return reject(out, 'address');
    out.destinationIp = text.substring(destination + 13, this.addressEnd);
    out.destinationPort = this.port;
    takeHeaderTime(out, header);
    if (findWord(text, 'action: drop', stop, end) < 0) return skip(out, 'message-type');
    out.action = ACTION_BLOCKED;
    return PARSED;
  }

  /** `A/P`, `A(P)` or `A:P`. @returns false when no address stands there */
  private readEnd(text: string, start: number, end: number): boolean {
    let at = end - 1;
    while (at > start && text.charCodeAt(at) !== SLASH && text.charCodeAt(at) !== OPEN) at--;
    if (at === start) at = ipv4End(text, start, end);
    if (at === end) at = -1;
    this.addressEnd = at > start ? at : end;
    this.port = at > start ? parseUint(text, at + 1, text.charCodeAt(end - 1) === CLOSE ? end - 1 : end) : -1;
    return looksLikeIp(text, start, this.addressEnd);
  }

  /** Two words of the form `PACKETS(BYTES)`: from the client, from the server. The user stands behind them. */
  private readClosed(text: string, start: number, end: number, out: EventDraft): Verdict {
    out.action = ACTION_ALLOWED;
    let at = skipBlank(text, start, end);
    while (at < end && out.bytesReceived < 0) {
      const stop = untilCode(text, SPACE, at, end);
      const open = untilCode(text, OPEN, at, stop);
      if (open < stop && open > at && isDigit(text.charCodeAt(at)) && text.charCodeAt(stop - 1) === CLOSE) {
        const bytes = parseUint(text, open + 1, stop - 1);
        if (bytes >= 0 && parseUint(text, at, open) >= 0) {
          if (out.bytesSent < 0) out.bytesSent = bytes;
          else out.bytesReceived = bytes;
        }
      }
      at = skipBlank(text, stop, end);
    }
    this.readUser(text, at, end, out);
    return PARSED;
  }

  /** `alice(Staff)` or `N/A(N/A)`: the one word of that form that does not begin with a number. */
  private readUser(text: string, start: number, end: number, out: EventDraft): void {
    let at = skipBlank(text, start, end);
    while (at < end) {
      const stop = untilCode(text, SPACE, at, end);
      const open = untilCode(text, OPEN, at, stop);
      if (open > at && open < stop && !isDigit(text.charCodeAt(at))) {
        const user = text.substring(at, open);
        if (user !== 'N/A' && user !== 'UNKNOWN') out.sourceUser = user;
        return;
      }
      at = skipBlank(text, stop, end);
    }
  }

  /** @param from, stop the ends, with pairs in front and behind: what follows a value in quotes would be taken for part of the next key */
  private readWeb(
    text: string,
    start: number,
    from: number,
    stop: number,
    end: number,
    out: EventDraft,
    header: SyslogHeader,
  ): Verdict {
    const { pairs } = this;
    pairs.begin();
    this.fields.reset(text, start, from);
    pairs.takeAll(this.fields, text, out);
    this.fields.reset(text, stop, end);
    pairs.takeAll(this.fields, text, out);
    pairs.finish(out, header);
    if (out.url === '' && out.action !== ACTION_BLOCKED) return skip(out, 'message-type');
    if (pairs.noteBegins(0, '/')) out.url += pairs.note(0);
    // `URL Blocked`, `URL Permitted`
    if (out.action === 0 && findWord(text, 'locked', start, end) >= 0) out.action = ACTION_BLOCKED;
    if (out.action === 0) out.action = ACTION_ALLOWED;
    return PARSED;
  }
}

/** Behind `PROTOCOL(TYPE) POLICY`: a policy's name may have the form of a user's, `deny-all(global)`. `start` where they do not stand. */
function behindPolicy(text: string, start: number, end: number): number {
  for (let at = skipBlank(text, start, end); at < end; ) {
    const stop = untilCode(text, SPACE, at, end);
    const open = untilCode(text, OPEN, at, stop);
    const next = skipBlank(text, stop, end);
    if (open > at && open < stop && isDigit(text.charCodeAt(at))) return untilCode(text, SPACE, next, end);
    at = next;
  }
  return start;
}
