/**
 * In: what a format of one JSON object a line says about its keys. Out: its parser.
 * Of a list the first value counts (`["192.0.2.1", …]`), of a list of categories all of them; objects inside are passed over
 * unless the format names them. Guarantee: as PairReader's; every pair is looked at once.
 */
import type { ActionCode, EventDraft, LineParser, SyslogHeader, Verdict } from '../api.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { findCode } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';
import type { FieldSpec } from './field-table.ts';
import { PairReader } from './pair-reader.ts';

const DQUOTE = 34;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;

/** Wrappers around wrappers: deeper ones are not looked into. */
const MAX_DEPTH = 3;

export interface JsonLine {
  readonly spec: FieldSpec;
  /** Keys that `judge` looks at, by their place in this list. */
  readonly noted?: readonly string[];
  /** The format's own verdict words, lower case. */
  readonly actions?: ReadonlyMap<string, ActionCode>;
  /** Objects whose pairs count as the line's own (`event` of a collector's envelope). */
  readonly inside?: readonly string[];
  /** What the filled draft is worth. May still set fields that hang on several keys. */
  judge(pairs: PairReader, out: EventDraft): Verdict;
}

export class JsonPairs {
  private readonly levels = [new JsonFields(), new JsonFields(), new JsonFields()];
  private readonly pairs: PairReader;
  private readonly line: JsonLine;

  constructor(line: JsonLine) {
    this.line = line;
    this.pairs = new PairReader(line.spec, line.noted, line.actions === undefined ? {} : { actions: line.actions });
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.pairs.begin();
    if (!this.readObject(text, start, end, out, 0)) return reject(out, 'shape');
    this.pairs.finish(out, header);
    return this.line.judge(this.pairs, out);
  }

  /** @returns false when no object begins at `start` */
  private readObject(text: string, start: number, end: number, out: EventDraft, depth: number): boolean {
    const json = this.levels[depth];
    if (json === undefined || !json.reset(text, start, end)) return false;
    const { pairs } = this;
    while (json.next()) {
      const { valueStart, valueEnd } = json;
      if (valueEnd === valueStart) {
        const opening = text.charCodeAt(valueStart);
        if (opening === OPEN_BRACKET) this.readList(text, json, end, out);
        else if (opening === OPEN_BRACE && depth + 1 < MAX_DEPTH && this.isInside(text, json)) {
          this.readObject(text, valueStart, end, out, depth + 1);
        }
        continue;
      }
      const entry = pairs.entry(text, json.keyStart, json.keyEnd);
      if (entry < 0) continue;
      if (json.isEscaped) {
        const value = json.value();
        pairs.take(entry, value, 0, value.length, out);
      } else pairs.take(entry, text, valueStart, valueEnd, out);
    }
    return true;
  }

  private isInside(text: string, json: JsonFields): boolean {
    const { inside } = this.line;
    if (inside === undefined) return false;
    return inside.some((word) => json.keyEnd - json.keyStart === word.length && text.startsWith(word, json.keyStart));
  }

  /** Lists of text: the first for addresses and names, all of them, joined, for categories. */
  private readList(text: string, json: JsonFields, end: number, out: EventDraft): void {
    const entry = this.pairs.entry(text, json.keyStart, json.keyEnd);
    if (entry < 0) return;
    const close = findCode(text, CLOSE_BRACKET, json.valueStart, end);
    const open = findCode(text, DQUOTE, json.valueStart, close < 0 ? end : close);
    if (open < 0) return;
    const stop = findCode(text, DQUOTE, open + 1, end);
    if (stop < 0) return;
    if (this.pairs.isDetail(entry) && close > stop) {
      const all = text.substring(open, close).replaceAll('"', '').trim();
      this.pairs.take(entry, all, 0, all.length, out);
    } else this.pairs.take(entry, text, open + 1, stop, out);
  }
}

/** A parser that needs nothing but the pairs of its line. */
export function createJsonParser(line: JsonLine): LineParser {
  const pairs = new JsonPairs(line);
  return { parse: (text, start, end, out, header) => pairs.parse(text, start, end, out, header) };
}
