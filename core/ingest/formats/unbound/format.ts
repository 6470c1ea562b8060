/** DNS servers: Unbound (`log-queries`, `log-replies`). */
import {
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readEpochTime, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readUnboundBytes } from './read-bytes.ts';

const SPACE = 32;
const OPEN = 91;
const KINDS: readonly string[] = ['] info: ', '] query: ', '] reply: '];
/** What is left where a header took the process and its thread. */
const BARE = 'info: ';
const LOOK = 120;

/** Position behind `[pid:thread] info: `, -1 when there is none. */
function messageAt(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== OPEN) return isBare(text, start, end) ? start + BARE.length : -1;
  const limit = Math.min(end, start + LOOK);
  for (const kind of KINDS) {
    const at = findWord(text, kind, start, limit);
    if (at >= 0) return at + kind.length;
  }
  return -1;
}

/** `info: 192.0.2.1 www.example.com. A IN …` */
function isBare(text: string, start: number, end: number): boolean {
  if (!wordAt(text, start, end, BARE)) return false;
  const at = start + BARE.length;
  const ipEnd = untilCode(text, SPACE, at, Math.min(end, at + 50));
  if (!looksLikeIp(text, at, ipEnd)) return false;
  const name = untilCode(text, SPACE, ipEnd + 1, end);
  return name < end && text.charCodeAt(name - 1) === 46;
}

class UnboundParser implements LineParser {
  readonly readBytes = readUnboundBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = messageAt(text, start, end);
    if (at < 0) return reject(out, 'shape');
    // Without syslog the line begins with the second in brackets.
    readEpochTime(text, start + 1, end, out);
    takeHeaderTime(out, header);
    const ipEnd = untilCode(text, SPACE, at, end);
    if (!looksLikeIp(text, at, ipEnd)) return skip(out, 'message-type');
    const name = skipSpaces(text, ipEnd, end);
    const nameEnd = untilCode(text, SPACE, name, end);
    if (nameEnd >= end) return skip(out, 'message-type');
    out.sourceIp = text.substring(at, ipEnd);
    out.destinationHost = text.substring(name, text.charCodeAt(nameEnd - 1) === 46 ? nameEnd - 1 : nameEnd);
    const isReply = text.startsWith('reply: ', at - 7);
    return isReply ? skip(out, 'answer') : PARSED;
  }
}

export const unbound: TrafficFormat = {
  id: 'unbound',
  title: 'Unbound DNS',
  vendor: 'NLnet Labs',
  grade: 'verified',
  source: 'https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html',
  fields: ['time', 'sourceIp', 'destinationHost'],
  split: 'line',
  certain: { from: 0.6 },
  claimWords: ['info: ', '] query: ', '] reply: '],
  claim(text, start, end) {
    const at = messageAt(text, start, end);
    if (at < 0) return 0;
    return looksLikeIp(text, at, untilCode(text, SPACE, at, Math.min(end, at + 50))) ? 1 : 0.6;
  },
  signature: '[pid:thread] info: with an address, a name, a type and a class',
  createParser: () => new UnboundParser(),
};
