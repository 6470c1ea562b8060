/**
 * In: a line of an NSS web feed as bytes: `key=value` pairs joined by tabs, behind a bare time or with a `datetime` first, or by `^^`, perhaps
 * behind `ZSCALERNSS:`; or the default columns, LEEF or CEF. Out: its figures and where its names stand, or "not plain".
 * Plain: an IPv4 client, a host of small letters that ends in one, and values without escapes where they matter. What the action means
 * is learned from lines read as text.
 */
import type { LineWindows } from '../api.ts';
import { clockOf, dayOf, isWordAt } from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { untilCode, untilEither, wordsOf } from '../shared/word-scan.ts';
import { FIELD_KEYS } from './names.ts';
import { readColumns } from './read-columns.ts';
import { readEvent } from './read-event.ts';
import { beginFields, finish, isFilled, NEEDED, readTime, take } from './window-record.ts';

const TAB = 9;
const SPACE = 32;
const DASH = 45;
const EQUALS = 61;
const UPPER_C = 67;
const UPPER_L = 76;
const CARET = 94;

/** Of what a key fills, in what `order` notes of it: the field, and whether it is one of the two names that only these feeds write together. */
const FIELD_BITS = 63;
const CLIENT_MARK = 64;
const CATEGORY_MARK = 128;
const MARKS = CLIENT_MARK | CATEGORY_MARK;
const order = new KeyOrder();

const TAG = 'ZSCALERNSS: ';
/** Bytes of the time and the tab behind it. */
const TIME_BYTES = 20;
/** How far a syslog header's end is looked for, and how far the names that tell the layout. */
const STAMP_LOOK = 40;
const NAMES_LOOK = 4096;

/** What joins the pairs of the line at hand: a tab, or a caret that stands twice. */
let join = TAB;
/** The line begins with a time; NaN where a pair holds it. */
let stampMs = Number.NaN;

export function readZscalerBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  if (end - start > NAMES_LOOK) return false;
  if (bytes[start] === UPPER_L || bytes[start] === UPPER_C) return readEvent(bytes, start, end, out);
  let at = pairsAt(bytes, start, end);
  if (at < 0) return readColumns(bytes, start, end, out);
  beginFields();
  const words = wordsOf(bytes);
  const isTabbed = join === TAB;
  let marks = 0;
  order.begin();
  while (at < end) {
    const known = order.match(words, at, end);
    const from = known > 0 ? at + known : readKey(bytes, at, end);
    if (from < 0) return false;
    const { number } = order;
    marks |= number & MARKS;
    const field = number & FIELD_BITS;
    const stop = isTabbed ? tabEnd(words, from, end) : caretEnd(words, from, end);
    if (stop < 0) return false;
    if (field > 0 && !isFilled(field) && !take(bytes, field, from, stop)) return false;
    at = isTabbed ? stop + 1 : stop + 2;
  }
  return marks === MARKS && readTime(bytes, stampMs, out) && finish(bytes, false, out);
}

/** Reads a key and notes it for the line to come. @returns where its value begins; -1 when there is no key */
function readKey(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === SPACE || bytes[start] === TAB) return -1;
  let equals = start;
  while (equals < end && bytes[equals] !== EQUALS && bytes[equals] !== TAB && bytes[equals] !== CARET) equals++;
  if (equals >= end || bytes[equals] !== EQUALS) return -1;
  const field = FIELD_KEYS.find(bytes, start, equals);
  let number = NEEDED.has(field) ? field : 0;
  // The feeds' templates spell them so.
  if (isWordAt(bytes, start, 'ClientIP=')) number |= CLIENT_MARK;
  if (isWordAt(bytes, start, 'urlcategory=')) number |= CATEGORY_MARK;
  order.note(wordsOf(bytes), start, equals + 1, number);
  return equals + 1;
}

/** Where the pairs begin; -1 when the line begins otherwise. */
function pairsAt(bytes: Uint8Array, start: number, end: number): number {
  stampMs = Number.NaN;
  join = CARET;
  if (isWordAt(bytes, start, TAG)) return start + TAG.length;
  if (isWordAt(bytes, start, 'time=')) return start;
  join = TAB;
  if (isWordAt(bytes, start, 'datetime=')) return start;
  if (bytes[start + 10] !== SPACE || bytes[start + 19] !== TAB) return -1;
  const day = dayOf(bytes, start);
  const clock = clockOf(bytes, start + 11);
  if (day < 0 || clock < 0 || bytes[start + 4] !== DASH || looksRelayed(bytes, start, end)) return -1;
  stampMs = day + clock;
  return start + TIME_BYTES;
}

/** Where a pair ends that a tab ends; -1 when carets stand in it. */
function tabEnd(words: DataView, start: number, end: number): number {
  let at = untilEither(words, TAB, CARET, start, end);
  while (at + 1 < end && words.getUint8(at) === CARET) {
    if (words.getUint8(at + 1) === CARET) return -1;
    at = untilEither(words, TAB, CARET, at + 1, end);
  }
  return at + 1 === end && words.getUint8(at) === CARET ? end : at;
}

/** Where a pair ends that two carets end. */
function caretEnd(words: DataView, start: number, end: number): number {
  let at = untilCode(words, CARET, start, end);
  while (at + 1 < end && words.getUint8(at + 1) !== CARET) at = untilCode(words, CARET, at + 1, end);
  return at + 1 === end ? end : at;
}

/** A blank this early may end a relay's stamp, when a word (its host) and another blank follow. */
function looksRelayed(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + TIME_BYTES;
  while (at < end && at < start + STAMP_LOOK && bytes[at] !== SPACE) at++;
  if (at >= end || bytes[at] !== SPACE) return false;
  while (at < end && bytes[at] === SPACE) at++;
  while (at < end && bytes[at] !== SPACE && bytes[at] !== TAB) at++;
  return at < end && bytes[at] === SPACE;
}
