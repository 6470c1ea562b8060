/**
 * In: a URL, an authority (`host:port`), or a URL without scheme (`host/path`), as a window of a text.
 * Out: where its host stands, and its port. Nothing is copied, nothing throws, nothing outside the window is looked at.
 */

const SLASH = 47;
const COLON = 58;
const AT = 64;
const OPEN = 91;
const CLOSE = 93;
const QUESTION = 63;
const HASH = 35;
const BACKSLASH = 92;

/** Positions found by the last call that returned true. One object, used again and again: read it before the next call. */
export interface HostSpan {
  start: number;
  /** Behind the host; brackets of an IPv6 literal are excluded. */
  end: number;
  /** -1 when the URL names none: default ports are not assumed. */
  port: number;
}

export const hostSpan: HostSpan = { start: 0, end: 0, port: -1 };

/**
 * Finds the host of a URL window and leaves it in `hostSpan`.
 * @returns false for paths (`/x`), opaque URLs (`urn:x`, `error:invalid-request`) and text that holds no host
 */
export function findHost(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  const from = authorityStart(text, start, end);
  return from >= 0 && readAuthority(text, from, end);
}

/** Behind `scheme://` or `//`; `start` when there is no scheme; -1 for a path. */
function authorityStart(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  if (first === SLASH) return start + 1 < end && text.charCodeAt(start + 1) === SLASH ? start + 2 : -1;
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
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SLASH || code === QUESTION || code === HASH || code === BACKSLASH) break;
    if (code === AT) {
      from = at + 1;
      colon = -1;
      colons = 0;
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
  return true;
}

function bracketedHost(text: string, open: number, end: number, colon: number): boolean {
  let close = open;
  while (close < end && text.charCodeAt(close) !== CLOSE) close++;
  if (close <= open + 1) return false;
  hostSpan.start = open + 1;
  hostSpan.end = close;
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
