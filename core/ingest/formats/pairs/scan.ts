/**
 * In: a line of `key=value` pairs of any product. Out: each pair whose key says what it holds, by the vocabulary of names.
 * Guarantee: what a name leads to is found once per name, not once per line; nothing is kept of the lines.
 */

import { NAMES } from '../json/names.ts';
import { FieldTable } from '../keyed/field-table.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { skipBlank, trimEnd } from '../kv/window.ts';
import { normalName } from '../named/vocabulary.ts';
import { untilCode } from '../shared/fields.ts';
import { COMMA, SEMICOLON, SPACE, separatorOf } from './separator.ts';

const DQUOTE = 34;
const EQUALS = 61;
/** Names remembered; a log whose names never repeat must not fill the memory. */
const MAX_NAMES = 5000;
const LONGEST_NAME = 60;
/** Fewer pairs may stand in a sentence. */
export const FEWEST = 5;

export const TABLE = new FieldTable(NAMES);

const known = new Map<string, number>();
const fields = new KvFields();

/** Takes the value of a pair that is known by its key. */
export type TakePair = (entry: number, text: string, start: number, end: number) => void;
/** Takes a pair: where its key stands in the line, and its value as a window of `text`. */
type TakeKey = (keyStart: number, keyEnd: number, text: string, start: number, end: number) => void;

/** @returns false when the line is no line of pairs */
export function scanNamedPairs(text: string, start: number, end: number, take: TakePair): boolean {
  return scanPairs(text, start, end, FEWEST, (keyStart, keyEnd, value, from, stop) => {
    const entry = entryOf(text, keyStart, keyEnd);
    if (entry >= 0) take(entry, value, from, stop);
  });
}

/**
 * Every pair of a line, whatever its key.
 * @returns false when fewer than `fewest` are parted alike
 */
export function scanPairs(text: string, start: number, end: number, fewest: number, take: TakeKey): boolean {
  const separator = separatorOf(text, start, end, fewest);
  if (separator === 0) return false;
  if (separator === SPACE || separator === COMMA) takeQuotable(text, start, end, take);
  else takeSplit(text, start, end, separator, take);
  return true;
}

function takeQuotable(text: string, start: number, end: number, take: TakeKey): void {
  fields.reset(text, start, end);
  while (fields.next()) {
    const { keyStart, keyEnd } = fields;
    if (fields.escaped) {
      const value = fields.value();
      take(keyStart, keyEnd, value, 0, value.length);
    } else take(keyStart, keyEnd, text, fields.valueStart, withoutMark(text, fields.valueStart, fields.valueEnd));
  }
}

/** Prose among the pairs ends a value with a comma or a semicolon. */
function withoutMark(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1);
  const isQuoted = start > 0 && text.charCodeAt(start - 1) === DQUOTE;
  return end - 1 > start && !isQuoted && (last === COMMA || last === SEMICOLON) ? end - 1 : end;
}

/** Pairs between bars, semicolons or tabs, whose values may hold blanks. */
function takeSplit(text: string, start: number, end: number, separator: number, take: TakeKey): void {
  for (let at = start; at < end; ) {
    let stop = untilCode(text, separator, at, end);
    const equals = untilCode(text, EQUALS, at, stop);
    if (equals < stop) {
      stop = valueStop(text, equals + 1, end, separator);
      takeOne(text, skipBlank(text, at, equals), equals, stop, take);
    }
    at = stop + 1;
  }
}

/** Where a value ends: at the separator, which may stand in its quotes as well. */
function valueStop(text: string, at: number, end: number, separator: number): number {
  if (at < end && text.charCodeAt(at) === DQUOTE) {
    for (let quote = at; quote < end; ) {
      quote = untilCode(text, DQUOTE, quote + 1, end);
      if (quote + 1 >= end || text.charCodeAt(quote + 1) === separator) return Math.min(quote + 1, end);
    }
  }
  return untilCode(text, separator, at, end);
}

function takeOne(text: string, key: number, equals: number, stop: number, take: TakeKey): void {
  // The first pair may have words in front.
  let from = equals;
  while (from > key && text.charCodeAt(from - 1) > SPACE) from--;
  let start = skipBlank(text, equals + 1, stop);
  let end = trimEnd(text, start, stop);
  if (end - start >= 2 && text.charCodeAt(start) === DQUOTE && text.charCodeAt(end - 1) === DQUOTE) {
    start++;
    end--;
  }
  take(from, equals, text, start, end);
}

function entryOf(text: string, start: number, end: number): number {
  if (end - start > LONGEST_NAME) return -1;
  const name = text.substring(start, end);
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= MAX_NAMES) known.clear();
  const normal = normalName(name);
  const entry = TABLE.find(normal, 0, normal.length);
  known.set(name, entry);
  return entry;
}
