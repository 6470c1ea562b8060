/**
 * In: lines that are JSON objects. Out: where the values of a line stand, when what stands between them is what stood there before.
 * Lines of a log have the same names in the same order again and again: comparing them with a layout known already takes a fraction of
 * what it takes to find out names and nesting.
 * Guarantee: a line that fits a layout is a whole object of the same names and nesting; anything unusual (escapes in names) fits none.
 */
import { codesOf } from '../shared/codes.ts';
import { type JsonLayout, JsonSteps, valueStarts } from './json-steps.ts';

export { type JsonLayout, PLAIN, QUOTED, valueEnds, valueEscapes, valueStarts } from './json-steps.ts';

/** Longer lines are few, and are looked at in part only by some who ask. */
const MAX_LINE = 8000;
/** Lines whose layouts hardly ever come again are not compared for a while. */
const CREDIT = 64;
const PAUSE = 2000;

/** A value of a layout and what whoever reads it knows of its name. */
export interface ValueUse<T> {
  readonly value: number;
  readonly known: T;
}

/** Which values of each layout a reader takes: found while it reads a first line of it name by name. */
export class LayoutUses<T> {
  private readonly uses = new WeakMap<JsonLayout, readonly ValueUse<T>[]>();
  private last: JsonLayout | null = null;
  private lastUses: readonly ValueUse<T>[] | null = null;
  private noted: ValueUse<T>[] | null = null;
  private value = 0;

  /** Null where no line of it was read yet. */
  of(layout: JsonLayout): readonly ValueUse<T>[] | null {
    if (layout !== this.last) {
      this.lastUses = this.uses.get(layout) ?? null;
      this.last = layout;
    }
    return this.lastUses;
  }

  /** The line that `layoutOf` was asked of last is read name by name from here on. @param layout null where it has none */
  learn(layout: JsonLayout | null): void {
    this.noted = null;
    if (layout === null) return;
    this.noted = [];
    this.value = 0;
    this.uses.set(layout, this.noted);
    this.last = null;
  }

  /** The value at `start` is taken, or a list (-1). Values come in the order of the line. */
  note(start: number, known: T): void {
    if (this.noted === null) return;
    // A list stands in none of the values' places.
    if (start < 0) {
      this.noted.push({ value: -1, known });
      return;
    }
    while (this.value < valueStarts.length && valueStarts[this.value] !== start) this.value++;
    this.noted.push({ value: this.value, known });
  }
}

const steps = new JsonSteps();
let credit = CREDIT;
let pause = 0;
/** The line looked at last, as text or as bytes. */
let line: string | Uint8Array = '';
let from = 0;
let to = -1;
let known: JsonLayout | null = null;

/** The layout of the object that fills text[start, end), null when it has none that was seen before or could come again. */
export function layoutOf(text: string, start: number, end: number): JsonLayout | null {
  if (start === from && end === to && text === line) return known;
  const codes = codesOf(text);
  known = end - start > MAX_LINE ? null : find(codes, start, end);
  line = text;
  from = start;
  to = end;
  return known;
}

/** Rises with each line that is asked of as bytes: what was found out of the same window before is found out once. */
export let bytesNumber = 0;

/** The bytes that are asked of next may be others than those asked of before, though they stand in the same place. */
export function beginBytes(): void {
  to = -1;
  bytesNumber++;
}

/** The same of bytes, where the layout is known: what is new is read as text first. Call `beginBytes` once a line. */
export function knownLayoutOf(bytes: Uint8Array, start: number, end: number): JsonLayout | null {
  if (start === from && end === to && bytes === line) return known;
  known = end - start > MAX_LINE ? null : steps.find(bytes, start, end);
  line = bytes;
  from = start;
  to = end;
  return known;
}

function find(codes: Uint8Array, start: number, end: number): JsonLayout | null {
  if (pause > 0) {
    pause--;
    return null;
  }
  const found = steps.find(codes, start, end);
  if (found !== null) {
    if (credit < CREDIT) credit++;
    return found;
  }
  credit--;
  if (credit <= 0) {
    pause = PAUSE;
    credit = CREDIT / 4;
  }
  return steps.learn(codes, start, end);
}
