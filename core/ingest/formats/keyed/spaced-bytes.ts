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
  let key = -1;
  let keyEnd = 0;
  let from = start;
  for (let at = untilCode(words, EQUALS, start, end); at < end; at = untilCode(words, EQUALS, at + 1, end)) {
    let next = at;
    while (next > from && KEY_BYTES[bytes[next - 1] ?? 0] !== 0) next--;
    const isKey =
      next < at && KEY_BYTES[bytes[next] ?? 0] === 2 && (next > from ? (bytes[next - 1] ?? 0) <= SPACE : key < 0);
    if (!isKey) continue;
    if (key >= 0 && !take(bytes, key, keyEnd, next, windows, out)) return false;
    key = next;
    keyEnd = at;
    from = at + 1;
  }
  return key < 0 || take(bytes, key, keyEnd, end, windows, out);
}

/** @param stop where the next key begins */
function take(
  bytes: Uint8Array,
  key: number,
  keyEnd: number,
  stop: number,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  let from = keyEnd + 1;
  let to = stop;
  while (from < to && (bytes[from] ?? 0) <= SPACE) from++;
  while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === TAB)) to--;
  if (to - from >= 2 && bytes[from] === DQUOTE && bytes[to - 1] === DQUOTE) {
    from++;
    to--;
  }
  return windows.take(bytes, key, keyEnd, from, to, out);
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
