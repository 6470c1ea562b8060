/**
 * In: pairs whose values hold blanks without quotes (`user=Alice Example action=permitted`), as bytes. Out: each of them given to PairWindows,
 * or "not plain".
 * Guarantee: the pairs are those that SpacedFields finds in the same window, their values as they stand there.
 */
import type { LineWindows } from '../api.ts';
import { isWordAt } from '../shared/bytes.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import type { PairWindows } from './pair-windows.ts';

const TAB = 9;
const SPACE = 32;
const DQUOTE = 34;
const EQUALS = 61;

/** What a byte may be in a key: 0 nothing, 1 part of it, 2 its beginning as well. */
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z_]/.test(char) ? 2 : /[\d.[\]-]/.test(char) ? 1 : 0;
});

/** A key stands behind a blank or at the start, and reaches to an equals sign; its value reaches to the next key. */
export function scanSpaced(
  bytes: Uint8Array,
  start: number,
  end: number,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  const words = wordsOf(bytes);
  const { order } = windows;
  order.begin();
  /** Of the pair whose value's end is looked for; -1 in front of the first. */
  let key = -1;
  let from = start;
  for (let at = untilCode(words, EQUALS, start, end); at < end; at = untilCode(words, EQUALS, at + 1, end)) {
    let next = at + 1 - order.matchBefore(words, from, at + 1);
    let number = order.number;
    if (next > at) {
      next = keyStart(bytes, from, at, key < 0);
      if (next < 0) continue;
      number = windows.keyOf(bytes, next, at);
      order.note(words, next, at + 1, number);
    }
    if (key > 0 && !take(key, bytes, from, next, windows, out)) return false;
    key = number;
    from = at + 1;
  }
  return key <= 0 || take(key, bytes, from, end, windows, out);
}

/** Where the key begins that an equals sign ends; -1 when none does. @param isFirst it may stand at the start */
function keyStart(bytes: Uint8Array, start: number, equals: number, isFirst: boolean): number {
  let at = equals;
  while (at > start && KEY_BYTES[bytes[at - 1] ?? 0] !== 0) at--;
  if (at === equals || KEY_BYTES[bytes[at] ?? 0] !== 2) return -1;
  return (at > start ? (bytes[at - 1] ?? 0) <= SPACE : isFirst) ? at : -1;
}

/** @param key its number @param start behind the equals sign @param stop where the next key begins */
function take(
  key: number,
  bytes: Uint8Array,
  start: number,
  stop: number,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  let from = start;
  let to = stop;
  while (from < to && (bytes[from] ?? 0) <= SPACE) from++;
  while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === TAB)) to--;
  if (to - from >= 2 && bytes[from] === DQUOTE && bytes[to - 1] === DQUOTE) {
    from++;
    to--;
  }
  return windows.takeKey(key, bytes, from, to, out);
}

/** Behind the first occurrence of a key, which ends in an equals sign; -1 when it does not occur. */
export function behindKey(bytes: Uint8Array, key: string, start: number, end: number): number {
  const words = wordsOf(bytes);
  for (let at = untilCode(words, EQUALS, start, end); at < end; at = untilCode(words, EQUALS, at + 1, end)) {
    const from = at + 1 - key.length;
    if (from >= start && isWordAt(bytes, from, key)) return at + 1;
  }
  return -1;
}
