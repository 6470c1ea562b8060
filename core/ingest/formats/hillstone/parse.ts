/**
 * Hillstone StoneOS: `… Traffic@FLOW: SESSION: 10.1.2.3:50345->192.0.2.10:443(TCP), application HTTPS, interface ethernet0/1, vr trust-vr, policy 4,
 * user alice@local, host -, send packets 40,send bytes 20480,receive packets 30,receive bytes 5321,start time …,close time …,session end,TCP FIN`.
 * `NAT:` messages repeat the session's ends. Layout: from use of the product; the vendor's log reference is not public.
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
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readHillstoneBytes } from './read-bytes.ts';

const OPEN = 40;
const COMMA = 44;
const COLON = 58;
const LOOK = 200;
const SESSION = 'SESSION: ';
const NAT = 'NAT: ';

/** Where the ends of the message begin, -1 when it is none. */
export function messageAt(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  for (const word of [SESSION, NAT]) {
    const at = findWord(text, word, start, limit);
    if (at < 0) continue;
    const ends = at + word.length;
    return findWord(text, '->', ends, Math.min(end, ends + 60)) >= 0 ? ends : -1;
  }
  return -1;
}

export class HillstoneParser implements LineParser {
  readonly readBytes = readHillstoneBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = messageAt(text, start, end);
    if (at < 0) return reject(out, 'shape');
    takeHeaderTime(out, header);
    if (!readEnds(text, at, end, out)) return reject(out, 'address');
    if (text.startsWith(NAT, at - NAT.length)) return skip(out, 'message-type');
    let state = '';
    for (let part = untilCode(text, COMMA, at, end) + 1; part < end; part = untilCode(text, COMMA, part, end) + 1) {
      const from = skipSpaces(text, part, end);
      const stop = untilCode(text, COMMA, from, end);
      if (wordAt(text, from, stop, 'session ') || wordAt(text, from, stop, 'policy ')) {
        state = `${state}${text.substring(from, stop)} `;
      } else this.take(text, from, stop, out);
    }
    if (/\bdeny\b/i.test(state)) {
      out.action = ACTION_BLOCKED;
      return PARSED;
    }
    out.action = ACTION_ALLOWED;
    return state.includes('session start') ? skip(out, 'session-start') : PARSED;
  }

  private take(text: string, from: number, stop: number, out: EventDraft): void {
    const value = (word: string): number => (wordAt(text, from, stop, word) ? from + word.length : -1);
    let at = value('send bytes ');
    if (at >= 0) out.bytesSent = parseUint(text, at, stop);
    at = value('receive bytes ');
    if (at >= 0) out.bytesReceived = parseUint(text, at, stop);
    at = value('close time ');
    if (at >= 0) readIsoTime(text, at, stop, out);
    at = value('user ');
    if (at >= 0) out.sourceUser = userOf(text.substring(at, stop));
    at = value('host ');
    if (at >= 0 && stop - at > 1) out.sourceHost = text.substring(at, stop);
    at = value('application ');
    if (at >= 0 && out.wantDetail) out.vendorApp = text.substring(at, stop);
  }
}

/** `alice@local` is a name and the server that knows it; `-@-` is nobody. */
function userOf(word: string): string {
  const at = word.indexOf('@');
  const name = at < 0 ? word : word.slice(0, at);
  return name === '-' ? '' : name;
}

/** `10.1.2.3:50345->192.0.2.10:443(TCP)` */
function readEnds(text: string, start: number, end: number, out: EventDraft): boolean {
  const stop = untilCode(text, OPEN, start, untilCode(text, COMMA, start, end));
  const arrow = findWord(text, '->', start, stop);
  if (arrow < 0) return false;
  const sourceColon = findLastCode(text, COLON, start, arrow);
  const colon = findLastCode(text, COLON, arrow, stop);
  if (sourceColon < 0 || colon < 0) return false;
  if (!looksLikeIp(text, start, sourceColon) || !looksLikeIp(text, arrow + 2, colon)) return false;
  out.sourceIp = text.substring(start, sourceColon);
  out.destinationIp = text.substring(arrow + 2, colon);
  out.destinationPort = parseUint(text, colon + 1, stop);
  return true;
}
