/**
 * In: a message of BIND's `named`, or of Infoblox NIOS, which stands on it; with or without BIND's own time, category and severity.
 * Out: a verdict and the draft. Queries and their responses are records; what the resolver does on its own behalf is not.
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
import { dateMs, monthAt } from '../shared/calendar.ts';
import { findCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { fourDigits, parseUint, twoDigits } from '../shared/numbers.ts';
import { clockMs, skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readBindBytes } from './read-bytes.ts';

const SPACE = 32;
const HASH = 35;
const OPEN = 40;
const CLOSE = 41;
const SLASH = 47;
const QUOTE = 39;
/** Time, category and severity stand before `client`. */
const LOOK = 120;
/** `01-Jan-2025 00:00:00.123 ` */
const OWN_TIME = 25;

export class BindParser implements LineParser {
  readonly readBytes = readBindBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!readOwnTime(text, start, end, out)) {
      // A category or a relay's words may stand in front of the time, which then stands in front of the client.
      const word = findWord(text, 'client ', start, Math.min(end, start + LOOK));
      if (word >= start + OWN_TIME) readOwnTime(text, word - OWN_TIME, word, out);
    }
    takeHeaderTime(out, header);
    const client = clientAt(text, start, end);
    if (client < 0) return readResolver(text, start, end, out);
    const hash = findCode(text, HASH, client, Math.min(end, client + 60));
    if (hash < 0 || !looksLikeIp(text, client, hash)) return reject(out, 'address');
    out.sourceIp = text.substring(client, hash);
    return readMessage(text, hash, end, out);
  }
}

function readMessage(text: string, from: number, end: number, out: EventDraft): Verdict {
  const rpz = findWord(text, 'rpz ', from, end);
  const rewrite = rpz < 0 ? -1 : findWord(text, ' rewrite ', rpz, end);
  if (rewrite >= 0) {
    setName(text, rewrite + 9, end, out);
    out.action = text.startsWith('PASSTHRU', untilCode(text, SPACE, rpz + 4, rewrite) + 1)
      ? ACTION_ALLOWED
      : ACTION_BLOCKED;
    return named(out);
  }
  const query = findWord(text, 'query: ', from, end);
  if (query >= 0) {
    setName(text, query + 7, end, out);
    return named(out);
  }
  const answer = findWord(text, 'answer: ', from, end);
  if (answer >= 0) {
    setName(text, answer + 8, end, out);
    return skip(out, 'answer');
  }
  const cache = findWord(text, 'query (cache) ', from, end);
  const failed = cache < 0 ? findWord(text, 'query failed ', from, end) : cache;
  const quote = failed < 0 ? -1 : findCode(text, QUOTE, failed, end);
  if (quote >= 0) {
    setName(text, quote + 1, end, out);
    if (findWord(text, ' denied', quote, end) > 0) out.action = ACTION_BLOCKED;
    return named(out);
  }
  const open = findCode(text, OPEN, from, Math.min(end, from + 12));
  if (open >= 0) setName(text, open + 1, end, out);
  return skip(out, 'message-type');
}

/**
 * `lame server resolving 'name/A/IN' (in 'zone'?): 192.0.2.1#53`, `network unreachable resolving 'name': 2001:db8::1#53`: the address is
 * that of the server which was asked.
 */
function readResolver(text: string, start: number, end: number, out: EventDraft): Verdict {
  const word = findWord(text, "resolving '", start, end);
  if (word < 0) return reject(out, 'shape');
  setName(text, word + 11, end, out);
  let hash = end - 1;
  while (hash > word && text.charCodeAt(hash) !== HASH) hash--;
  let from = hash;
  while (from > word && text.charCodeAt(from - 1) !== SPACE) from--;
  if (hash > word && looksLikeIp(text, from, hash)) {
    out.destinationIp = text.substring(from, hash);
    out.destinationPort = parseUint(text, hash + 1, end);
  }
  return skip(out, 'resolver');
}

function named(out: EventDraft): Verdict {
  return out.destinationHost === '' ? reject(out, 'shape') : PARSED;
}

/** A name ends at a blank, at its type (`name/A/IN`), a quote or a bracket. */
function setName(text: string, from: number, end: number, out: EventDraft): void {
  let stop = from;
  while (stop < end) {
    const code = text.charCodeAt(stop);
    if (code === SPACE || code === SLASH || code === QUOTE || code === CLOSE) break;
    stop++;
  }
  const dot = stop - from > 1 && text.charCodeAt(stop - 1) === 46 ? stop - 1 : stop;
  out.destinationHost = text.substring(from, dot);
}

/** Position of the address behind `client [@0x… ]`, -1 when there is none. */
export function clientAt(text: string, start: number, end: number): number {
  const at = findWord(text, 'client ', start, Math.min(end, start + LOOK));
  if (at < 0 || (at > start && text.charCodeAt(at - 1) !== SPACE)) return -1;
  const next = skipSpaces(text, at + 7, end);
  return text.charCodeAt(next) === 64 ? skipSpaces(text, untilCode(text, SPACE, next, end), end) : next;
}

/** `01-Jan-2025 00:00:00.123` */
export function readOwnTime(text: string, at: number, end: number, out: EventDraft): boolean {
  if (text.charCodeAt(at + 2) !== 45 || text.charCodeAt(at + 6) !== 45) return false;
  const day = dateMs(fourDigits(text, at + 7, end), monthAt(text, at + 3, end), twoDigits(text, at, end));
  const clock = clockMs(text, at + 12, end);
  if (Number.isNaN(day) || clock < 0) return false;
  out.timeMs = day + clock;
  if (text.charCodeAt(at + 20) === 46 && at + 24 <= end) out.timeMs += Math.max(0, parseUint(text, at + 21, at + 24));
  out.timeIsLocal = true;
  return true;
}
