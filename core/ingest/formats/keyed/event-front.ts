/**
 * In: a line behind its header, and what a Windows provider is called. Out: whether Snare, OSSEC or Splunk put in front of one of its events
 * what they put there, so that the line is that provider's whatever its message quotes.
 */
import { clockOf, isDay, isWordAt, monthAt, uintOf, untilByte } from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { anyTimeOf, byteTime } from './byte-values.ts';
import { portalTimeOf } from './portal-time-bytes.ts';

const TAB = 9;
const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const UNDERSCORE = 95;
const DAY_MS = 86_400_000;

export interface EventSource {
  readonly provider: string;
  /** The log that its events are in. */
  readonly log: string;
}

const SNARE = 'MSWinEventLog';
/** Of `Wed Jan 01 00:00:05 2025`. */
const SNARE_TIME = 24;
/** `01/01/2025 12:00:07 AM` */
const SPLUNK_TIME = 22;
const LOG_NAME = ' LogName=';
/** `2025 Jan 01 00:00:06`, of which `WinEvtLog: ` is told. */
const OSSEC_TIME = 20;
const OSSEC = ' WinEvtLog: ';
/** Shorter words in front could be a month's. */
const SHORTEST_LOG = 4;

/** Tells such lines as text. */
export function eventFront({ provider, log }: EventSource): (text: string, start: number, end: number) => boolean {
  const snare = `${SNARE}\\t\\d+\\t[^\\t]*\\t\\d+\\t[^\\t]{${SNARE_TIME}}\\t\\d+\\t${provider}\\t`;
  const ossec = `[\\w/-]{${SHORTEST_LOG},}: [A-Z_]+\\(\\d+\\): ${provider}: `;
  const splunk = `\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d [AP]M${LOG_NAME}${log} `;
  const front = new RegExp(`${snare}|${ossec}|${splunk}`, 'y');
  return (text, start, end) => {
    front.lastIndex = start;
    return front.test(text) && front.lastIndex <= end;
  };
}

/** As `eventFront`, of bytes, perhaps with OSSEC's own header in front. */
export class EventFrontBytes {
  /** The time that stands there, which names no zone. */
  timeMs = Number.NaN;
  private readonly source: EventSource;

  constructor(source: EventSource) {
    this.source = source;
  }

  /** @returns behind what a forwarder put in front; -1 when the line needs a closer look */
  end(bytes: Uint8Array, start: number, end: number): number {
    if (isWordAt(bytes, start, SNARE)) return this.snareEnd(bytes, start + SNARE.length, end);
    return bytes[start + 2] === SLASH ? this.splunkEnd(bytes, start, end) : this.ossecEnd(bytes, start, end);
  }

  /** `MSWinEventLog<tab>1<tab>Security<tab>812<tab>Wed Jan 01 00:00:05 2025<tab>5156<tab>PROVIDER<tab>` */
  private snareEnd(bytes: Uint8Array, start: number, end: number): number {
    const level = numberEnd(bytes, start + 1);
    const log = untilByte(bytes, TAB, level + 1, end);
    const count = numberEnd(bytes, log + 1);
    const time = count + 1;
    const id = time + SNARE_TIME;
    const provider = numberEnd(bytes, id + 1) + 1;
    const isParted =
      bytes[start] === TAB && bytes[level] === TAB && bytes[count] === TAB && bytes[id] === TAB && provider < end;
    // A column as wide as the time could be taken for it.
    if (!isParted || log - level - 1 === SNARE_TIME || level === start + 1 || count === log + 1) return -1;
    if (bytes[provider - 1] !== TAB || !isWordAt(bytes, provider, this.source.provider)) return -1;
    const behind = provider + this.source.provider.length;
    if (bytes[behind] !== TAB || !anyTimeOf(bytes, time, id) || !byteTime.isLocal) return -1;
    this.timeMs = byteTime.ms;
    return behind;
  }

  /** `01/01/2025 12:00:07 AM LogName=Security ` */
  private splunkEnd(bytes: Uint8Array, start: number, end: number): number {
    const { log } = this.source;
    const behind = start + SPLUNK_TIME;
    const logEnd = behind + LOG_NAME.length + log.length;
    if (logEnd >= end || !isWordAt(bytes, behind, LOG_NAME) || bytes[logEnd] !== SPACE) return -1;
    if (!isWordAt(bytes, behind + LOG_NAME.length, log)) return -1;
    this.timeMs = portalTimeOf(bytes, start, behind);
    return this.timeMs < 0 || bytes[start + 5] !== SLASH || bytes[start + 13] !== COLON ? -1 : logEnd;
  }

  /** `2025 Jan 01 00:00:06 WinEvtLog: Security: AUDIT_FAILURE(5157): PROVIDER: ` */
  private ossecEnd(bytes: Uint8Array, start: number, end: number): number {
    const { provider } = this.source;
    const from = start + OSSEC_TIME + OSSEC.length;
    if (from >= end || !isWordAt(bytes, start + OSSEC_TIME, OSSEC)) return -1;
    const log = wordEnd(bytes, from, end);
    const type = log + 2;
    const id = capitalsEnd(bytes, type, end);
    const idEnd = numberEnd(bytes, id + 1);
    const at = idEnd + 3;
    const isParted = bytes[log] === COLON && bytes[log + 1] === SPACE && bytes[id] === OPEN && bytes[idEnd] === CLOSE;
    if (!isParted || log - from < SHORTEST_LOG || id === type || idEnd === id + 1) return -1;
    if (bytes[idEnd + 1] !== COLON || bytes[idEnd + 2] !== SPACE || !isWordAt(bytes, at, provider)) return -1;
    const behind = at + provider.length;
    if (bytes[behind] !== COLON || bytes[behind + 1] !== SPACE) return -1;
    this.timeMs = yearFirstTimeOf(bytes, start);
    return this.timeMs < 0 ? -1 : behind;
  }
}

/** Milliseconds of `2025 Jan 01 00:00:06`, -1 when it is none. */
function yearFirstTimeOf(bytes: Uint8Array, start: number): number {
  const year = uintOf(bytes, start, start + 4);
  const month = monthAt(bytes, start + 5);
  const day = uintOf(bytes, start + 9, start + 11);
  const clock = clockOf(bytes, start + 12);
  const isParted = bytes[start + 4] === SPACE && bytes[start + 8] === SPACE && bytes[start + 11] === SPACE;
  return isParted && year >= 1990 && isDay(month, day) && clock >= 0
    ? daysFromCivil(year, month, day) * DAY_MS + clock
    : -1;
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isDigit(bytes[at])) at++;
  return at;
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const code = bytes[at] ?? 0;
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isLetter && !isDigit(code) && code !== DASH && code !== SLASH && code !== UNDERSCORE) break;
  }
  return at;
}

function capitalsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && ((bytes[at] ?? 0) === UNDERSCORE || ((bytes[at] ?? 0) >= 65 && (bytes[at] ?? 0) <= 90))) at++;
  return at;
}
