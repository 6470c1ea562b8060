/**
 * In: a line of Citrix ADC as bytes whose feature stands behind no ` : `, because it is the program of an RFC 5424 header
 * (`<134>1 … TCP 0-PPE-3 - - default CONN_DELINK 4471 0 :  Source …`). Out: where its parts stand, and the header's time; or "none of these".
 */
import { plainHeaderTime, plainMessageStart } from '../../normalize/syslog-bytes.ts';
import type { LineWindows } from '../api.ts';
import { behindPri, isWordAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const LESS = 60;
const UNDERSCORE = 95;
const BARE = 'default ';

/** Of the line that was looked at last. */
export const front = {
  /** The header's program with the blank behind it. */
  feature: 0,
  featureEnd: 0,
  /** The event. */
  event: 0,
  eventEnd: 0,
};

/** @param out is given the header's time. @returns whether the line is such a one */
export function isBareLine(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (bytes[start] !== LESS) return false;
  const pri = behindPri(bytes, start, end);
  if (!isWordAt(bytes, pri, '1 ')) return false;
  const message = plainMessageStart(bytes, start, end);
  if (message < 0 || !isWordAt(bytes, message, BARE) || !isEvent(bytes, message + BARE.length, end)) return false;
  const host = untilByte(bytes, SPACE, pri + 2, message) + 1;
  front.feature = untilByte(bytes, SPACE, host, message) + 1;
  front.featureEnd = untilByte(bytes, SPACE, front.feature, message) + 1;
  return plainHeaderTime(bytes, start, message, out);
}

/** `CONN_DELINK 4471 0 : ` */
function isEvent(bytes: Uint8Array, event: number, end: number): boolean {
  let at = event;
  while (at < end && isCapital(bytes[at] ?? 0)) at++;
  front.event = event;
  front.eventEnd = at;
  if (at === event) return false;
  for (let number = 0; number < 2; number++) {
    const digits = at + 1;
    if (bytes[at] !== SPACE || !isDigit(bytes[digits])) return false;
    at = digits;
    while (at < end && isDigit(bytes[at])) at++;
  }
  return at + 3 <= end && isWordAt(bytes, at, ' : ');
}

function isCapital(code: number): boolean {
  return (code >= 65 && code <= 90) || code === UNDERSCORE;
}
