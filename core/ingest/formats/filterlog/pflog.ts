/** In: `[TIME ]rule 2/(match) pass in on xl0: A.P > B.P: …`. Out: the draft's ends and action. */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { parseUint, skipDigits } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';

const SPACE = 32;
const OPEN = 40;
const DOT = 46;
const COLON = 58;
const LOOK = 80;

const found = { verdict: 0 };

/** The rule's number and reason, then what it did. */
export function isPflog(text: string, start: number, end: number): boolean {
  const limit = Math.min(end, start + LOOK);
  // OpenBSD: `rule 2/(match) pass`; tcpdump elsewhere: `rule 12/0(match): block`.
  const slash = findWord(text, '/', start, limit);
  const reason = slash < 0 ? -1 : skipDigits(text, slash + 1, limit);
  if (reason < 0 || text.charCodeAt(reason) !== OPEN) return false;
  const close = findWord(text, ')', reason, limit);
  if (close < 0) return false;
  found.verdict = skipSpaces(text, text.charCodeAt(close + 1) === COLON ? close + 2 : close + 1, end);
  return wordAt(text, found.verdict, end, 'pass ') || wordAt(text, found.verdict, end, 'block ');
}

/** Reads the line that `isPflog` said yes to. @returns false when it names no two addresses */
export function readPflog(text: string, start: number, end: number, out: EventDraft): boolean {
  if (!isPflog(text, start, end)) return false;
  out.action = wordAt(text, found.verdict, end, 'pass ') ? ACTION_ALLOWED : ACTION_BLOCKED;
  const onInterface = findWord(text, ': ', found.verdict, end);
  const arrow = onInterface < 0 ? -1 : findWord(text, ' > ', onInterface, end);
  if (arrow < 0) return false;
  const first = skipSpaces(text, onInterface + 1, arrow);
  // `IP 10.0.0.1.5 > …`, as newer versions write it.
  const gap = findLastCode(text, SPACE, first, arrow);
  out.sourceIp = addressOf(text, gap < 0 ? first : gap + 1, arrow, out);
  const second = arrow + 3;
  let stop = untilCode(text, SPACE, second, end);
  if (stop > second && text.charCodeAt(stop - 1) === COLON) stop--;
  out.destinationPort = -1;
  out.destinationIp = addressOf(text, second, stop, out);
  return out.sourceIp !== '' && out.destinationIp !== '';
}

/** `192.0.2.1.443` or `2001:db8::1.443`; without a port for ICMP. The port goes to the draft's destination. */
function addressOf(text: string, start: number, end: number, out: EventDraft): string {
  const dot = findLastCode(text, DOT, start, end);
  if (dot > start && looksLikeIp(text, start, dot)) {
    out.destinationPort = parseUint(text, dot + 1, end);
    return text.substring(start, dot);
  }
  return looksLikeIp(text, start, end) ? text.substring(start, end) : '';
}
