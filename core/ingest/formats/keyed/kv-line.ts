/**
 * In: what a format of `key=value` lines says about its keys. Out: its parser.
 * Guarantee: as PairReader's; every pair is looked at once.
 */
import type { ActionCode, EventDraft, LineParser, Verdict } from '../api.ts';
import { KvFields } from '../kv/kv-fields.ts';
import type { FieldSpec } from './field-table.ts';
import { PairReader } from './pair-reader.ts';

export interface KvLine {
  readonly spec: FieldSpec;
  /** Keys that `judge` looks at, by their place in this list. */
  readonly noted?: readonly string[];
  /** The format's own verdict words, lower case. */
  readonly actions?: ReadonlyMap<string, ActionCode>;
  /** What the filled draft is worth. May still set fields that hang on several keys. */
  judge(pairs: PairReader, out: EventDraft): Verdict;
}

/** A parser that needs nothing but the pairs of its line. */
export function createKvParser(line: KvLine): LineParser {
  const pairs = new PairReader(line.spec, line.noted, line.actions === undefined ? {} : { actions: line.actions });
  const fields = new KvFields();
  return {
    parse(text, start, end, out, header) {
      pairs.begin();
      fields.reset(text, start, end);
      pairs.takeAll(fields, text, out);
      pairs.finish(out, header);
      return line.judge(pairs, out);
    },
  };
}
