/**
 * In: a line of the Layer 4 Traffic Monitor as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: `[Www Mon dd HH:mm:ss yyyy |dd Mon yyyy HH:mm:ss (GMT±h:mm) ][Info: ]Firewall noted TCP data from A[:p] to B[(host)][:p].`, addresses of
 * IPv4, a host in small letters.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { anyTimeOf, byteTime } from '../keyed/byte-values.ts';
import {
  clearWindows,
  clockOf,
  findWordAt,
  ipv4EndOf,
  isDay,
  isPlainHost,
  isWordAt,
  monthAt,
  uintOf,
  untilByte,
} from '../shared/bytes.ts';
import { daysFromCivil } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { takePassed } from '../shared/visit-bytes.ts';

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const LEVEL = 'Info: ';
const FIREWALL = 'Firewall ';
const VERBS = ['noted ', 'blocked ', 'allowed '] as const;
const ADDRESS = 'Address ';
const LISTED = ' discovered for ';
const FROM = ' data from ';
const TO = ' to ';
/** As in parse.ts. */
const LOOK = 48;
/** `Thu Jan 02 08:00:00 2025` */
const WEEKDAY_STAMP = 24;
/** `02 Jan 2025 08:00:02 (GMT` */
const ZONED_STAMP = 25;
/** Where its words are parted. */
const GAPS = [2, 6, 11, 20] as const;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export function readMonitorBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  const level = findWordAt(bytes, LEVEL, start, Math.min(end, start + LOOK));
  const at = level < 0 ? start : level + LEVEL.length;
  if (isWordAt(bytes, at, ADDRESS)) return findWordAt(bytes, LISTED, at, end) >= 0 && takePassed(out);
  if (!isWordAt(bytes, at, FIREWALL) || (level > start && !readStamp(bytes, start, level - 1, out))) return false;
  const verb = VERBS.find((word) => isWordAt(bytes, at + FIREWALL.length, word));
  const from = verb === undefined ? -1 : findWordAt(bytes, FROM, at, end);
  if (from < 0) return false;
  out.action = verb === 'blocked ' ? ACTION_BLOCKED : ACTION_ALLOWED;
  return readEnds(bytes, from + FROM.length, end, out);
}

/** What stands in front of the level, a blank behind it. */
function readStamp(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (bytes[end] !== SPACE) return false;
  if (end - start === WEEKDAY_STAMP) {
    if (!anyTimeOf(bytes, start, end)) return false;
    out.timeMs = byteTime.ms;
    out.timeIsLocal = byteTime.isLocal;
    return true;
  }
  const isParted = GAPS.every((gap) => bytes[start + gap] === SPACE);
  const isZoned = isParted && isWordAt(bytes, start + ZONED_STAMP - 4, '(GMT') && bytes[end - 1] === CLOSE;
  const day = uintOf(bytes, start, start + 2);
  const month = monthAt(bytes, start + 3);
  const year = uintOf(bytes, start + 7, start + 11);
  const clock = clockOf(bytes, start + 12);
  if (!isZoned || !isDay(month, day) || year < 1990 || clock < 0) return false;
  const zone = zoneOf(bytes, start + ZONED_STAMP, end - 1);
  out.timeMs = daysFromCivil(year, month, day) * DAY_MS + clock - zone * MINUTE_MS;
  return !Number.isNaN(zone);
}

/** Minutes of `+5:30`, NaN for anything else. */
function zoneOf(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  const colon = end - 3;
  const hours = uintOf(bytes, start + 1, colon);
  const minutes = uintOf(bytes, colon + 1, end);
  const isZone = (sign === 43 || sign === DASH) && bytes[colon] === COLON && hours >= 0 && hours < 15 && minutes >= 0;
  if (!isZone || minutes > 59) return Number.NaN;
  return (hours * 60 + minutes) * (sign === DASH ? -1 : 1);
}

function readEnds(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const source = ipv4EndOf(bytes, start, end);
  const to = source < 0 ? -1 : behindPort(bytes, source, end);
  if (to < 0 || !isWordAt(bytes, to, TO)) return false;
  out.sourceStart = start;
  out.sourceEnd = source;
  const target = to + TO.length;
  const address = ipv4EndOf(bytes, target, end);
  if (address < 0) return false;
  out.destStart = target;
  out.destEnd = address;
  let at = address;
  if (bytes[at] === OPEN) {
    const close = untilByte(bytes, CLOSE, at, end);
    out.destStart = at + 1;
    out.destEnd = close;
    if (close === end || !isPlainHost(bytes, at + 1, close)) return false;
    at = close + 1;
  }
  at = behindPort(bytes, at, end);
  return at >= 0 && bytes[at] === DOT && at + 1 === end;
}

/** Behind `:443`, where one stands here; -1 for a colon without digits. */
function behindPort(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== COLON) return start;
  let at = start + 1;
  while (at < end && at < start + 6 && isDigit(bytes[at])) at++;
  return at === start + 1 ? -1 : at;
}
