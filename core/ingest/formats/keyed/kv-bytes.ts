/**
 * In: a line of `key=value key="value"` as bytes, perhaps behind a bare `<PRI>`. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs separated by spaces, no backslash before a quote, and the keys that make the format's claim certain, in their order.
 */
import type { LineParser, LineWindows } from '../api.ts';
import { behindPri } from '../shared/bytes.ts';
import { createKvParser, type KvLine } from './kv-line.ts';
import { PairWindows } from './pair-windows.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;

const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w-]/.test(String.fromCharCode(code)) ? 1 : 0));

export interface KvBytes {
  readonly judged: readonly string[];
  readonly unplain?: readonly string[];
  /** Keys that the claim looks for, in this order; with a quote behind the equals sign where it must be. */
  readonly marks: readonly string[];
  /** How far into a line the claim looks. */
  readonly within: number;
}

/** A parser that reads plain lines from bytes as well. */
export function createKvBytesParser(line: KvLine, { judged, unplain = [], marks, within }: KvBytes): LineParser {
  const windows = new PairWindows({ spec: line.spec, judged, unplain });
  const words = marks.map((mark) => Uint8Array.from(mark, (letter) => letter.charCodeAt(0)));
  return {
    ...createKvParser(line),
    readBytes(bytes, start, end, out) {
      const at = behindPri(bytes, start, end);
      return readPairs(bytes, at, end, words, at + within, windows, out);
    },
  };
}

function readPairs(
  bytes: Uint8Array,
  start: number,
  end: number,
  marks: readonly Uint8Array[],
  limit: number,
  windows: PairWindows,
  out: LineWindows,
): boolean {
  const first = bytes[start] ?? 0;
  // Anything but a small letter may begin a relay's header.
  if (first < 97 || first > 122) return false;
  windows.begin(out);
  let found = 0;
  let at = start;
  while (at < end) {
    let equals = at;
    while (equals < end && KEY_BYTES[bytes[equals] ?? 0] === 1) equals++;
    if (equals === at || bytes[equals] !== EQUALS) return false;
    let from = equals + 1;
    let stop = from;
    let next = from;
    if (bytes[from] === DQUOTE && from < end) {
      from++;
      stop = from;
      while (stop < end && bytes[stop] !== DQUOTE) stop++;
      if (stop >= end || (stop > from && bytes[stop - 1] === BACKSLASH)) return false;
      next = stop + 1;
      if (next < end && bytes[next] !== SPACE) return false;
    } else {
      while (stop < end && bytes[stop] !== SPACE) stop++;
      next = stop;
      // The first value shows what separates the pairs.
      if (at === start && hasComma(bytes, from, stop)) return false;
    }
    const mark = marks[found];
    if (mark !== undefined && at > start && stop > from && isMark(bytes, at, mark) && at + mark.length <= limit)
      found++;
    if (!windows.take(bytes, at, equals, from, stop, out)) return false;
    at = next;
    while (at < end && bytes[at] === SPACE) at++;
  }
  return found === marks.length && windows.finish(bytes, out);
}

function isMark(bytes: Uint8Array, at: number, mark: Uint8Array): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark[i]) return false;
  return true;
}

function hasComma(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === COMMA) return true;
  return false;
}
