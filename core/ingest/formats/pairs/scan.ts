/**
 * In: a line of `key=value` pairs of any product. Out: each pair whose key says what it holds, by the vocabulary of names.
 * Guarantee: what a name leads to is found once per name, not once per line; nothing is kept of the lines.
 */

import { NAMES } from '../json/names.ts';
import { FieldTable } from '../keyed/field-table.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { skipBlank, trimEnd } from '../kv/window.ts';
import { normalName } from '../named/vocabulary.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { COMMA, SEMICOLON, SPACE, separatorOf } from './separator.ts';

const DQUOTE = 34;
const EQUALS = 61;
/** Names remembered; a log whose names never repeat must not fill the memory. */
const MAX_NAMES = 5000;
const LONGEST_NAME = 60;
/** Fewer pairs may stand in a sentence. */
export const FEWEST = 5;

export const TABLE = new FieldTable(NAMES);

/** What a name leads to, and which name stood behind it when it was last seen: a device names its pairs in one order. */
interface Name {
  readonly text: string;
  readonly entry: number;
  next: Name | undefined;
}

const known = new Map<string, Name>();
const fields = new KvFields();
/** The line scanned last and its pairs that are known by their keys: a line is scanned when it is claimed, and again when it is read. */
const last = { text: '', start: 0, end: -1, isPairs: false };
const entries: number[] = [];
const values: string[] = [];
const froms: number[] = [];
const stops: number[] = [];

/** Takes the value of a pair that is known by its key. */
export type TakePair = (entry: number, text: string, start: number, end: number) => void;
/** Takes a pair: where its key stands in the line, and its value as a window of `text`. */
type TakeKey = (keyStart: number, keyEnd: number, text: string, start: number, end: number) => void;

/** @returns false when the line is no line of pairs */
export function scanNamedPairs(text: string, start: number, end: number, take: TakePair): boolean {
  if (start !== last.start || end !== last.end || text !== last.text) noteNamedPairs(text, start, end);
  for (let at = 0; at < entries.length; at++) take(entries[at] ?? 0, values[at] ?? '', froms[at] ?? 0, stops[at] ?? 0);
  return last.isPairs;
}

function noteNamedPairs(text: string, start: number, end: number): void {
  entries.length = values.length = froms.length = stops.length = 0;
  let name: Name | undefined;
  const straight = straightened(text, start, end);
  const line = straight ?? text;
  const [first, behind] = straight === undefined ? [start, end] : [0, straight.length];
  last.isPairs = scanPairs(line, first, behind, FEWEST, (keyStart, keyEnd, value, from, stop) => {
    name = nameAt(line, keyStart, keyEnd, name);
    if (name === undefined || name.entry < 0) return;
    entries.push(name.entry);
    values.push(value);
    froms.push(from);
    stops.push(stop);
  });
  last.text = text;
  last.start = start;
  last.end = end;
}

/** UTF-8 of a typographic quote behind an equals sign, as templates that went through a word processor have it. */
const CURLY = ['=\u00e2\u0080\u009c', '=\u00e2\u0080\u009d'] as const;
/** With the blank that stands in front of a closing one. */
const CURLY_QUOTES = / \u00e2\u0080[\u009c-\u009f](?= |$)|\u00e2\u0080[\u009c-\u009f]/g;

/** The line with plain quotes; undefined where it has no others. */
function straightened(text: string, start: number, end: number): string | undefined {
  if (!CURLY.some((mark) => findWord(text, mark, start, end) >= 0)) return undefined;
  return text.slice(start, end).replaceAll(CURLY_QUOTES, '"');
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

/** @param before the name in front of it; undefined at the beginning of a line, and behind one too long to be a name */
function nameAt(text: string, start: number, end: number, before: Name | undefined): Name | undefined {
  const guess = before?.next;
  if (guess?.text.length === end - start && text.startsWith(guess.text, start)) return guess;
  if (end - start > LONGEST_NAME) return undefined;
  const name = nameOf(text.substring(start, end));
  if (before !== undefined) before.next = name;
  return name;
}

function nameOf(text: string): Name {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MAX_NAMES) known.clear();
  const normal = normalName(text);
  const name = { text, entry: TABLE.find(normal, 0, normal.length), next: undefined };
  known.set(text, name);
  return name;
}
