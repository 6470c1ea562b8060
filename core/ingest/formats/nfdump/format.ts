/**
 * nfdump's `line` and `long` output: `2025-01-01 00:00:00.123 1.000 TCP A:50023 -> B:443 [flags tos] 10 5000 1`. Flows have one direction: their
 * bytes went from the first end to the second.
 */
import {
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { looksLikeIp, skipBlank } from '../kv/window.ts';
import { findLastCode, findWord, untilCode } from '../shared/fields.ts';
import { isDigit, parseUint, skipDigits } from '../shared/numbers.ts';
import { readIsoTime, type TimeTarget } from '../shared/time.ts';
import { reject } from '../shared/verdict.ts';

const SPACE = 32;
const DOT = 46;
const COLON = 58;
const ARROW = ' -> ';
/** Time, duration and protocol stand in front of the ends. */
const LOOK = 140;
const MULTIPLES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Where the source stands, behind time, duration and protocol; -1 when they do not. */
function sourceAt(text: string, start: number, end: number, time: TimeTarget): number {
  if (!isDigit(text.charCodeAt(start)) || findWord(text, ARROW, start, Math.min(end, start + LOOK)) < 0) return -1;
  const clock = readIsoTime(text, start, end, time);
  if (clock < 0 || text.charCodeAt(clock) !== SPACE) return -1;
  const duration = skipBlank(text, clock, end);
  const whole = skipDigits(text, duration, end);
  const durationEnd = text.charCodeAt(whole) === DOT ? skipDigits(text, whole + 1, end) : -1;
  if (whole === duration || durationEnd < 0 || text.charCodeAt(durationEnd) !== SPACE) return -1;
  const protocol = skipBlank(text, durationEnd, end);
  const source = skipBlank(text, untilCode(text, SPACE, protocol, end), end);
  const [address] = endOf(text, source, untilCode(text, SPACE, source, end));
  return looksLikeIp(text, source, address) ? source : -1;
}

/** Of `A:port`, and of `A.port` for IPv6. @returns the end of the address, and the port (-1) */
function endOf(text: string, start: number, stop: number): readonly [address: number, port: number] {
  const colon = findLastCode(text, COLON, start, stop);
  const isV6 = colon > start && untilCode(text, COLON, start, stop) < colon;
  const mark = isV6 ? findLastCode(text, DOT, start, stop) : colon;
  return mark > start ? [mark, parseUint(text, mark + 1, stop)] : [stop, -1];
}

const clock: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

class NfdumpParser implements LineParser {
  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    const source = sourceAt(text, start, end, out);
    if (source < 0) return reject(out, 'shape');
    const arrow = findWord(text, ARROW, source, end);
    const [sourceEnd] = endOf(text, source, untilCode(text, SPACE, source, end));
    const target = skipBlank(text, arrow + ARROW.length, end);
    const stop = untilCode(text, SPACE, target, end);
    const [targetEnd, port] = endOf(text, target, stop);
    if (arrow < 0 || !looksLikeIp(text, target, targetEnd)) return reject(out, 'address');
    out.sourceIp = text.substring(source, sourceEnd);
    out.destinationIp = text.substring(target, targetEnd);
    if (port >= 0 && port <= 65_535) out.destinationPort = port;
    // Packets, bytes and flows are the last three figures; a letter behind one multiplies it.
    const words = text
      .substring(stop, end)
      .trim()
      .split(/\s+(?![KMGT](?:\s|$))/);
    if (words.length < 3) return reject(out, 'columns');
    const [figure = '', letter = ''] = (words.at(-2) ?? '').split(/\s+/);
    const bytes = Number(figure) * (MULTIPLES[letter] ?? 1);
    if (!Number.isFinite(bytes) || bytes < 0) return reject(out, 'columns');
    out.bytesSent = Math.round(bytes);
    return PARSED;
  }
}

export const nfdump: TrafficFormat = {
  id: 'nfdump',
  title: 'nfdump (NetFlow as text)',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://github.com/phaag/nfdump',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'bytesSent'],
  split: 'line',
  certain: 'claimed',
  claimWords: [ARROW],
  claim: (text, start, end) => (sourceAt(text, start, end, clock) < 0 ? 0 : 1),
  signature: 'a day and a time, a duration, a protocol, then two ends with -> between them',
  createParser: () => new NfdumpParser(),
};
