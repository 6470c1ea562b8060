/**
 * In: what a Junos firewall's screens and filters say as text, in bytes: `RT_SCREEN_TCP: TCP port scan! source: A:P, destination: B:P, …, action:
 * drop`, `fpc0 PFE_FW_SYSLOG_IP: FW: ge-0/0/1.0 D tcp A B 51001 22 (1 packets)`. Out: where the names stand, or "not plain".
 * Plain: the event's name first, or behind the card that a filter runs on.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type LineWindows } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { clearWindows, findWordAt, ipv4EndOf, isWordAt, uintOf, untilByte, untilSpaces } from '../shared/bytes.ts';
import { takePassed } from '../shared/visit-bytes.ts';
import { isNameCode, NAME_LOOK } from './name.ts';
import { hasOddBytes } from './plain-bytes.ts';

const SPACE = 32;
const COMMA = 44;
const COLON = 58;
const ACCEPT = 65;
const SCREEN = 'RT_SCREEN_';
const SOURCE = 'source: ';
const DESTINATION = 'destination: ';
const FILTER = 'PFE_FW_SYSLOG_';
const MARK = ': FW: ';
/** The card, where the line names it: `fpc0 ` or `(FPC Slot 0, PIC Slot 0) `. */
const CARDS = ['fpc', '(FPC Slot '] as const;
/** Interface, action and protocol stand in front of the addresses. */
const ACTION = 1;
const FROM = 3;
const TO = 4;

export function readScreenBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (!isWordAt(bytes, start, SCREEN)) return false;
  const name = nameEnd(bytes, start, Math.min(end, start + NAME_LOOK));
  const source = bytes[name] === COLON ? findWordAt(bytes, SOURCE, start, end) : -1;
  const destination = source < 0 ? -1 : findWordAt(bytes, DESTINATION, source, end);
  // What else might tell the line from one of a screen.
  const isOther = findWordAt(bytes, '->', start, end) >= 0 || findWordAt(bytes, 'source-address="', start, end) >= 0;
  if (destination < 0 || isOther || hasOddBytes(bytes, start, end)) return false;
  clearWindows(out);
  out.sourceStart = source + SOURCE.length;
  out.sourceEnd = addressEnd(bytes, out.sourceStart, end);
  out.destStart = destination + DESTINATION.length;
  out.destEnd = addressEnd(bytes, out.destStart, end);
  if (out.sourceEnd < 0 || out.destEnd < 0) return false;
  if (findWordAt(bytes, 'action: drop', out.destEnd, end) < 0) return takePassed(out);
  out.action = ACTION_BLOCKED;
  return true;
}

/** Of `A:P` or `A` in front of a comma; -1 for anything else. */
function addressEnd(bytes: Uint8Array, start: number, end: number): number {
  const stop = untilByte(bytes, COMMA, start, end);
  const quad = ipv4EndOf(bytes, start, stop);
  if (quad > 0 && quad < stop) return bytes[quad] === COLON && uintOf(bytes, quad + 1, stop) >= 0 ? quad : -1;
  return isAddress(bytes, start, stop) ? stop : -1;
}

export function readFilterBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const limit = Math.min(end, start + NAME_LOOK);
  const isNamed = isWordAt(bytes, start, FILTER);
  if (!isNamed && !CARDS.some((card) => isWordAt(bytes, start, card))) return false;
  const name = isNamed ? start : findWordAt(bytes, ` ${FILTER}`, start, limit) + 1;
  const mark = name > 0 || isNamed ? nameEnd(bytes, name, limit) : -1;
  if (mark < 0 || mark >= limit || !isWordAt(bytes, mark, MARK) || hasOddBytes(bytes, start, end)) return false;
  clearWindows(out);
  let at = mark + MARK.length;
  for (let word = 0; word <= TO; word++) {
    at = untilSpaces(bytes, at, end);
    const stop = untilByte(bytes, SPACE, at, end);
    if (word === ACTION) out.action = bytes[at] === ACCEPT ? ACTION_ALLOWED : ACTION_BLOCKED;
    if (word >= FROM && !isAddress(bytes, at, stop)) return false;
    if (word === FROM) {
      out.sourceStart = at;
      out.sourceEnd = stop;
    }
    if (word === TO) {
      out.destStart = at;
      out.destEnd = stop;
    }
    at = stop;
  }
  return true;
}

function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isNameCode(bytes[at] ?? 0)) at++;
  return at;
}
