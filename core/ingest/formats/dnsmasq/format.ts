/** DNS servers: dnsmasq and Pi-hole, which stands on it (`log-queries`, with and without `extra`). */
import {
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { isDigit, skipDigits } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readDnsmasqBytes } from './read-bytes.ts';

const SPACE = 32;
const SLASH = 47;
/** What the server says besides queries: no client stands in these. */
const OTHERS: readonly string[] = [
  'forwarded ',
  'reply ',
  'cached ',
  'cached-stale ',
  'config ',
  'gravity blocked ',
  'exactly blacklisted ',
  'exactly denied ',
  'regex blacklisted ',
  'regex denied ',
  'special domain ',
  'validation ',
  'dnssec-query[',
  'Rate-limiting ',
  '/etc/',
  'DHCP',
];

/** Behind the tag, when syslog was not taken off, and behind `extra`'s serial number and `client/port`. */
function messageAt(text: string, start: number, end: number): number {
  let at = start;
  if (wordAt(text, at, end, 'dnsmasq')) {
    const colon = findWord(text, ': ', at, Math.min(end, at + 40));
    if (colon < 0) return -1;
    at = colon + 2;
  }
  if (!isDigit(text.charCodeAt(at))) return at;
  const serial = skipDigits(text, at, end);
  const client = skipSpaces(text, serial, end);
  const clientEnd = untilCode(text, SPACE, client, Math.min(end, client + 60));
  const slash = findCode(text, SLASH, client, clientEnd);
  return slash > client ? skipSpaces(text, clientEnd, end) : -1;
}

class DnsmasqParser implements LineParser {
  readonly readBytes = readDnsmasqBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = messageAt(text, start, end);
    if (at < 0) return reject(out, 'shape');
    takeHeaderTime(out, header);
    this.readExtra(text, start, at, out);
    const close = text.startsWith('query[', at) ? findWord(text, '] ', at, Math.min(end, at + 30)) : -1;
    if (close < 0) return this.readOther(text, at, end, out);
    const nameEnd = untilCode(text, SPACE, close + 2, end);
    const from = wordAt(text, nameEnd, end, ' from ') ? nameEnd + 6 : -1;
    if (from < 0) return reject(out, 'shape');
    out.destinationHost = text.substring(close + 2, nameEnd);
    const stop = untilCode(text, SPACE, from, end);
    if (!looksLikeIp(text, from, stop)) return reject(out, 'address');
    out.sourceIp = text.substring(from, stop);
    return PARSED;
  }

  private readExtra(text: string, start: number, at: number, out: EventDraft): void {
    const slash = findCode(text, SLASH, start, at);
    if (slash < 0) return;
    let from = slash;
    while (from > start && text.charCodeAt(from - 1) !== SPACE) from--;
    if (looksLikeIp(text, from, slash)) out.sourceIp = text.substring(from, slash);
  }

  /** A blocked name beside its client is told again, so that what was refused is seen. */
  private readOther(text: string, at: number, end: number, out: EventDraft): Verdict {
    const word = OTHERS.find((other) => text.startsWith(other, at));
    if (word === undefined) return reject(out, 'shape');
    const isBlocked = word.includes('blocked') || word.includes('blacklisted') || word.includes('denied');
    if (isBlocked) out.action = ACTION_BLOCKED;
    if (word !== 'DHCP' && word !== '/etc/') {
      const name = at + word.length;
      out.destinationHost = text.substring(name, untilCode(text, SPACE, name, end));
    }
    return skip(out, word === 'DHCP' ? 'message-type' : 'answer');
  }
}

export const dnsmasq: TrafficFormat = {
  id: 'dnsmasq',
  title: 'dnsmasq and Pi-hole DNS',
  vendor: 'Pi-hole',
  grade: 'documented',
  source: 'https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html',
  fields: ['time', 'sourceIp', 'destinationHost', 'action'],
  split: 'line',
  certain: { from: 0.55 },
  claimWords: ['query[', ...OTHERS],
  claim(text, start, end) {
    const at = messageAt(text, start, end);
    if (at < 0) return 0;
    if (text.startsWith('query[', at)) return findWord(text, ' from ', at, Math.min(end, at + 320)) > 0 ? 1 : 0;
    if (!OTHERS.some((other) => text.startsWith(other, at))) return 0;
    return text.startsWith('DHCP', at) ? (findCode(text, 40, at, Math.min(end, at + 14)) > 0 ? 0.6 : 0) : 0.55;
  },
  signature: 'query[A] name from address',
  createParser: () => new DnsmasqParser(),
};
