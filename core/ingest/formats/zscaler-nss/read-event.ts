/**
 * In: an event of Zscaler's feeds in LEEF or CEF as bytes. Out: its figures and where its names stand, or "not plain" (see window-record.ts).
 * The pairs are those that Pairs finds: parted by tabs in LEEF, by single blanks in CEF, whose values hold blanks.
 */
import type { LineWindows } from '../api.ts';
import { isWordAt } from '../shared/bytes.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';
import { FIELD, FIELD_KEYS } from './names.ts';
import { beginFields, finish, isFilled, NEEDED, readTime, take } from './window-record.ts';

const TAB = 9;
const SPACE = 32;
const EQUALS = 61;
const BACKSLASH = 92;
const CARET = 94;
const PIPE = 124;

const LEEF = 'LEEF:1.0|Zscaler|NSS';
const CEF = 'CEF:0|Zscaler|NSS';
const LEEF_PIPES = 5;
const CEF_PIPES = 7;
const LONGEST_KEY = 48;

export function readEvent(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const isLeef = isWordAt(bytes, start, LEEF);
  if (!isLeef && !isWordAt(bytes, start, CEF)) return false;
  const words = wordsOf(bytes);
  let column = start;
  let pairs = start;
  for (let pipe = 0; pipe < (isLeef ? LEEF_PIPES : CEF_PIPES); pipe++) {
    column = pairs;
    pairs = untilCode(words, PIPE, pairs, end) + 1;
    if (pairs > end) return false;
  }
  // By what stands in them Pairs tells how they are parted.
  const isTabbed = untilCode(words, TAB, pairs, end) < end;
  if (isTabbed !== isLeef || untilCode(words, CARET, pairs, end) < end) return false;
  beginFields();
  if (!(isLeef ? readTabbed(bytes, pairs, end) : readSpaced(bytes, pairs, end))) return false;
  // The event's id is what was done, where no pair says it.
  if (isLeef && !isFilled(FIELD.action) && !take(bytes, FIELD.action, column, pairs - 1)) return false;
  return readTime(bytes, Number.NaN, out) && finish(bytes, isLeef, out);
}

function readTabbed(bytes: Uint8Array, start: number, end: number): boolean {
  const words = wordsOf(bytes);
  for (let at = start; at < end; ) {
    if (bytes[at] === SPACE || bytes[at] === TAB) return false;
    const equals = untilEither(words, EQUALS, TAB, at, end);
    if (equals >= end || bytes[equals] !== EQUALS) return false;
    const stop = untilCode(words, TAB, equals + 1, end);
    if (!takePair(bytes, at, equals, stop)) return false;
    at = stop + 1;
  }
  return true;
}

/** A value runs to the last blank before the next `key=`. */
function readSpaced(bytes: Uint8Array, start: number, end: number): boolean {
  const words = wordsOf(bytes);
  let key = start;
  while (key < end && bytes[key] === SPACE) key++;
  let equals = untilCode(words, EQUALS, key, end);
  while (equals < end) {
    let next = untilCode(words, EQUALS, equals + 1, end);
    let gap = gapBefore(bytes, next, equals);
    while (next < end && gap < 0) {
      next = untilCode(words, EQUALS, next + 1, end);
      gap = gapBefore(bytes, next, equals);
    }
    if (!takePair(bytes, key, equals, next < end ? gap : end)) return false;
    key = gap + 1;
    equals = next;
  }
  return true;
}

/** The blank in front of the key that an equals sign ends; -1 when it ends none, or one that begins no later than `from`. */
function gapBefore(bytes: Uint8Array, equals: number, from: number): number {
  if (bytes[equals - 1] === BACKSLASH) return -1;
  let at = equals;
  while (at > from && isKeyByte(bytes[at - 1] ?? 0)) at--;
  const isKey = at < equals && equals - at <= LONGEST_KEY && at - 1 > from && bytes[at - 1] === SPACE;
  return isKey ? at - 1 : -1;
}

function isKeyByte(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

function takePair(bytes: Uint8Array, key: number, equals: number, stop: number): boolean {
  const field = FIELD_KEYS.find(bytes, key, equals);
  return !NEEDED.has(field) || isFilled(field) || take(bytes, field, equals + 1, stop);
}
