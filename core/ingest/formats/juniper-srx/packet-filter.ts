/**
 * In: what a Junos firewall filter with the action `syslog` writes: `PFE_FW_SYSLOG_IP: FW: ge-0/0/1.0 D tcp A B 51001 22 (1 packets)`; of IPv6
 * `PFE_FW_SYSLOG_IP6_TCP_UDP`, and for ICMP type and code in place of the ports. Out: a verdict and the draft.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { reject } from '../shared/verdict.ts';

const SPACE = 32;
const NAME = 'PFE_FW_SYSLOG_';
const MARK = ': FW: ';
const LOOK = 200;
const ACCEPT = 65;
/** Of the routing engine's own filters: nothing names the line but its shape. */
const BARE = 'FW: ';
const UNNAMED = /^FW: \S+\.\d+ +[ADR] +[a-z\d]+ +[\da-f.:]+ +[\da-f.:]+ /;

/** Behind the mark; -1 when it is no such line. */
export function filterAt(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const name = findWord(text, NAME, start, limit);
  const mark = name < 0 ? -1 : findWord(text, MARK, name, limit);
  if (mark >= 0) return mark + MARK.length;
  return UNNAMED.test(text.substring(start, Math.min(end, start + LOOK))) ? start + BARE.length : -1;
}

/** `INTERFACE A|D|R PROTOCOL A B SPORT DPORT (n packets)` */
export function readFilter(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const words: [from: number, to: number][] = [];
  for (let at = skipBlank(text, start, end); at < end && words.length < 7; ) {
    const stop = untilCode(text, SPACE, at, end);
    words.push([at, stop]);
    at = skipBlank(text, stop, end);
  }
  const [, action, protocol, source, destination, , port] = words;
  if (!action || !protocol || !source || !destination) return reject(out, 'columns');
  if (!looksLikeIp(text, ...source) || !looksLikeIp(text, ...destination)) return reject(out, 'address');
  takeHeaderTime(out, header);
  out.sourceIp = text.substring(...source);
  out.destinationIp = text.substring(...destination);
  const hasPorts = !/icmp/i.test(text.substring(...protocol));
  const number = hasPorts && port ? parseUint(text, ...port) : -1;
  if (number >= 0 && number <= 65_535) out.destinationPort = number;
  out.action = text.charCodeAt(action[0]) === ACCEPT ? ACTION_ALLOWED : ACTION_BLOCKED;
  return PARSED;
}
