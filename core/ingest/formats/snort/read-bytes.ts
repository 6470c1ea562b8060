/**
 * In: a line of Snort's alerts as bytes. Out: its figures and where its names stand, or "not plain".
 * Plain: a time without a zone, or none behind a header; addresses of IPv4; rows without doubled quotes. What of an alert in several lines stands
 * around the line with both ends is passed over.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { DROPS } from '../shared/alert-line.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import {
  clearWindows,
  clockOf,
  findWordAt,
  ipv4EndOf,
  isDay,
  isWordAt,
  uintOf,
  untilByte,
  untilNoDigit,
  untilSpaces,
} from '../shared/bytes.ts';
import { daysFromCivil, YEARLESS_YEAR } from '../shared/calendar.ts';
import { isDigit } from '../shared/numbers.ts';
import { takePassed } from '../shared/visit-bytes.ts';
import { isPart, PFSENSE, SNORT_3 } from './layouts.ts';

const SPACE = 32;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const CLOSE_BRACE = 125;
const DAY_MS = 86_400_000;
const MAX_COLUMNS = 40;
const PROTOCOLS = ['TCP}', 'UDP}', 'SCTP}'] as const;
/** As in parse.ts. */
const RULE_LOOK = 40;

const columns = new ByteColumns(MAX_COLUMNS);

export function readSnortBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  clearWindows(out);
  const first = bytes[start];
  if (!isDigit(first)) {
    if (first === OPEN && isRule(bytes, start, end)) return readAlert(bytes, start, start, end, out);
    return readPart(bytes, start, end, out);
  }
  const stamp = readStamp(bytes, start, end, out);
  if (stamp < 0) return false;
  const next = untilSpaces(bytes, stamp, end);
  if (bytes[next] === COMMA) return readRow(bytes, start, end, out);
  if (bytes[next] !== OPEN) {
    out.action = ACTION_ALLOWED;
    const address = ipv4EndOf(bytes, next, end);
    return address > 0 && readEnds(bytes, next, end, bytes[address] === COLON, out);
  }
  const isAlert = findWordAt(bytes, '[**] [', next, Math.min(end, next + RULE_LOOK)) >= 0;
  return isAlert && readAlert(bytes, start, next, end, out);
}

function readPart(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const begins = (word: string): boolean => isWordAt(bytes, start, word);
  const isHeld = (word: string): boolean => findWordAt(bytes, word, start, end) >= 0;
  return isPart(end - start, begins, isHeld, isWordAt(bytes, end - 4, '[**]')) && takePassed(out);
}

/** `[1:1000017:0] ` */
function isRule(bytes: Uint8Array, start: number, end: number): boolean {
  const first = untilNoDigit(bytes, start + 1, end);
  const second = untilNoDigit(bytes, first + 1, end);
  const third = untilNoDigit(bytes, second + 1, end);
  const isNumbers = bytes[first] === COLON && bytes[second] === COLON && isWordAt(bytes, third, '] ');
  return isNumbers && first > start + 1 && second > first + 1 && third > second + 1 && third < start + 30;
}

/** `MM/dd[/yy]-HH:mm:ss.ffffff`. @returns the position behind it, -1 when none begins here */
function readStamp(bytes: Uint8Array, start: number, end: number, out: LineWindows): number {
  const hasYear = bytes[start + 5] === SLASH;
  const dash = start + (hasYear ? 8 : 5);
  if (end - start <= 20 || bytes[start + 2] !== SLASH || bytes[dash] !== DASH || bytes[dash + 9] !== DOT) return -1;
  const month = uintOf(bytes, start, start + 2);
  const day = uintOf(bytes, start + 3, start + 5);
  const year = hasYear ? 2000 + uintOf(bytes, start + 6, start + 8) : YEARLESS_YEAR;
  const clock = clockOf(bytes, dash + 1);
  const digits = dash + 10;
  const stop = untilNoDigit(bytes, digits, end);
  const isClear = bytes[stop] === SPACE || bytes[stop] === COMMA;
  if (!isDay(month, day) || year < 2000 || clock < 0 || stop - digits < 3 || !isClear) return -1;
  out.timeMs = daysFromCivil(year, month, day) * DAY_MS + clock + uintOf(bytes, digits, digits + 3);
  out.timeIsLocal = true;
  out.timeIsYearless = !hasYear;
  return stop;
}

/** `[**] [1:2:3] text [**] [Priority: n] {TCP} A:1 -> B:2` */
function readAlert(bytes: Uint8Array, start: number, from: number, end: number, out: LineWindows): boolean {
  const brace = findWordAt(bytes, '] {', from, end);
  if (brace < 0) return false;
  const protocol = brace + 3;
  const close = untilByte(bytes, CLOSE_BRACE, protocol, end);
  if (bytes[close + 1] !== SPACE || close + 1 >= end) return false;
  const rule = findWordAt(bytes, '[**]', start, brace);
  const isDropped = rule > start && DROPS.some((word) => findWordAt(bytes, word, start, rule) >= 0);
  out.action = isDropped ? ACTION_BLOCKED : ACTION_ALLOWED;
  const hasPorts = PROTOCOLS.some((word) => isWordAt(bytes, protocol, word));
  return readEnds(bytes, close + 2, end, hasPorts, out);
}

/** `A:1 -> B:2`, or without ports, to the end. */
function readEnds(bytes: Uint8Array, start: number, end: number, hasPorts: boolean, out: LineWindows): boolean {
  const source = ipv4EndOf(bytes, start, end);
  const arrow = source < 0 ? -1 : behindPort(bytes, source, end, hasPorts);
  if (arrow < 0 || !isWordAt(bytes, arrow, ' -> ')) return false;
  const target = arrow + 4;
  const address = ipv4EndOf(bytes, target, end);
  if (address < 0 || behindPort(bytes, address, end, hasPorts) !== end) return false;
  takeEnds(out, start, source, target, address);
  return true;
}

function takeEnds(out: LineWindows, source: number, sourceEnd: number, target: number, targetEnd: number): void {
  out.sourceStart = source;
  out.sourceEnd = sourceEnd;
  out.destStart = target;
  out.destEnd = targetEnd;
}

function behindPort(bytes: Uint8Array, start: number, end: number, hasPort: boolean): number {
  if (!hasPort) return start;
  const stop = untilNoDigit(bytes, start + 1, end);
  return bytes[start] === COLON && stop > start + 1 ? stop : -1;
}

function readRow(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!columns.splitCsv(bytes, start, end, COMMA) || columns.hasDoubled) return false;
  if (isQuad(bytes, PFSENSE.source) && isQuad(bytes, PFSENSE.destination)) {
    const { source, destination } = PFSENSE;
    takeEnds(out, columns.from(source), columns.to(source), columns.from(destination), columns.to(destination));
    if (columns.count === PFSENSE.columns) {
      return out.addVerdict(bytes, columns.from(PFSENSE.disposition), columns.to(PFSENSE.disposition));
    }
    out.action = ACTION_ALLOWED;
    return true;
  }
  return readThird(bytes, out);
}

function isQuad(bytes: Uint8Array, column: number): boolean {
  const to = columns.to(column);
  return to > 0 && ipv4EndOf(bytes, columns.from(column), to) === to;
}

/** Columns of Snort 3 begin with a blank, and its addresses end in a port. */
function readThird(bytes: Uint8Array, out: LineWindows): boolean {
  const { direction, source, destination, action } = SNORT_3;
  if (columns.count <= action || columns.to(direction) - columns.from(direction) !== 4) return false;
  for (const column of [direction, source, destination, action]) {
    const from = columns.from(column);
    // What stands behind an empty last column is no part of the line.
    if (
      columns.to(column) - from < 2 ||
      bytes[from] !== SPACE ||
      bytes[from + 1] === SPACE ||
      bytes[columns.to(column) - 1] === SPACE
    )
      return false;
  }
  const sourceEnd = ipv4EndOf(bytes, columns.from(source) + 1, columns.to(source));
  const targetEnd = ipv4EndOf(bytes, columns.from(destination) + 1, columns.to(destination));
  if (sourceEnd < 0 || targetEnd < 0) return false;
  const isPorted =
    behindPort(bytes, sourceEnd, columns.to(source), true) === columns.to(source) &&
    behindPort(bytes, targetEnd, columns.to(destination), true) === columns.to(destination);
  takeEnds(out, columns.from(source) + 1, sourceEnd, columns.from(destination) + 1, targetEnd);
  return isPorted && out.addVerdict(bytes, columns.from(action) + 1, columns.to(action));
}
