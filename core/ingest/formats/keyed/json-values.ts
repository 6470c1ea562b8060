/** Values of JSON objects as windows of bytes: what these do not recognise is left to the reader of text. */
import { isHostByte, uintOf } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { anyTimeOf, byteTime } from './byte-values.ts';
import { LARGEST_NUMBER, SMALLEST_NUMBER } from './draft-filler.ts';

const DOT = 46;
const BACKSLASH = 92;
const LOWER_N = 110;
const LOWER_U = 117;
const LOWER_L = 108;
const LONGEST_NUMBER = 10;
/** Digits of seconds since 1970. */
const SECONDS = 10;

/** Time found by the last `jsonTimeOf` that returned true. One object, used again and again. */
export const jsonTime = byteTime;

/** As anyTimeOf, or seconds since 1970 with a fraction. */
export function jsonTimeOf(bytes: Uint8Array, start: number, end: number): boolean {
  const dot = start + SECONDS;
  if (bytes[dot] !== DOT || dot >= end) return anyTimeOf(bytes, start, end);
  const seconds = uintOf(bytes, start, dot);
  const wide = Math.min(3, end - dot - 1);
  if (seconds < 0 || wide === 0) return false;
  const fraction = uintOf(bytes, dot + 1, dot + 1 + wide);
  for (let at = dot + 1; at < end; at++) if (!isDigit(bytes[at])) return false;
  jsonTime.ms = seconds * 1000 + fraction * (wide === 3 ? 1 : wide === 2 ? 10 : 100);
  jsonTime.isLocal = false;
  return true;
}

/** A bare word for nothing. */
export function isNullAt(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    to - from === 4 &&
    bytes[from] === LOWER_N &&
    bytes[from + 1] === LOWER_U &&
    bytes[from + 2] === LOWER_L &&
    bytes[from + 3] === LOWER_L
  );
}

/** Some services write IPv4 addresses as one number; as DraftFiller has it. */
export function isNumberedAddress(bytes: Uint8Array, from: number, to: number): boolean {
  const number = to - from > LONGEST_NUMBER ? -1 : uintOf(bytes, from, to);
  return number >= SMALLEST_NUMBER && number <= LARGEST_NUMBER;
}

/** A value with an escaped backslash stands for no word that means nothing. */
export function namesNoPlaceholder(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at + 1 < to; at++) {
    if (bytes[at] !== BACKSLASH) continue;
    if (bytes[at + 1] === BACKSLASH) return true;
    at++;
  }
  return false;
}

/**
 * Letters of either case, digits, dots, dashes and underscores with a letter at the end, or before a last dot where another dot is among
 * them: a name that means something whatever stands beside it, and no address. Words for nothing are none, and looked for before.
 */
export function isSpelledHost(bytes: Uint8Array, start: number, end: number): boolean {
  let stop = end;
  if (stop - start > 1 && bytes[stop - 1] === DOT) stop--;
  const last = (bytes[stop - 1] ?? 0) | 32;
  if (last < 97 || last > 122) return false;
  let dots = 0;
  for (let at = start; at < stop; at++) {
    const code = bytes[at] ?? 0;
    if (code === DOT) dots++;
    else if (!isHostByte(code) && (code < 65 || code > 90)) return false;
  }
  return dots > 0 || stop === end;
}
