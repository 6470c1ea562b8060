/**
 * In: a line of Zyxel's whose pairs were read from bytes. Out: the site that a filter names in front of its message, in the destination's
 * place, or "not plain", as `judge` reads the same text.
 * Plain: `src`, `dst`, `msg` and `note` in this order and in quotes, quoted pairs up to `cat`, and a site in small letters.
 */
import type { LineWindows } from '../api.ts';
import { findWordAt, isPlainHost, isWordAt, untilByte } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const COLON = 58;
const EQUALS = 61;
const UNDERSCORE = 95;
const LETTER_A = 97;

const DST = '" dst="';
const MSG = '" msg="';
const NOTE = '" note="';
const CAT = 'cat';
const REPEATED = [' msg=', ' note=', ' cat='] as const;

/** What the note of a filter's message begins with. */
const WEB = 'WEB';
export const SITE_WORDS = ['url', 'content', 'web', 'dns', 'reputation'] as const;
/** By a letter, small or capital, the word that begins with it, plus one. */
const BEGINNING = Uint8Array.from(
  { length: 256 },
  (_, code) => SITE_WORDS.findIndex((word) => word.charCodeAt(0) === (code | 32)) + 1,
);
/** Behind the number of the message's key and a line end. */
const MESSAGE_IN_VERDICT = 5;
/** What stands for every site in a verdict: one of the fewest letters. */
const ANY_SITE = [LETTER_A, DOT, LETTER_A] as const;

/** @returns false when the line must be read as text */
export function settleSite(bytes: Uint8Array, out: LineWindows, end: number): boolean {
  if (!holdsWord(out.verdict, 0, out.verdictEnd)) return true;
  const target = behindPort(bytes, out.sourceEnd);
  const message = behindPort(bytes, out.destEnd);
  if (!isWordAt(bytes, target, DST) || target + DST.length !== out.destStart) return false;
  if (!isWordAt(bytes, message, MSG)) return false;
  const from = message + MSG.length;
  const to = untilByte(bytes, DQUOTE, from, end);
  if (!isWordAt(bytes, to, NOTE)) return false;
  const note = to + NOTE.length;
  const noteEnd = untilByte(bytes, DQUOTE, note, end);
  const cat = categoryAt(bytes, noteEnd, end);
  if (cat < 0) return false;
  const catEnd = untilByte(bytes, DQUOTE, cat, end);
  if (REPEATED.some((key) => findWordAt(bytes, key, catEnd, end) >= 0)) return false;
  return !isFilter(bytes, note, cat, catEnd) || takeSite(bytes, from, to, out);
}

/** Behind `:443`. */
function behindPort(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== COLON) return start;
  let at = start + 1;
  while (isDigit(bytes[at])) at++;
  return at;
}

/** Where the category's value begins, behind quoted pairs; -1 for what needs a closer look. @param start at a closing quote */
function categoryAt(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const key = at + 2;
    const equals = untilByte(bytes, EQUALS, key, end);
    if (bytes[at + 1] !== SPACE || bytes[equals + 1] !== DQUOTE) return -1;
    if (equals - key === CAT.length && isWordAt(bytes, key, CAT)) return equals + 2;
    at = untilByte(bytes, DQUOTE, equals + 2, end);
  }
  return -1;
}

function isFilter(bytes: Uint8Array, note: number, cat: number, catEnd: number): boolean {
  return isWordAt(bytes, note, WEB) || holdsWord(bytes, cat, catEnd);
}

/** `games.example.com: Games, Rule_name:CF` */
function takeSite(bytes: Uint8Array, from: number, to: number, out: LineWindows): boolean {
  let at = from;
  let label = from;
  let isParted = true;
  for (; at < to && isSiteByte(bytes[at] ?? 0); at++) {
    if (bytes[at] !== DOT) continue;
    isParted &&= at > label;
    label = at + 1;
  }
  // Nothing that could be a site.
  if (at === to || bytes[at] !== COLON) return true;
  const first = bytes[label] ?? 0;
  const isSite = isParted && label > from && first >= LETTER_A && first <= 122 && isPlainHost(bytes, from, at);
  if (!isSite || at + 1 >= to || bytes[at + 1] === COMMA || untilByte(bytes, UNDERSCORE, label, at) < at) return false;
  out.destStart = from;
  out.destEnd = at;
  // What is said of one site is said of all.
  const { verdict, verdictEnd } = out;
  verdict.set(ANY_SITE, MESSAGE_IN_VERDICT);
  verdict.copyWithin(MESSAGE_IN_VERDICT + ANY_SITE.length, MESSAGE_IN_VERDICT + at - from, verdictEnd);
  out.verdictEnd = verdictEnd - (at - from - ANY_SITE.length);
  return true;
}

function isSiteByte(code: number): boolean {
  const lower = code | 32;
  return isDigit(code) || (lower >= LETTER_A && lower <= 122) || code === DOT || code === DASH || code === UNDERSCORE;
}

/** One of the words that tell a filter stands in the window, in small letters or capitals. */
function holdsWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const word = BEGINNING[bytes[at] ?? 0] ?? 0;
    if (word > 0 && isInAnyCase(bytes, at, end, SITE_WORDS[word - 1] ?? '')) return true;
  }
  return false;
}

function isInAnyCase(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (((bytes[at + i] ?? 0) | 32) !== word.charCodeAt(i)) return false;
  return true;
}
