/** In: bytes that may be one JSON object. Out: what stands between its values, and where these stand. Nothing is remembered. */
import type { JsonLayout } from './json-steps.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

export const MAX_VALUES = 200;
const MAX_DEPTH = 30;

/** The text whose end was looked for last holds escapes; quotes are among them. */
export let isEscaped = false;
export let isQuoted = false;

/** Where the closing quote stands, -1 when there is none. */
export function textEnd(codes: Uint8Array, start: number, end: number): number {
  isEscaped = false;
  isQuoted = false;
  for (let at = start; at < end; at++) {
    const code = codes[at];
    if (code === DQUOTE) return at;
    if (code === BACKSLASH) {
      at++;
      isEscaped = true;
      if (codes[at] === DQUOTE) isQuoted = true;
    }
  }
  return -1;
}

/** Behind a number or a word, -1 when none stands here. */
export function bareEnd(codes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= SPACE) break;
    if (code === DQUOTE || code === COLON || code === OPEN_BRACE || code === OPEN_BRACKET) return -1;
  }
  return at > start && at < end ? at : -1;
}

/**
 * @param starts, ends, escapes filled with the places of the values: 1 for escapes, 2 where quotes are among them
 * @returns null for what is no whole plain object, or one without values
 */
export function scanObject(
  codes: Uint8Array,
  start: number,
  end: number,
  starts: Int32Array,
  ends: Int32Array,
  escapes: Uint8Array,
): JsonLayout | null {
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
    starts[value] = at;
    ends[value] = valueEnd;
    escapes[value] = text && isEscaped ? (isQuoted ? 2 : 1) : 0;
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
