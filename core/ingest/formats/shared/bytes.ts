/**
 * In: a window of a slice's bytes. Out: positions and numbers in it. For byte readers (`LineParser.readBytes`), which take plain lines only:
 * what these do not recognise is declined and read as text. Nothing allocates, throws or looks outside the window.
 */

const SPACE = 32;
const DOT = 46;
const SLASH = 47;
const COLON = 58;

/** Host found by the last call that returned a position. One object, used again and again. */
export const span = { start: 0, end: 0 };

/** Position of a byte in [at, end), `end` when it is not there. */
export function untilByte(bytes: Uint8Array, code: number, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] !== code) next++;
  return next;
}

/** First position at or after `at` that is no space. */
export function untilSpaces(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] === SPACE) next++;
  return next;
}

/** A plain decimal integer of up to 15 digits that fills the window, -1 for anything else. */
export function uintOf(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || end - start > 15) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Position behind the dotted quad that begins at `start`, -1 when none does. */
export function ipv4EndOf(bytes: Uint8Array, start: number, end: number): number {
  let part = 0;
  let digits = 0;
  let dots = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
      digits++;
      if (digits > 3 || part > 255) return -1;
    } else if (digit === DOT - 48 && digits > 0 && dots < 3) {
      part = 0;
      digits = 0;
      dots++;
    } else break;
  }
  return dots === 3 && digits > 0 ? at : -1;
}

/**
 * Finds the host of `http://host[:port]/…`, `https://…` or, as an authority, of `host:port`, and leaves it in `span`. The URL ends at a
 * space at the latest.
 * @returns the position behind host and port; -1 for other schemes, user names, brackets and bytes that need a closer look
 */
export function findUrlHost(bytes: Uint8Array, start: number, end: number, isAuthority: boolean): number {
  let at = start;
  if (!isAuthority) {
    // "http", "https" in lower case.
    if (bytes[at] !== 104 || bytes[at + 1] !== 116 || bytes[at + 2] !== 116 || bytes[at + 3] !== 112) return -1;
    at += bytes[at + 4] === 115 ? 5 : 4;
    if (bytes[at] !== COLON || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH) return -1;
    at += 3;
  }
  const host = at;
  while (at < end && isHostByte(bytes[at] ?? 0)) at++;
  if (at === host) return -1;
  span.start = host;
  span.end = at;
  if (bytes[at] === COLON) {
    const port = at + 1;
    at = port;
    let value = 0;
    while (at < end && at < port + 5) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    if (at === port || value > 65_535) return -1;
  } else if (isAuthority) return -1;
  if (at >= end) return at;
  const next = bytes[at];
  // What else may follow (a second colon, a user's @) decides where the host is.
  return next === SPACE || (next === SLASH && !isAuthority) ? at : -1;
}

/** Small letters, digits, dots, dashes and underscores. */
function isHostByte(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === DOT || code === 45 || code === 95;
}
