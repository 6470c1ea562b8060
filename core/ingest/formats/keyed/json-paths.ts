/**
 * In: a line that is one JSON object, as latin1 text, and the paths a format reads (`source.ip`, `alert.action`).
 * Out: the draft filled with their values, and the few values that the format judges itself (`event_type`).
 * A path also matches where its names were joined (`"source.ip": …`, `"source": {"ip": …}`), and through arrays, whose first usable
 * element fills the field.
 * Guarantee: nothing is allocated per line but the values; what no path leads to is passed over; no depth overflows.
 */
import type { EventDraft } from '../api.ts';
import { unescapeJson } from '../kv/json-fields.ts';
import type { DraftFiller } from './draft-filler.ts';
import { type FieldSpec, FieldTable } from './field-table.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** What a key leads to: an entry of the table, a watched value, deeper names. */
interface Step {
  readonly key: string;
  entry: number;
  watch: number;
  node: Node | null;
}

const BUCKETS = 64;

/** The names that may follow a place in a path. */
class Node {
  readonly steps: Step[] = [];
  private readonly heads = new Int16Array(BUCKETS).fill(-1);
  private readonly nexts: number[] = [];

  step(key: string): Step {
    const found = this.find(key, 0, key.length);
    if (found) return found;
    const step: Step = { key, entry: -1, watch: -1, node: null };
    const bucket = bucketOf(key, 0, key.length);
    this.nexts.push(this.heads[bucket] ?? -1);
    this.heads[bucket] = this.steps.length;
    this.steps.push(step);
    return step;
  }

  find(text: string, start: number, end: number): Step | null {
    const length = end - start;
    if (length < 1) return null;
    let at = this.heads[bucketOf(text, start, end)] ?? -1;
    while (at >= 0) {
      const step = this.steps[at];
      if (step && step.key.length === length && text.startsWith(step.key, start)) return step;
      at = this.nexts[at] ?? -1;
    }
    return null;
  }
}

function bucketOf(text: string, start: number, end: number): number {
  return ((end - start) * 31 + text.charCodeAt(start) * 7 + text.charCodeAt(end - 1) * 3) & (BUCKETS - 1);
}

/** Deepest path that is followed. */
const MAX_DEPTH = 16;

/** Serves many lines: `read` fills a draft; `watched` gives the values that the format asked for by path. */
export class JsonPaths {
  readonly table: FieldTable;
  private readonly root = new Node();
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly escapes: Uint8Array;
  private readonly stack: (Node | null)[] = new Array<Node | null>(MAX_DEPTH + 1).fill(null);
  private readonly elements: (Step | null)[] = new Array<Step | null>(MAX_DEPTH + 1).fill(null);
  private text = '';
  private escaped = false;

  /**
   * @param spec for each slot the paths that may fill it, best first
   * @param watch further paths, whose values `watched` gives by their index here
   */
  constructor(spec: FieldSpec, watch: readonly string[] = []) {
    this.table = new FieldTable(spec);
    for (const key of this.table.allKeys()) {
      for (const step of this.stepsOf(key)) step.entry = this.table.find(key, 0, key.length);
    }
    for (const [index, path] of watch.entries()) for (const step of this.stepsOf(path)) step.watch = index;
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
    this.text = text;
    this.starts.fill(-1);
    filler.begin();
    let at = skipSpace(text, start, end);
    if (at >= end || text.charCodeAt(at) !== OPEN_BRACE) return false;
    at++;
    const { stack } = this;
    let depth = 0;
    stack[0] = this.root;
    // Whether the place at hand is an array: its elements are what its own key leads to.
    let arrays = 0;
    let step: Step | null = null;
    const elements: (Step | null)[] = this.elements;
    for (;;) {
      at = skipSpace(text, at, end);
      if (at >= end) return true;
      const code = text.charCodeAt(at);
      if (code === COMMA) {
        at++;
        continue;
      }
      if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (depth === 0) return true;
        depth--;
        at++;
        continue;
      }
      const inArray = depth > 0 && (arrays & (1 << depth)) !== 0;
      if (inArray) step = elements[depth] ?? null;
      else {
        if (code !== DQUOTE) return true;
        const keyEnd = this.closingQuote(at + 1, end);
        step = (stack[depth] as Node).find(text, at + 1, keyEnd);
        at = skipSpace(text, keyEnd + 1, end);
        if (at >= end || text.charCodeAt(at) !== COLON) return true;
        at = skipSpace(text, at + 1, end);
        if (at >= end) return true;
      }
      const first = text.charCodeAt(at);
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
    const { text } = this;
    let start = from;
    let stop: number;
    let next: number;
    this.escaped = false;
    if (text.charCodeAt(from) === DQUOTE) {
      start = from + 1;
      stop = this.closingQuote(start, end);
      next = stop + 1;
    } else {
      stop = from;
      while (stop < end) {
        const code = text.charCodeAt(stop);
        if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code <= SPACE) break;
        stop++;
      }
      next = Math.max(stop, from + 1);
      if (stop - from === 4 && text.startsWith('null', from)) return next;
    }
    if (step === null) return next;
    const { entry, watch } = step;
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
    return next;
  }

  private passNested(start: number, end: number): number {
    const { text } = this;
    let depth = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
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
    const { text } = this;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) {
        this.escaped = true;
        at++;
      } else if (code === DQUOTE) return at;
    }
    return end;
  }

  /** The steps that a path ends with: its names nested, joined, and every mix of the two. */
  private stepsOf(path: string): Step[] {
    const names = path.split('.');
    const ends: Step[] = [];
    const walk = (node: Node, from: number): void => {
      for (let to = from + 1; to <= names.length; to++) {
        const step = node.step(names.slice(from, to).join('.'));
        if (to === names.length) ends.push(step);
        else {
          step.node ??= new Node();
          walk(step.node, to);
        }
      }
    };
    walk(this.root, 0);
    return ends;
  }
}

const EMPTY = new Node();

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) <= SPACE) at++;
  return at;
}
