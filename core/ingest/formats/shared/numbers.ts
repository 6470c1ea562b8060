/**
 * In: a window of a line.
 * Out: the number written in it. None of these allocate, throw, or look outside the window.
 */

const ZERO = 48;
const NINE = 57;
/** Sixteen digits stay exact up to 2^53; longer counters are damaged or not counters. */
const MAX_DIGITS = 16;

/** @param code of a character or a byte; undefined behind the end of the bytes */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

/**
 * Reads a window that is a plain decimal integer and nothing else.
 * @returns the number, or -1 when the window is empty, holds anything but digits, or exceeds 2^53.
 */
export function parseUint(text: string, start: number, end: number): number {
  if (start >= end) return -1;
  let from = start;
  while (from < end - 1 && text.charCodeAt(from) === ZERO) from++;
  if (end - from > MAX_DIGITS) return -1;
  let value = 0;
  for (let at = from; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= Number.MAX_SAFE_INTEGER ? value : -1;
}

/**
 * Reads the integer a window begins with, whatever follows (`443/tcp`, `512 bytes`).
 * @returns the number, or -1 when the window does not begin with a digit.
 */
export function parseLeadingUint(text: string, start: number, end: number): number {
  return parseUint(text, start, skipDigits(text, start, end));
}

/** Position of the first character at or after `start` that is no digit; `end` when there is none. */
export function skipDigits(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Reads exactly two digits; -1 when they are not there or lie outside the window. */
export function twoDigits(text: string, at: number, end: number): number {
  if (at + 2 > end) return -1;
  const high = text.charCodeAt(at) - ZERO;
  const low = text.charCodeAt(at + 1) - ZERO;
  return high < 0 || high > 9 || low < 0 || low > 9 ? -1 : high * 10 + low;
}

/** Reads exactly four digits; -1 when they are not there or lie outside the window. */
export function fourDigits(text: string, at: number, end: number): number {
  const high = twoDigits(text, at, end);
  const low = twoDigits(text, at + 2, end);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}
