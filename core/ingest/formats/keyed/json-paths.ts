/**
 * In: a line that is one JSON object, as latin1 text, and the paths a format reads (`source.ip`, `alert.action`).
 * Out: the draft filled with their values, and the few values that the format judges itself (`event_type`).
 * A path also matches where its names were joined (`"source.ip": …`, `"source": {"ip": …}`), and through arrays, whose first usable
 * element fills the field.
 * Guarantee: nothing is allocated per line but the values; what no path leads to is passed over; no depth overflows.
 */
import type { EventDraft } from '../api.ts';
import { unescapeJson } from '../kv/json-fields.ts';
import { codesOf } from '../shared/codes.ts';
import type { DraftFiller } from './draft-filler.ts';
import { type FieldSpec, type FieldTable, tableOf } from './field-table.ts';
import {
  type JsonLayout,
  LayoutUses,
  layoutOf,
  PLAIN,
  type ValueUse,
  valueEnds,
  valueEscapes,
  valueStarts,
} from './json-layout.ts';
import { Node, type Step, stepsFor } from './path-tree.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

const NONE: readonly string[] = [];

/** Start, end, escapes. */
const LISTED = 3;

/** Deepest path that is followed. */
const MAX_DEPTH = 16;

/** Serves many lines: `read` fills a draft; `watched` gives the values that the format asked for by path. */
export class JsonPaths {
  readonly table: FieldTable;
  private readonly root: Node;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly escapes: Uint8Array;
  /** Where all values of a path stand, for those that lead through a list whose every element counts: start, end and escapes of each. */
  private readonly lists: (number[] | undefined)[];
  private readonly stack: (Node | null)[] = new Array<Node | null>(MAX_DEPTH + 1).fill(null);
  private readonly elements: (Step | null)[] = new Array<Step | null>(MAX_DEPTH + 1).fill(null);
  private text = '';
  private codes: Uint8Array = new Uint8Array(0);
  private escaped = false;
  /** Values that a path leads to. */
  private readonly uses = new LayoutUses<Step>();

  /**
   * @param spec for each slot the paths that may fill it, best first
   * @param watch further paths, whose values `watched` gives by their index here
   * @param listed which of these `valueBehind` is asked for
   */
  constructor(spec: FieldSpec, watch: readonly string[] = NONE, listed: readonly string[] = []) {
    this.table = tableOf(spec);
    this.root = stepsFor(spec, watch);
    this.lists = watch.map((path) => (listed.includes(path) ? [] : undefined));
    this.starts = new Int32Array(watch.length);
    this.ends = new Int32Array(watch.length);
    this.escapes = new Uint8Array(watch.length);
  }

  /** The value at a watched path (strings without quotes, objects and arrays as ''), '' when it is not there. */
  watched(index: number): string {
    const start = this.starts[index] ?? -1;
    if (start < 0) return '';
    const raw = this.text.substring(start, this.ends[index] ?? start);
    return this.escapes[index] === 1 ? unescapeJson(raw) : raw;
  }

  /**
   * In a list of names and values (`[{"name": "Host", "value": …}, …]`), the value behind a name, '' when the list does not have it.
   * @param name in lower case
   */
  valueBehind(names: number, values: number, name: string): string {
    const nameList = this.lists[names] ?? [];
    const valueList = this.lists[values] ?? [];
    for (let at = 0; at < nameList.length; at += LISTED) {
      if (this.listed(nameList, at).toLowerCase() !== name) continue;
      const start = nameList[at] ?? 0;
      const next = nameList[at + LISTED] ?? Number.POSITIVE_INFINITY;
      for (let value = 0; value < valueList.length; value += LISTED) {
        const place = valueList[value] ?? 0;
        if (place > start && place < next) return this.listed(valueList, value);
      }
    }
    return '';
  }

  private listed(list: readonly number[], at: number): string {
    const raw = this.text.substring(list[at] ?? 0, list[at + 1] ?? 0);
    return list[at + 2] === 1 ? unescapeJson(raw) : raw;
  }

  /** True when the value at a watched path is exactly `word`. */
  is(index: number, word: string): boolean {
    const start = this.starts[index] ?? -1;
    return start >= 0 && (this.ends[index] ?? 0) - start === word.length && this.text.startsWith(word, start);
  }

  has(index: number): boolean {
    return (this.starts[index] ?? -1) >= 0;
  }

  /**
   * Reads the object at `start`; call the filler's `finish` afterwards.
   * @returns false when the window does not begin with an object
   */
  read(text: string, start: number, end: number, filler: DraftFiller, out: EventDraft): boolean {
    const codes = codesOf(text);
    this.text = text;
    this.codes = codes;
    this.starts.fill(-1);
    for (const list of this.lists) if (list !== undefined) list.length = 0;
    filler.begin();
    const at = skipSpace(codes, start, end);
    if (at >= end || codes[at] !== OPEN_BRACE) return false;
    const layout = layoutOf(text, at, end);
    const uses = layout === null ? null : this.uses.of(layout);
    if (layout !== null && uses !== null) {
      this.readLayout(layout, uses, filler, out);
      return true;
    }
    this.uses.learn(layout);
    this.readNames(at + 1, end, filler, out);
    return true;
  }

  /** What the values of a layout lead to; null where no line of it was read yet. */
  usesOf(layout: JsonLayout): readonly ValueUse<Readonly<Step>>[] | null {
    return this.uses.of(layout);
  }

  /** Values of a line whose names are known. */
  private readLayout(layout: JsonLayout, uses: readonly ValueUse<Step>[], filler: DraftFiller, out: EventDraft): void {
    for (const { value, known: step } of uses) {
      this.escaped = valueEscapes[value] !== PLAIN;
      const start = valueStarts[value] ?? 0;
      const stop = valueEnds[value] ?? 0;
      if (layout.isText[value] === true || !this.isNull(start, stop)) this.take(step, start, stop, filler, out);
    }
  }

  private isNull(start: number, stop: number): boolean {
    return stop - start === 4 && this.text.startsWith('null', start);
  }

  /** Names and values from behind the opening brace on. */
  private readNames(from: number, end: number, filler: DraftFiller, out: EventDraft): void {
    const { codes, stack } = this;
    let at = from;
    let depth = 0;
    stack[0] = this.root;
    // Whether the place at hand is an array: its elements are what its own key leads to.
    let arrays = 0;
    let step: Step | null = null;
    const elements: (Step | null)[] = this.elements;
    for (;;) {
      at = skipSpace(codes, at, end);
      if (at >= end) return;
      const code = codes[at] ?? 0;
      if (code === COMMA) {
        at++;
        continue;
      }
      if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (depth === 0) return;
        depth--;
        at++;
        continue;
      }
      const inArray = depth > 0 && (arrays & (1 << depth)) !== 0;
      if (inArray) step = elements[depth] ?? null;
      else {
        if (code !== DQUOTE) return;
        const keyEnd = this.closingQuote(at + 1, end);
        step = (stack[depth] as Node).find(codes, at + 1, keyEnd);
        at = skipSpace(codes, keyEnd + 1, end);
        if (at >= end || codes[at] !== COLON) return;
        at = skipSpace(codes, at + 1, end);
        if (at >= end) return;
      }
      const first = codes[at] ?? 0;
      if (first === OPEN_BRACE || first === OPEN_BRACKET) {
        const isArray = first === OPEN_BRACKET;
        const follow: boolean =
          step !== null &&
          depth < MAX_DEPTH &&
          (step.node !== null || (isArray && (step.entry >= 0 || step.watch >= 0)));
        if (!follow || step === null) {
          at = this.passNested(at, end);
          continue;
        }
        depth++;
        if (isArray) arrays |= 1 << depth;
        else arrays &= ~(1 << depth);
        stack[depth] = step.node ?? EMPTY;
        elements[depth] = step;
        at++;
        continue;
      }
      at = this.readScalar(at, end, step, filler, out);
    }
  }

  private readScalar(from: number, end: number, step: Step | null, filler: DraftFiller, out: EventDraft): number {
    const { codes } = this;
    let start = from;
    let stop: number;
    let next: number;
    this.escaped = false;
    if (codes[from] === DQUOTE) {
      start = from + 1;
      stop = this.closingQuote(start, end);
      next = stop + 1;
    } else {
      stop = from;
      while (stop < end) {
        const code = codes[stop] ?? 0;
        if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= SPACE) break;
        stop++;
      }
      next = Math.max(stop, from + 1);
      if (step !== null && this.isNull(from, stop)) {
        this.note(step, start);
        return next;
      }
    }
    if (step !== null) {
      this.note(step, start);
      this.take(step, start, stop, filler, out);
    }
    return next;
  }

  private note(step: Step, start: number): void {
    if (step.entry >= 0 || step.watch >= 0) this.uses.note(start, step);
  }

  private take(step: Step, start: number, stop: number, filler: DraftFiller, out: EventDraft): void {
    const { text } = this;
    const { entry, watch } = step;
    if (watch >= 0) this.lists[watch]?.push(start, stop, this.escaped ? 1 : 0);
    if (watch >= 0 && (this.starts[watch] ?? -1) < 0) {
      this.starts[watch] = start;
      this.ends[watch] = stop;
      this.escapes[watch] = this.escaped ? 1 : 0;
    }
    if (entry >= 0) {
      if (this.escaped) {
        const value = unescapeJson(text.substring(start, stop));
        filler.put(entry, value, 0, value.length, out);
      } else filler.put(entry, text, start, stop, out);
    }
  }

  private passNested(start: number, end: number): number {
    const { codes } = this;
    let depth = 0;
    for (let at = start; at < end; at++) {
      const code = codes[at] ?? 0;
      if (code === DQUOTE) at = this.closingQuote(at + 1, end);
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        depth--;
        if (depth === 0) return at + 1;
      }
    }
    return end;
  }

  private closingQuote(start: number, end: number): number {
    const { codes } = this;
    for (let at = start; at < end; at++) {
      const code = codes[at] ?? 0;
      if (code === BACKSLASH) {
        this.escaped = true;
        at++;
      } else if (code === DQUOTE) return at;
    }
    return end;
  }
}

const EMPTY = new Node();

function skipSpace(codes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (codes[at] ?? 0) <= SPACE) at++;
  return at;
}
