/**
 * In: a line as bytes. Out: whether the reader of text might take its beginning for a relay's header, and its words for
 * what follows one (stripSyslog); such a line needs a closer look.
 */
import { untilSpaces } from './bytes.ts';
import { isDigit } from './numbers.ts';

const TAB = 9;
const SPACE = 32;
const PERCENT = 37;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const LESS = 60;
const UPPER_C = 67;
const UPPER_L = 76;
const OPEN = 91;
const DIGIT_1 = 49;
/** Behind a date and what parts it from the clock. */
const DAY_END = 11;
/** Behind a date and a clock, or within a time of one word. */
const TIME = 19;
const LONGEST_TIME = 40;
const LONGEST_NUMBER = 10;

export function looksRelayed(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  if (first === LESS) return true;
  if (!isDigit(first)) {
    const after = bytes[start + 3];
    return first >= 65 && first <= 90 && (after === SPACE || after === COMMA);
  }
  const fifth = bytes[start + 4];
  if (fifth === COLON) return true;
  if (fifth === MINUS) return namesSender(bytes, start, end);
  let at = start;
  while (at < start + LONGEST_NUMBER && isDigit(bytes[at])) at++;
  if (bytes[at] === COLON) return true;
  if (bytes[at] !== SPACE) return false;
  return bytes[at + 1] === LESS || at === start + 4 || (at === start + 1 && first === DIGIT_1);
}

/** Behind the time and a word, which may be a host, begins a message's name, or a tag with a colon. */
function namesSender(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + DAY_END;
  while (at < end && at < start + LONGEST_TIME && bytes[at] !== SPACE) at++;
  if (at >= end || bytes[at] !== SPACE) return false;
  // A clock parted from its date by a blank ends in the same place, whatever follows it.
  const clockEnd = start + TIME;
  const hostEnd = wordEnd(bytes, untilSpaces(bytes, bytes[clockEnd] === SPACE ? clockEnd : at, end), end);
  if (bytes[hostEnd] !== SPACE) return false;
  const message = untilSpaces(bytes, hostEnd, end);
  const mark = bytes[message];
  if (mark === PERCENT || mark === UPPER_C || mark === UPPER_L) return true;
  const messageEnd = wordEnd(bytes, message, end);
  for (let next = message; next < messageEnd; next++) if (bytes[next] === OPEN) return true;
  return bytes[messageEnd - 1] === COLON;
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== SPACE && bytes[at] !== TAB) at++;
  return at;
}
