/**
 * WatchGuard Fireware: `msg_id="3000-0148" Allow IN OUT 52 tcp 20 127 SRC DST SPORT DPORT … key="value" (Policy-00)`, and the older order
 * `Allow SRC DST https/tcp SPORT DPORT IN OUT … (Policy-00) proc_id="firewall" …`.
 * Source: "Fireware Log Catalog".
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createWatchguardBytes } from './read-bytes.ts';

const SPACE = 32;
const DOT = 46;
const SLASH = 47;
const EQUALS = 61;

/** Interface names hold blanks; the addresses stand behind a dozen words at most. */
const MOST_WORDS = 40;

const SPEC: FieldSpec = {
  sourceUser: ['src_user', 'user', 'user_name'],
  destinationHost: ['dstname', 'sni', 'cn', 'query', 'question', 'host'],
  method: ['op', 'method'],
  bytesSent: ['sent_bytes'],
  bytesReceived: ['rcvd_bytes'],
  userAgent: ['user_agent'],
  contentType: ['content_type'],
  vendorCategory: ['cats', 'app_cat_name', 'app_cat'],
  vendorApp: ['app_name', 'app'],
};

/** What was asked for: the argument of a request, the path of one that was refused, or its first line whole. */
const NOTED = ['arg', 'path', 'line'] as const;
const PATHS = [0, 1] as const;
const LINE = 2;
const REQUEST = /^([A-Z]{3,12}) (\/\S*)/;

/** Where the verdict of a line stands; -1 when it has none. */
export function verdictAt(text: string, start: number, end: number): number {
  const mark = findWord(text, 'msg_id="', start, Math.min(end, start + 160));
  if (mark < 0) return isVerdict(text, start, end) ? start : monitoredAt(text, start, end);
  const close = findCode(text, 34, mark + 8, end);
  const at = close < 0 ? -1 : skipSpaces(text, close + 1, end);
  if (at >= 0 && isVerdict(text, at, end)) return at;
  // In the older order the number stands behind.
  return isVerdict(text, start, end) ? start : monitoredAt(text, start, mark);
}

const clock = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

/** `2025-01-01 00:00:00 Firebox Allow A B …`, as Traffic Monitor shows and saves lines. */
function monitoredAt(text: string, start: number, end: number): number {
  const device = readIsoTime(text, start, end, clock);
  if (device < 0 || text.charCodeAt(device) !== SPACE) return -1;
  const at = untilCode(text, SPACE, device + 1, end) + 1;
  return at < end && isVerdict(text, at, end) ? at : -1;
}

/** `serial (2025-01-01T00:00:00) process:` in front of the message: the time in UTC, with the year that syslog's leaves out. */
function readOwnTime(text: string, start: number, end: number, out: EventDraft): void {
  const open = findWord(text, ' (', start, end);
  if (open < 0) {
    readIsoTime(text, start, end, out);
    return;
  }
  const stop = readIsoTime(text, open + 2, end, out);
  if (stop >= 0) out.timeIsLocal = false;
}

const BLOCKED_SITE = ' Blocked site: Traffic detected from ';

/** `msg_id="3000-0168" Blocked site: Traffic detected from A to B.` */
function readBlockedSite(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): boolean {
  const site = findWord(text, BLOCKED_SITE, start, end);
  const source = site + BLOCKED_SITE.length;
  const sourceEnd = site < 0 ? -1 : findWord(text, ' to ', source, end);
  if (sourceEnd < 0 || !looksLikeIp(text, source, sourceEnd)) return false;
  const destination = sourceEnd + ' to '.length;
  let stop = untilCode(text, SPACE, destination, end);
  while (stop > destination && text.charCodeAt(stop - 1) === DOT) stop--;
  if (!looksLikeIp(text, destination, stop)) return false;
  readOwnTime(text, start, site, out);
  takeHeaderTime(out, header);
  out.sourceIp = text.substring(source, sourceEnd);
  out.destinationIp = text.substring(destination, stop);
  out.action = ACTION_BLOCKED;
  return true;
}

function isVerdict(text: string, at: number, end: number): boolean {
  return (text.startsWith('Allow ', at) && at + 6 < end) || (text.startsWith('Deny ', at) && at + 5 < end);
}

export class WatchguardParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, NOTED);
  readonly readBytes = createWatchguardBytes(SPEC);
  private readonly fields = new KvFields();

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const verdict = verdictAt(text, start, end);
    if (verdict < 0) {
      const isOwn = findWord(text, 'msg_id="', start, Math.min(end, start + 160)) >= 0;
      if (isOwn && readBlockedSite(text, start, end, out, header)) return PARSED;
      return isOwn ? skip(out, 'message-type') : reject(out, 'shape');
    }
    this.pairs.begin();
    readOwnTime(text, start, verdict, out);
    const rest = this.readEnds(text, verdict, end, out);
    if (rest < 0) return reject(out, 'address');
    this.fields.reset(text, rest, end);
    this.pairs.takeAll(this.fields, text, out);
    this.pairs.finish(out, header);
    out.action = text.charCodeAt(verdict) === 65 ? ACTION_ALLOWED : ACTION_BLOCKED;
    if (out.wantDetail) this.readRequest(out);
    return PARSED;
  }

  private readRequest(out: EventDraft): void {
    const note = PATHS.find((index) => this.pairs.hasNote(index));
    const [, method = '', target = ''] = REQUEST.exec(this.pairs.note(LINE)) ?? [];
    if (out.method === '') out.method = method;
    const path = note === undefined ? target : this.pairs.note(note);
    const host = out.destinationHost || out.destinationIp;
    if (path !== '' && host !== '') out.url = `${out.destinationPort === 443 ? 'https' : 'http'}://${host}${path}`;
  }

  /** Two addresses side by side, perhaps a `service/protocol`, then the ports. @returns the position behind them, -1 */
  private readEnds(text: string, start: number, end: number, out: EventDraft): number {
    let at = start;
    for (let word = 0; word < MOST_WORDS && at < end; word++) {
      const stop = untilCode(text, SPACE, at, end);
      if (looksLikeIp(text, at, stop)) {
        const second = skipSpaces(text, stop, end);
        const secondEnd = untilCode(text, SPACE, second, end);
        if (looksLikeIp(text, second, secondEnd)) {
          out.sourceIp = text.substring(at, stop);
          out.destinationIp = text.substring(second, secondEnd);
          return this.readPorts(text, secondEnd, end, out);
        }
      }
      at = skipSpaces(text, stop, end);
    }
    return -1;
  }

  private readPorts(text: string, from: number, end: number, out: EventDraft): number {
    let at = skipSpaces(text, from, end);
    let stop = untilCode(text, SPACE, at, end);
    if (findCode(text, SLASH, at, stop) > at && findCode(text, EQUALS, at, stop) < 0) {
      at = skipSpaces(text, stop, end);
      stop = untilCode(text, SPACE, at, end);
    }
    if (parseUint(text, at, stop) < 0) return at;
    const second = skipSpaces(text, stop, end);
    const secondEnd = untilCode(text, SPACE, second, end);
    const port = parseUint(text, second, secondEnd);
    if (port < 0) return second;
    out.destinationPort = port;
    return secondEnd;
  }
}
