/**
 * In: what a format of one JSON object a line says about its keys. Out: its parser.
 * Of a list the first value counts (`["192.0.2.1", …]`), of a list of categories all of them; objects inside are passed over
 * unless the format names them. Guarantee: as PairReader's; every pair is looked at once.
 */
import type { ActionCode, EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { findCode } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';
import type { FieldSpec } from './field-table.ts';
import { LayoutPlans } from './json-bytes.ts';
import { type JsonLayout, LayoutUses, layoutOf, type ValueUse } from './json-layout.ts';
import { bestFirst, readWindows, type WindowUse, windowRank, windowSlot } from './json-windows.ts';
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
  /**
   * Those of the noted keys whose values decide, together with the action and with which ends and figures a line names, what `judge` says
   * of a line on import. Lines are read from bytes then. Absent: `judge` hangs on more.
   */
  readonly judged?: readonly string[];
  /** Keys that change what other keys are worth: lines with one are read as text. */
  readonly unplain?: readonly string[];
  /** What the filled draft is worth. May still set fields that hang on several keys. */
  judge(pairs: PairReader, out: EventDraft): Verdict;
}

/** What a value of a layout is: an entry of the table, perhaps with several values. */
interface PairUse {
  readonly entry: number;
  readonly isList: boolean;
}

export class JsonPairs {
  private readonly levels = [new JsonFields(), new JsonFields(), new JsonFields()];
  private readonly pairs: PairReader;
  private readonly line: JsonLine;
  private readonly uses = new LayoutUses<PairUse>();
  private readonly plans = new LayoutPlans<PairUse>(
    (layout) => this.uses.of(layout),
    (layout, uses) => this.planOf(layout, uses),
  );

  constructor(line: JsonLine) {
    this.line = line;
    this.pairs = new PairReader(line.spec, line.noted, line.actions === undefined ? {} : { actions: line.actions });
  }

  /** Of a line whose layout is known; false where the format does not say what its judgement hangs on. */
  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    if (this.line.judged === undefined) return false;
    const plan = this.plans.of(bytes, start, end);
    return plan !== null && readWindows(plan, bytes, out);
  }

  /** Null where lines of the layout must be read as text: something hangs on a list. */
  private planOf(layout: JsonLayout, uses: readonly ValueUse<PairUse>[]): readonly WindowUse[] | null {
    const { pairs, line } = this;
    const plan: WindowUse[] = [];
    for (const { value, known } of uses) {
      const { entry } = known;
      const key = pairs.table.allKeys()[entry] ?? '';
      if (line.unplain?.includes(key) === true) return null;
      const slot = windowSlot(pairs.table, entry);
      const isJudged = line.judged?.includes(key) === true;
      const label = isJudged || pairs.table.slotOf(entry) === 'action' ? entry + 1 : 0;
      if (slot < 0 && label === 0) continue;
      if (known.isList) return null;
      const isText = layout.isText[value] === true;
      plan.push({ value, isText, slot, rank: windowRank(pairs.table, entry), label, isUtc: false });
    }
    return bestFirst(plan);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.pairs.begin();
    // Learned from the first line of a layout, told by the next ones; both times all pairs are looked at.
    const layout = this.line.judged === undefined ? null : layoutOf(text, start, end);
    this.uses.learn(layout !== null && this.uses.of(layout) === null ? layout : null);
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
        else if (opening !== OPEN_BRACE) this.note(text, json, valueStart, false);
        else if (opening === OPEN_BRACE && depth + 1 < MAX_DEPTH && this.isInside(text, json)) {
          this.readObject(text, valueStart, end, out, depth + 1);
        }
        continue;
      }
      const entry = pairs.entry(text, json.keyStart, json.keyEnd);
      if (entry < 0) continue;
      this.uses.note(valueStart, { entry, isList: false });
      if (json.isEscaped) {
        const value = json.value();
        pairs.take(entry, value, 0, value.length, out);
      } else pairs.take(entry, text, valueStart, valueEnd, out);
    }
    return true;
  }

  /** A value that says nothing in this line may say something in the next. */
  private note(text: string, json: JsonFields, at: number, isList: boolean): void {
    const entry = this.pairs.entry(text, json.keyStart, json.keyEnd);
    if (entry >= 0) this.uses.note(at, { entry, isList });
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
    this.uses.note(-1, { entry, isList: true });
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
  return {
    parse: (text, start, end, out, header) => pairs.parse(text, start, end, out, header),
    ...(line.judged === undefined
      ? {}
      : { readBytes: (bytes, start, end, out) => pairs.readBytes(bytes, start, end, out) }),
  };
}
