/**
 * In: lines that are JSON objects, as bytes. Out: where their values stand, and which layout they have.
 * Layouts are remembered as a tree: each step is what stands in front of one value, and steps that have followed it are tried first, the
 * last one before all others. Lines whose names come and go share the steps they have in common.
 */
import { untilEither } from '../shared/word-scan.ts';
import { bareEnd, isEscaped, isQuoted, MAX_VALUES, scanObject, textEnd } from './json-scan.ts';

const DQUOTE = 34;
const BACKSLASH = 92;
/** Steps remembered; a log whose names never repeat must not fill the memory. */
const MAX_STEPS = 20_000;

/** What stands in front of each value and behind the last one. */
export interface JsonLayout {
  readonly between: readonly Uint8Array[];
  /** Whether the value is a string; its quotes belong to what stands between. */
  readonly isText: readonly boolean[];
}

/** Where the values of the line stand that was looked at last. */
export const valueStarts = new Int32Array(MAX_VALUES);
export const valueEnds = new Int32Array(MAX_VALUES);
/** PLAIN, ESCAPED where a value holds escapes, QUOTED where quotes are among them. */
export const valueEscapes = new Uint8Array(MAX_VALUES);
export const PLAIN = 0;
const ESCAPED = 1;
export const QUOTED = 2;

class Step {
  readonly words: Uint8Array;
  /** The same, four at a time; the last four overlap those before. */
  readonly fours: Int32Array;
  readonly isText: boolean;
  /** The layout of lines that end here; null where a value follows. */
  readonly layout: JsonLayout | null;
  readonly nexts: Step[] = [];

  constructor(words: Uint8Array, isText: boolean, layout: JsonLayout | null) {
    this.words = words;
    this.isText = isText;
    this.layout = layout;
    const view = new DataView(words.buffer, words.byteOffset, words.length);
    const count = words.length < 4 ? 0 : (words.length + 3) >> 2;
    this.fours = Int32Array.from({ length: count }, (_, at) => view.getInt32(Math.min(at * 4, words.length - 4), true));
  }
}

export class JsonSteps {
  private firsts: Step[] = [];
  private count = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  /** The layout of the object that fills bytes[start, end), where it was seen before. */
  find(bytes: Uint8Array, start: number, end: number): JsonLayout | null {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    let steps = this.firsts;
    let at = start;
    for (let value = 0; ; value++) {
      const step = this.follow(steps, at, end, value);
      if (step === null) return null;
      if (step.layout !== null) return step.layout;
      at = valueEnds[value] ?? end;
      steps = step.nexts;
    }
  }

  /** Remembers the layout of an object; null for what is no whole object. Where its values stand is known afterwards all the same. */
  learn(bytes: Uint8Array, start: number, end: number): JsonLayout | null {
    const layout = scanObject(bytes, start, end, valueStarts, valueEnds, valueEscapes);
    if (layout === null) return null;
    const { between, isText } = layout;
    if (this.count + between.length > MAX_STEPS) {
      this.firsts = [];
      this.count = 0;
    }
    let steps = this.firsts;
    for (const [value, words] of between.entries()) {
      const isLast = value === isText.length;
      const kind = isText[value] === true;
      let step = steps.find((known) => isSame(known, words, kind, isLast));
      if (step === undefined) {
        step = new Step(words, kind, isLast ? layout : null);
        steps.unshift(step);
        this.count++;
      }
      // Not remembered before, or it would have been found.
      steps = step.nexts;
    }
    return layout;
  }

  /** The step that the line goes on with; its value's place is noted. */
  private follow(steps: Step[], at: number, end: number, value: number): Step | null {
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index];
      if (step === undefined || !this.fits(step, at, end, value)) continue;
      if (index > 0) {
        steps.copyWithin(1, 0, index);
        steps[0] = step;
      }
      return step;
    }
    return null;
  }

  private fits(step: Step, at: number, end: number, value: number): boolean {
    const { words, fours, layout, isText } = step;
    const from = at + words.length;
    if (from > end || !this.isAt(words, fours, at, from)) return false;
    if (layout !== null) return from === end;
    const { bytes } = this;
    valueStarts[value] = from;
    valueEscapes[value] = PLAIN;
    let stop = isText ? untilEither(this.view, DQUOTE, BACKSLASH, from, end) : bareEnd(bytes, from, end);
    if (isText && bytes[stop] !== DQUOTE) {
      stop = textEnd(bytes, from, end);
      if (isEscaped) valueEscapes[value] = isQuoted ? QUOTED : ESCAPED;
    }
    valueEnds[value] = stop;
    return stop >= 0 && stop < end;
  }

  private isAt(words: Uint8Array, fours: Int32Array, at: number, to: number): boolean {
    if (fours.length === 0) {
      const { bytes } = this;
      for (let i = 0; i < words.length; i++) if (bytes[at + i] !== words[i]) return false;
      return true;
    }
    const { view } = this;
    const last = to - 4;
    let four = 0;
    for (let pos = at; pos < last; pos += 4) if (view.getInt32(pos, true) !== fours[four++]) return false;
    return view.getInt32(last, true) === fours[four];
  }
}

function isSame(step: Step, words: Uint8Array, isText: boolean, isLast: boolean): boolean {
  if ((step.layout !== null) !== isLast || step.isText !== isText || step.words.length !== words.length) return false;
  return words.every((code, at) => step.words[at] === code);
}
