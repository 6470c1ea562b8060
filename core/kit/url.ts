/**
 * In: a URL, an authority (`host:port`), or a URL without scheme (`host/path`), as a window of a text.
 * Out: where its host stands, and its port. Nothing is copied, nothing throws, nothing outside the window is looked at.
 */

const DOT = 46;
const SLASH = 47;
const COLON = 58;
const AT = 64;
const OPEN = 91;
const CLOSE = 93;
const QUESTION = 63;
const HASH = 35;
const BACKSLASH = 92;
const UNDERSCORE = 95;

/** Positions found by the last call that returned true. One object, used again and again: read it before the next call. */
export interface HostSpan {
  start: number;
  /** Behind the host; brackets of an IPv6 literal are excluded. */
  end: number;
  /** -1 when the URL names none: default ports are not assumed. */
  port: number;
  /** The host is lower case letters, digits, dots, dashes and underscores only, as most are: nothing to normalise. */
  isPlain: boolean;
}

export const hostSpan: HostSpan = { start: 0, end: 0, port: -1, isPlain: false };

/**
 * Finds the host of a URL window and leaves it in `hostSpan`.
 * @returns false for paths (`/x`), opaque URLs (`urn:x`, `error:invalid-request`) and text that holds no host
 */
export function findHost(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  const from = authorityStart(text, start, end);
  return from >= 0 && readAuthority(text, from, end);
}

/** Finds the host of `host:port`, as CONNECT names it, and leaves it in `hostSpan`. */
export function findAuthority(text: string, start: number, end: number): boolean {
  return start < end && text.charCodeAt(start) !== SLASH && readAuthority(text, start, end);
}

/** Behind `scheme://` or `//`; `start` when there is no scheme; -1 for a path. */
function authorityStart(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first === SLASH) return start + 1 < end && text.charCodeAt(start + 1) === SLASH ? start + 2 : -1;
  if (start + 7 < end && isSchemeEnd(text, start + 4) && isLetters(text, start, start + 4)) return start + 7;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      const isScheme = at + 2 < end && text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH;
      return isScheme && at > start ? at + 3 : start;
    }
    if (!isSchemeCode(code)) return start;
  }
  return start;
}

function readAuthority(text: string, start: number, end: number): boolean {
  let from = start;
  let colon = -1;
  let colons = 0;
  let at = start;
  let bracketed = false;
  let isPlain = true;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    // Most characters of most hosts.
    if ((code >= 97 && code <= 122) || code === DOT) continue;
    if (code === SLASH || code === QUESTION || code === HASH || code === BACKSLASH) break;
    if (code === AT) {
      from = at + 1;
      colon = -1;
      colons = 0;
      isPlain = true;
    } else if (code === OPEN && at === from) {
      let close = at;
      while (close < end && text.charCodeAt(close) !== CLOSE && text.charCodeAt(close) !== SLASH) close++;
      if (close >= end || text.charCodeAt(close) !== CLOSE) return false;
      at = close;
      bracketed = true;
      colon = -1;
    } else if (code === COLON) {
      colon = at;
      colons++;
    } else if (!isHostCode(code)) return false;
    else if ((code > 57 && code !== UNDERSCORE) || code < 45) isPlain = false;
  }
  if (bracketed && text.charCodeAt(from) === OPEN) return bracketedHost(text, from, at, colon);
  let stop = at;
  let port = -1;
  // More than one colon without brackets is a bare IPv6 address.
  if (colons === 1) {
    port = portOf(text, colon + 1, at);
    // `mailto:x`, `error:invalid-request`: what follows the colon is no port, so what stands before is no host.
    if (port < 0 && colon + 1 < at) return false;
    stop = colon;
  }
  if (stop <= from) return false;
  hostSpan.start = from;
  hostSpan.end = stop;
  hostSpan.port = port;
  hostSpan.isPlain = isPlain && colons < 2;
  return true;
}

function bracketedHost(text: string, open: number, end: number, colon: number): boolean {
  let close = open;
  while (close < end && text.charCodeAt(close) !== CLOSE) close++;
  if (close <= open + 1) return false;
  hostSpan.start = open + 1;
  hostSpan.end = close;
  hostSpan.isPlain = false;
  hostSpan.port = colon > close ? portOf(text, colon + 1, end) : -1;
  return true;
}

function portOf(text: string, start: number, end: number): number {
  if (start >= end || end - start > 5) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value <= 65_535 ? value : -1;
}

/** `://` at `at`; the caller has made sure that the window goes on behind it. */
function isSchemeEnd(text: string, at: number): boolean {
  return text.charCodeAt(at) === COLON && text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH;
}

function isLetters(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at) | 32;
    if (code < 97 || code > 122) return false;
  }
  return true;
}

function isSchemeCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 46
  );
}

/** Letters, digits and marks of host names and user names; bytes above ASCII too (names as typed). */
function isHostCode(code: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 45 && code <= 57) || (code >= 65 && code <= 90)) return true;
  return (
    code === 95 ||
    code === 37 ||
    code > 127 ||
    code === 126 ||
    code === 33 ||
    code === 36 ||
    code === 38 ||
    code === 42 ||
    code === 43
  );
}
