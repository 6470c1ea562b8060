/**
 * In: a line that is a JSON object, as bytes, of names that were read as text before. Out: where the raw line of another product stands that
 * one of its fields holds, and the object's time, as WrappedLines finds them in the same text; or "not plain".
 * A line without escapes is read where it stands; of another a copy is made without them, which holds until the next line.
 */
import { LineWindows } from '../formats/api.ts';
import {
  type JsonLayout,
  knownLayoutOf,
  PLAIN,
  valueEnds,
  valueEscapes,
  valueStarts,
} from '../formats/keyed/json-layout.ts';
import type { JsonPaths } from '../formats/keyed/json-paths.ts';
import { isNullAt } from '../formats/keyed/json-values.ts';
import { readWindows, type WindowUse, windowRank } from '../formats/keyed/json-windows.ts';
import { TIME } from '../formats/keyed/window-slots.ts';

const BACKSPACE = 8;
const TAB = 9;
const LF = 10;
const FORM_FEED = 12;
const CR = 13;
const SPACE = 32;
const BACKSLASH = 92;
const LOWER_U = 117;
/** Beyond, a code is more than one byte. */
const ASCII = 128;
/** By the letter behind a backslash; others stand for themselves. */
const ESCAPES = new Map(
  [
    ['b', BACKSPACE],
    ['f', FORM_FEED],
    ['n', LF],
    ['r', CR],
    ['t', TAB],
  ].map(([letter, code]) => [String(letter).charCodeAt(0), Number(code)]),
);
/** Longer objects have no layout that is known. */
const LONGEST = 8192;
/** Readers of four bytes at a time look behind the end. */
const MARGIN = 16;

/** What the values of a layout are: places of those that may hold a line, best first, and uses of its times. */
interface Plan {
  readonly lines: readonly { readonly value: number; readonly isText: boolean }[];
  readonly times: readonly WindowUse[];
}

export class WrappedBytes {
  /** The line found last. */
  bytes: Uint8Array;
  start = 0;
  end = 0;
  /** When the object says that it was; NaN where it does not. */
  timeMs = Number.NaN;
  timeIsLocal = false;

  readonly #paths: JsonPaths;
  readonly #raw: number;
  readonly #shortest: number;
  readonly #copy = new Uint8Array(LONGEST + MARGIN);
  readonly #plans = new WeakMap<object, Plan>();
  readonly #windows = new LineWindows();

  /**
   * @param paths of objects that hold lines, by which they were read as text
   * @param raw so many of the watched paths hold lines, best first
   * @param shortest shorter texts are words
   */
  constructor(paths: JsonPaths, raw: number, shortest: number) {
    this.#paths = paths;
    this.#raw = raw;
    this.#shortest = shortest;
    this.bytes = this.#copy;
  }

  /** @returns false where the object must be read as text */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    const layout = knownLayoutOf(bytes, start, end);
    const plan = layout === null ? undefined : this.#planOf(layout);
    if (plan === undefined || !this.#findLine(bytes, plan)) return false;
    // Its places in the object are known until the next object is looked at.
    if (!readWindows(plan.times, bytes, this.#windows)) return false;
    this.timeMs = this.#windows.timeMs;
    this.timeIsLocal = this.#windows.timeIsLocal;
    return true;
  }

  #planOf(layout: JsonLayout): Plan | undefined {
    const uses = this.#paths.usesOf(layout);
    if (uses === null) return undefined;
    const known = this.#plans.get(uses);
    if (known !== undefined) return known;
    const { table } = this.#paths;
    const isTextAt = (value: number): boolean => layout.isText[value] === true;
    const held = uses.filter(({ known: { watch } }) => watch >= 0 && watch < this.#raw);
    // Which of two of one name counts hangs on what they are.
    const isClear = new Set(held.map(({ known: { watch } }) => watch)).size === held.length;
    const plan: Plan = {
      lines: isClear
        ? held.sort((a, b) => a.known.watch - b.known.watch).map(({ value }) => ({ value, isText: isTextAt(value) }))
        : [],
      times: uses
        .filter(({ known: { entry } }) => entry >= 0 && table.slotOf(entry) === 'time')
        .map(({ value, known: { entry } }) => ({
          value,
          isText: isTextAt(value),
          slot: TIME,
          rank: windowRank(table, entry),
          label: 0,
          isUtc: false,
        })),
    };
    this.#plans.set(uses, plan);
    return plan;
  }

  #findLine(bytes: Uint8Array, { lines }: Plan): boolean {
    for (const { value, isText } of lines) {
      const from = valueStarts[value] ?? 0;
      const to = valueEnds[value] ?? 0;
      if (!isText) {
        if (isNullAt(bytes, from, to)) continue;
        return false;
      }
      this.bytes = bytes;
      this.start = from;
      this.end = to;
      if (valueEscapes[value] !== PLAIN && !this.#unescape(bytes, from, to)) return false;
      if (this.end - this.start < this.#shortest) continue;
      return this.#trim();
    }
    return false;
  }

  /** Copies a value without its escapes. */
  #unescape(bytes: Uint8Array, from: number, to: number): boolean {
    const copy = this.#copy;
    let length = 0;
    for (let at = from; at < to; at++) {
      let code = bytes[at] ?? 0;
      if (code === BACKSLASH) {
        at++;
        code = bytes[at] ?? 0;
        if (code === LOWER_U) {
          code = codeOf(bytes, at + 1, to);
          if (code < 0 || code >= ASCII) return false;
          at += 4;
        } else code = ESCAPES.get(code) ?? code;
      }
      copy[length++] = code;
    }
    copy.fill(0, length, length + MARGIN);
    this.bytes = copy;
    this.start = 0;
    this.end = length;
    return true;
  }

  #holdsBreak(): boolean {
    const at = this.#copy.indexOf(LF);
    return at >= 0 && at < this.end;
  }

  /** Drops line ends behind it and blanks around it. @returns false for nothing, and for a line of several */
  #trim(): boolean {
    const { bytes } = this;
    if (bytes === this.#copy && this.#holdsBreak()) {
      while (this.end > this.start && (bytes[this.end - 1] === LF || bytes[this.end - 1] === CR)) this.end--;
      if (this.#holdsBreak()) return false;
    }
    while (this.end > this.start && isSpace(bytes[this.end - 1] ?? 0)) this.end--;
    while (this.start < this.end && bytes[this.start] === SPACE) this.start++;
    return this.start < this.end;
  }
}

/** CR, blanks, NUL, as at the end of any line. */
function isSpace(code: number): boolean {
  return code === CR || code === SPACE || code === 0;
}

/** Value of four hexadecimal digits, -1 when they are none. */
function codeOf(bytes: Uint8Array, start: number, end: number): number {
  if (start + 4 > end) return -1;
  let value = 0;
  for (let at = start; at < start + 4; at++) {
    const code = bytes[at] ?? 0;
    const letter = (code | 32) - 97;
    const digit = code >= 48 && code <= 57 ? code - 48 : letter >= 0 && letter < 6 ? letter + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
