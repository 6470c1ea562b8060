/** In: a place in a syslog line. Out: where the word, tag or structured data that begins there ends. Nothing looks outside its window. */
import { findCode, wordAt } from '../formats/shared/fields.ts';
import { isDigit } from '../formats/shared/numbers.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const PERCENT = 37;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const OPEN = 91;
const BACKSLASH = 92;
const CLOSE = 93;
const OPEN_BRACE = 123;
const PIPE = 124;

/** A token that opens a message instead of naming a host: `%ASA-…`, `CEF:0|…`, `key=value`, `1,2024/…`, quotes, JSON. */
export function isMessageToken(text: string, from: number, stop: number): boolean {
  const first = text.charCodeAt(from);
  if (first === PERCENT || first === DQUOTE || first === OPEN || first === OPEN_BRACE || first === LESS) return true;
  for (let at = from; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === PIPE || code === COMMA) return true;
  }
  return wordAt(text, from, stop, 'CEF:') || wordAt(text, from, stop, 'LEEF:');
}

/** Position after the colon of a tag that a space (or the end) follows; -1 when `at` begins none. */
export function tagEnd(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + 64);
  let stop = at;
  while (stop < limit && isTagCode(text.charCodeAt(stop))) stop++;
  if (stop === at || stop >= end) return -1;
  if (text.charCodeAt(stop) === OPEN) {
    const close = findCode(text, CLOSE, stop, Math.min(end, stop + 13));
    if (close < 0) return -1;
    stop = close + 1;
  }
  if (stop >= end || text.charCodeAt(stop) !== COLON) return -1;
  if (stop + 1 < end && text.charCodeAt(stop + 1) !== SPACE) return -1;
  // `CEF: 0|…` is a CEF header with a stray space, not a program named CEF.
  if (stop - at <= 4 && (text.startsWith('CEF', at) || text.startsWith('LEEF', at))) return -1;
  return stop + 1;
}

function isTagCode(code: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code)) return true;
  return code === 95 || code === MINUS || code === DOT || code === 47 || code === 40 || code === 41;
}

/** End of the run of characters without space or tab. */
export function tokenEnd(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && text.charCodeAt(stop) !== SPACE && text.charCodeAt(stop) !== TAB) stop++;
  return stop;
}

export function isNil(text: string, from: number, stop: number): boolean {
  return stop - from === 1 && text.charCodeAt(from) === MINUS;
}

/** RFC 5424 lets a UTF-8 message begin with a byte order mark (three characters in latin1). */
export function skipBom(text: string, at: number, end: number): number {
  const isBom =
    at + 3 <= end &&
    text.charCodeAt(at) === 0xef &&
    text.charCodeAt(at + 1) === 0xbb &&
    text.charCodeAt(at + 2) === 0xbf;
  return isBom ? at + 3 : at;
}

/** Position after `-` or after `[id key="value"]…`; `at` when there is neither. */
export function skipStructuredData(text: string, at: number, end: number): number {
  if (at < end && text.charCodeAt(at) === MINUS && (at + 1 >= end || text.charCodeAt(at + 1) === SPACE)) return at + 1;
  let from = at;
  while (from < end && text.charCodeAt(from) === OPEN) {
    let quoted = false;
    let stop = from + 1;
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === BACKSLASH && quoted) stop++;
      else if (code === DQUOTE) quoted = !quoted;
      else if (code === CLOSE && !quoted) break;
    }
    if (stop >= end) return at;
    from = stop + 1;
  }
  return from;
}
