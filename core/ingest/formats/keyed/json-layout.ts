/**
 * In: lines that are JSON objects. Out: where the values of a line stand, when what stands between them is what stood there before.
 * Lines of a log have the same names in the same order again and again: comparing them with a layout known already takes a fraction of
 * what it takes to find out names and nesting.
 * Guarantee: a line that fits a layout is a whole object of the same names and nesting; anything unusual (escapes in names, quotes within
 * values) fits none.
 */
import { codesOf } from '../shared/codes.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const MAX_VALUES = 200;
const MAX_DEPTH = 30;
/** Longer lines are few, and are looked at in part only by some who ask. */
const MAX_LINE = 8000;
const MAX_LAYOUTS = 8;
/** Lines whose layouts hardly ever come again are not compared for a while. */
const CREDIT = 64;
const PAUSE = 2000;

/** What stands in front of each value and behind the last one. */
export interface JsonLayout {
  readonly between: readonly Uint8Array[];
  /** Whether the value is a string; its quotes belong to what stands between. */
  readonly isText: readonly boolean[];
}

/** Where the values of the line stand that `layoutOf` was asked of last. */
export const valueStarts = new Int32Array(MAX_VALUES);
export const valueEnds = new Int32Array(MAX_VALUES);
/** 1 where a value holds escapes. */
export const valueEscapes = new Uint8Array(MAX_VALUES);

/** A value of a layout and what whoever reads it knows of its name. */
export interface ValueUse<T> {
  readonly value: number;
  readonly known: T;
}

/** Which values of each layout a reader takes: found while it reads a first line of it name by name. */
export class LayoutUses<T> {
  private readonly uses = new WeakMap<JsonLayout, readonly ValueUse<T>[]>();
  private noted: ValueUse<T>[] | null = null;
  private value = 0;

  /** Null where no line of it was read yet. */
  of(layout: JsonLayout): readonly ValueUse<T>[] | null {
    return this.uses.get(layout) ?? null;
  }

  /** The line that `layoutOf` was asked of last is read name by name from here on. @param layout null where it has none */
  learn(layout: JsonLayout | null): void {
    this.noted = null;
    if (layout === null) return;
    this.noted = [];
    this.value = 0;
    this.uses.set(layout, this.noted);
  }

  /** The value at `start` is taken. Values come in the order of the line. */
  note(start: number, known: T): void {
    if (this.noted === null) return;
    while (this.value < valueStarts.length && valueStarts[this.value] !== start) this.value++;
    this.noted.push({ value: this.value, known });
  }
}

let layouts: JsonLayout[] = [];
let credit = CREDIT;
let pause = 0;
let line = '';
let from = 0;
let to = -1;
let known: JsonLayout | null = null;

/** The layout of the object that fills text[start, end), null when it has none that was seen before or could come again. */
export function layoutOf(text: string, start: number, end: number): JsonLayout | null {
  if (start === from && end === to && text === line) return known;
  line = text;
  from = start;
  to = end;
  known = end - start > MAX_LINE ? null : find(codesOf(text), start, end);
  return known;
}

function find(codes: Uint8Array, start: number, end: number): JsonLayout | null {
  if (pause > 0) {
    pause--;
    return null;
  }
  for (let at = 0; at < layouts.length; at++) {
    const layout = layouts[at];
    if (layout === undefined || !fits(layout, codes, start, end)) continue;
    if (at > 0) {
      layouts.splice(at, 1);
      layouts.unshift(layout);
    }
    if (credit < CREDIT) credit++;
    return layout;
  }
  credit--;
  if (credit <= 0) {
    pause = PAUSE;
    credit = CREDIT / 4;
  }
  const learned = learn(codes, start, end);
  if (learned) layouts = [learned, ...layouts.slice(0, MAX_LAYOUTS - 1)];
  return learned;
}

function fits(layout: JsonLayout, codes: Uint8Array, start: number, end: number): boolean {
  const { between, isText } = layout;
  const count = isText.length;
  let at = start;
  for (let value = 0; ; value++) {
    const words = between[value];
    if (words === undefined || at + words.length > end) return false;
    for (let i = 0; i < words.length; i++) if (codes[at + i] !== words[i]) return false;
    at += words.length;
    if (value === count) return at === end;
    valueStarts[value] = at;
    at = isText[value] === true ? textEnd(codes, at, end) : bareEnd(codes, at, end);
    if (at < 0) return false;
    valueEnds[value] = at;
    valueEscapes[value] = isText[value] === true && isEscaped ? 1 : 0;
  }
}

/** The text whose end was looked for last holds escapes. */
let isEscaped = false;

/** Where the closing quote stands, -1 when there is none or another comes first. */
function textEnd(codes: Uint8Array, start: number, end: number): number {
  isEscaped = false;
  for (let at = start; at < end; at++) {
    const code = codes[at];
    if (code === DQUOTE) return at;
    if (code === BACKSLASH) {
      at++;
      if (codes[at] === DQUOTE) return -1;
      isEscaped = true;
    }
  }
  return -1;
}

/** Behind a number or a word, -1 when none stands here. */
function bareEnd(codes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= SPACE) break;
    if (code === DQUOTE || code === COLON || code === OPEN_BRACE || code === OPEN_BRACKET) return -1;
  }
  return at > start && at < end ? at : -1;
}

/** The layout of a line, and where its values stand; null for what is no whole plain object. */
function learn(codes: Uint8Array, start: number, end: number): JsonLayout | null {
  if (codes[start] !== OPEN_BRACE) return null;
  const between: Uint8Array[] = [];
  const isText: boolean[] = [];
  const isArray: boolean[] = [];
  let mark = start;
  let at = start;
  const take = (valueEnd: number, text: boolean): boolean => {
    if (valueEnd < 0 || isText.length >= MAX_VALUES) return false;
    const value = isText.push(text) - 1;
    between.push(codes.slice(mark, at));
    valueStarts[value] = at;
    valueEnds[value] = valueEnd;
    valueEscapes[value] = text && isEscaped ? 1 : 0;
    mark = valueEnd;
    at = text ? valueEnd + 1 : valueEnd;
    return true;
  };
  /** What may come next: a value, a name (or the end of an empty object), or a comma or an end. */
  let next: 'value' | 'name' | 'rest' = 'value';
  for (;;) {
    while (at < end && (codes[at] ?? 0) <= SPACE) at++;
    if (at >= end) return null;
    const code = codes[at];
    if (next === 'rest' || ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && isEmpty(codes, at))) {
      if (code === COMMA) {
        next = isArray.at(-1) === true ? 'value' : 'name';
        at++;
        continue;
      }
      if (code !== (isArray.pop() === true ? CLOSE_BRACKET : CLOSE_BRACE)) return null;
      at++;
      next = 'rest';
      if (isArray.length > 0) continue;
      if (at !== end) return null;
      between.push(codes.slice(mark, end));
      return { between, isText };
    }
    if (next === 'name') {
      const close = code === DQUOTE ? textEnd(codes, at + 1, end) : -1;
      if (close < 0 || isEscaped) return null;
      at = close + 1;
      while (at < end && (codes[at] ?? 0) <= SPACE) at++;
      if (codes[at] !== COLON) return null;
      at++;
      next = 'value';
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (isArray.push(code === OPEN_BRACKET) > MAX_DEPTH) return null;
      next = code === OPEN_BRACKET ? 'value' : 'name';
      at++;
    } else {
      // Nothing but an object is a line.
      if (isArray.length === 0) return null;
      const isString = code === DQUOTE;
      if (isString) at++;
      if (!take(isString ? textEnd(codes, at, end) : bareEnd(codes, at, end), isString)) return null;
      next = 'rest';
    }
  }
}

/** The bracket or brace at `at` closes what was opened right before it. */
function isEmpty(codes: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (codes[before] ?? 0) <= SPACE) before--;
  return codes[before] === OPEN_BRACE || codes[before] === OPEN_BRACKET;
}
