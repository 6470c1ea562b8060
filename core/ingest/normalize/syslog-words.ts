/** In: a place in a syslog line. Out: where the word, tag or structured data that begins there ends. Nothing looks outside its window. */
import { findCode, wordAt } from '../formats/shared/fields.ts';
import { isDigit, skipDigits } from '../formats/shared/numbers.ts';

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

/**
 * Position behind a tag without a colon, which RFC 3164 allows and rsyslog's imfile writes where it was given none. Any word may begin a
 * message, so it is a tag only in front of what begins a line of its own: seconds with a fraction (Squid), an address with ` - ` behind it
 * (NCSA) or with its port and a time (HAProxy), an object.
 * @returns where that line begins; -1 when there is none
 */
export function bareTagEnd(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + 64);
  let stop = at;
  while (stop < limit && isTagCode(text.charCodeAt(stop))) stop++;
  if (stop === at || stop >= end || isDigit(text.charCodeAt(at))) return -1;
  if (text.charCodeAt(stop) === OPEN) {
    const close = findCode(text, CLOSE, stop, Math.min(end, stop + 13));
    if (close < 0) return -1;
    stop = close + 1;
  }
  if (stop >= end || text.charCodeAt(stop) !== SPACE) return -1;
  while (stop < end && text.charCodeAt(stop) === SPACE) stop++;
  return stop < end && beginsLine(text, stop, end) ? stop : -1;
}

const EPOCH_DIGITS = 10;

/** What begins a line of its own, whatever stands in front of it. */
export function beginsLine(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) === OPEN_BRACE) return true;
  let digits = 0;
  let dots = 0;
  let stop = at;
  for (; stop < end; stop++) {
    const code = text.charCodeAt(stop);
    if (code === DOT) dots++;
    else if (!isDigit(code)) break;
    else if (dots === 0) digits++;
  }
  if (dots === 1) return digits === EPOCH_DIGITS && text.charCodeAt(stop) === SPACE;
  if (dots !== 3 || digits > 3) return false;
  return wordAt(text, stop, end, ' - ') || isBalanced(text, stop, end);
}

const PORT_AND_TIME = /:\d{1,5} \[\d/y;

/** Behind an address, as HAProxy writes it. */
function isBalanced(text: string, at: number, end: number): boolean {
  PORT_AND_TIME.lastIndex = at;
  return PORT_AND_TIME.test(text) && PORT_AND_TIME.lastIndex <= end;
}

function isTagCode(code: number): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code)) return true;
  return code === 95 || code === MINUS || code === DOT || code === 47 || code === 40 || code === 41;
}

/** Letters, digits, dots, dashes and colons, and not digits alone. */
export function isHostName(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isPart = isDigit(code) || code === DOT || code === MINUS || code === COLON || code === 95;
    if (!isPart && !((code | 32) >= 97 && (code | 32) <= 122)) return false;
  }
  return skipDigits(text, start, end) < end;
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

/** A row, a record in brackets, the rest of a CEF or LEEF header, pairs: what no layout has behind a time and a word but a header. */
const MESSAGE = /["[][\w{]|\d\.?\d?\||\d,\d{4}\/\d\d\/|[a-z_]{2,20}=[\w"]/iy;

/** What begins a message behind a time and a device. */
export function beginsMessage(text: string, at: number, end: number): boolean {
  MESSAGE.lastIndex = at;
  return beginsLine(text, at, end) || (MESSAGE.test(text) && MESSAGE.lastIndex <= end);
}

const FACILITY =
  /[ \t](?:local[0-7]|kernel|user|mail|daemon|system\d?|auth|security\d?|syslog|lpr|news|uucp|cron|clock\d?|ftp|ntp|audit|alert)\.(?:emerg|alert|crit|critical|err|error|warning|notice|info|debug)(?=[ \t])/iy;

/** Behind ` Local7.Info`, as Kiwi writes it between time and device; -1 when it is something else. */
export function facilityEnd(text: string, at: number, end: number): number {
  FACILITY.lastIndex = at;
  return FACILITY.test(text) && FACILITY.lastIndex < end ? FACILITY.lastIndex : -1;
}

/** Behind `stdout F `, as container runtimes write it between time and line; -1 when it is something else. */
export function streamEnd(text: string, at: number, end: number): number {
  const isStream = wordAt(text, at, end, 'stdout ') || wordAt(text, at, end, 'stderr ');
  return isStream && (wordAt(text, at + 7, end, 'F ') || wordAt(text, at + 7, end, 'P ')) ? at + 9 : -1;
}

const TABBED = /\S{19,35}\t[\w./-]{1,128}\t(?=\{)/y;

/** Where the object of `ISO<tab>tag<tab>{…}` begins, as fluentd writes files; -1 for anything else. */
export function objectBehindTabs(text: string, at: number, end: number): number {
  TABBED.lastIndex = at;
  return TABBED.test(text) && TABBED.lastIndex < end ? TABBED.lastIndex : -1;
}

/** A word, most likely a device's name, in front of an object: where the object begins; -1 when something else stands there. */
export function objectBehindWord(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + 64);
  let stop = at;
  while (stop < limit && (isTagCode(text.charCodeAt(stop)) || text.charCodeAt(stop) === COLON)) stop++;
  if (stop === at || stop + 2 >= end || (text.charCodeAt(stop) !== SPACE && text.charCodeAt(stop) !== TAB)) return -1;
  const object = text.charCodeAt(stop + 1) === SPACE ? stop + 2 : stop + 1;
  if (text.charCodeAt(stop - 1) === COLON && beginsLine(text, object, end)) return object;
  // Check Point's records, and rows of Palo Alto's firewalls, are as unlike anything else.
  if (wordAt(text, object, end, '[action:"') || wordAt(text, object + 1, end, ',20')) return object;
  if (text.charCodeAt(object) !== OPEN_BRACE) return -1;
  const next = text.charCodeAt(object + 1);
  return next === DQUOTE || next === SPACE ? object : -1;
}
