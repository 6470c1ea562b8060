/**
 * In: the `key=value key="value"` pairs of a line as bytes. Out: each of them given to PairWindows, or "not plain".
 * Guarantee: the pairs are those that KvFields finds in the same window. Plain: keys of letters, digits, `_` and `-`, no backslash before a
 * quote, and what parts the first two pairs parts all.
 */
import type { LineWindows } from '../api.ts';
import { bytesOf } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import type { PairWindows } from './pair-windows.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const EQUALS = 61;
const BACKSLASH = 92;

const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

export interface PairScan {
  readonly separator: typeof SPACE | typeof COMMA;
  /** Keys that must stand in the line in this order, the first pair's excluded. */
  readonly marks: readonly PairMark[];
  /** Words without `=` may stand behind bare values, and are passed over. */
  readonly hasWords?: true;
  /** Every value is in quotes. */
  readonly isQuoted?: true;
  /** A colon, and behind the last of those a comma, may stand right behind a value in quotes. */
  readonly isColoned?: true;
  /** No `=` within quotes: by what is in front of it another format might claim the line. */
  readonly isStrict?: true;
}

/** A key with the equals sign, and with what must stand in front of it and behind. */
export interface PairMark {
  readonly bytes: Uint8Array;
  /** Where the key begins in it. */
  readonly key: number;
}

/** Of keys such as `m=`, `time="`, `" note="` or `sys="S`. */
export function marksOf(words: readonly string[]): PairMark[] {
  return words.map((word) => ({ bytes: bytesOf(word), key: word.search(/[\w-]+="?\w*$/) }));
}

/** @param limit where the marks must have ended. @returns false when the line is not plain */
export function scanPairs(
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number,
  { separator, marks, hasWords, isQuoted, isStrict, isColoned }: PairScan,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  const words = wordsOf(bytes);
  const { order } = windows;
  order.begin();
  let found = 0;
  let isFirst = true;
  let isBehindQuote = false;
  let at = start;
  while (at < end) {
    const length = order.match(words, at, end);
    const equals = length > 0 ? at + length - 1 : keyEndOf(bytes, at, end);
    if (equals === at || bytes[equals] !== EQUALS) {
      const word = hasWords === true && !isBehindQuote ? behindWord(bytes, at, end, separator) : -1;
      if (word < 0) {
        // Words behind the last pair are passed over.
        if (!isFirst && untilCode(words, EQUALS, at, end) === end) break;
        return false;
      }
      at = behindSpaces(bytes, word, end);
      continue;
    }
    let from = equals + 1;
    let stop = from;
    let next = from;
    isBehindQuote = from < end && bytes[from] === DQUOTE;
    if (isBehindQuote) {
      from++;
      stop = untilCode(words, DQUOTE, from, end);
      if (stop >= end || (stop > from && bytes[stop - 1] === BACKSLASH)) return false;
      if (isStrict === true && untilCode(words, EQUALS, from, stop) < stop) return false;
      next = stop + 1;
      if (isColoned === true && next + 1 < end && (bytes[next] === COLON || bytes[next] === COMMA)) {
        // What follows a colon is a word of its own.
        isBehindQuote = bytes[next] === COMMA;
        next++;
      }
      if (next < end && bytes[next] !== separator) return false;
    } else {
      if (isQuoted === true) return false;
      stop = untilCode(words, separator, from, end);
      next = stop;
      // The first value shows what parts the pairs.
      if (isFirst && untilCode(words, separator === SPACE ? COMMA : SPACE, from, stop) < stop) return false;
    }
    const mark = marks[found];
    if (mark !== undefined && !isFirst && stop > from && isMarkAt(bytes, at, mark, limit)) found++;
    if (length === 0) order.note(words, at, equals + 1, windows.keyOf(bytes, at, equals));
    if (!windows.takeKey(order.number, bytes, from, stop, out)) return false;
    isFirst = false;
    at = behindSpaces(bytes, separator === COMMA ? next + 1 : next, end);
  }
  return found === marks.length;
}

/** Behind a word that holds no `=` and what parts it from the next; -1 where a closer look is needed. */
export function behindWord(bytes: Uint8Array, start: number, end: number, separator: number): number {
  const first = bytes[start];
  if (first === COMMA || first === TAB) return -1;
  let at = start;
  for (; at < end && bytes[at] !== separator; at++) if (bytes[at] === EQUALS) return -1;
  return Math.min(at + 1, end);
}

function behindSpaces(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === SPACE) at++;
  return at;
}

function isMarkAt(bytes: Uint8Array, key: number, mark: PairMark, limit: number): boolean {
  const at = key - mark.key;
  const word = mark.bytes;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return at + word.length <= limit;
}

/** Behind the last byte of the key that begins at `start`. */
function keyEndOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && KEY_BYTES[bytes[at] ?? 0] === 1) at++;
  return at;
}
