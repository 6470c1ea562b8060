/**
 * In: lines that are one JSON object each, and what a format knows of them: paths per field, values to judge by.
 * Out: a LineParser, so that a JSON format is a table and a few lines of judgement.
 */
import { type ActionCode, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { reject } from '../shared/verdict.ts';
import { DraftFiller } from './draft-filler.ts';
import type { FieldSpec } from './field-table.ts';
import { jsonStart } from './json-keys.ts';
import { JsonPaths } from './json-paths.ts';

export interface JsonShape {
  readonly spec: FieldSpec;
  /** Paths whose values `judge` asks for by index. */
  readonly watch?: readonly string[];
  /** The format's own verdict words, lower case. */
  readonly actions?: ReadonlyMap<string, ActionCode>;
  /** Settles what the table cannot; the draft is filled. Without it a line with an address or a host is a record. */
  readonly judge?: (paths: JsonPaths, out: EventDraft) => Verdict;
}

export class JsonParser implements LineParser {
  private readonly paths: JsonPaths;
  private readonly filler: DraftFiller;
  private readonly judge: (paths: JsonPaths, out: EventDraft) => Verdict;

  constructor(shape: JsonShape) {
    this.paths = new JsonPaths(shape.spec, shape.watch);
    this.filler = new DraftFiller(this.paths.table, shape.actions ? { actions: shape.actions } : {});
    this.judge = shape.judge ?? ((_, out) => requireEnds(out));
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!this.paths.read(text, jsonStart(text, start, end), end, this.filler, out)) return reject(out, 'shape');
    this.filler.finish(out, header);
    return this.judge(this.paths, out);
  }
}

/** A transaction has a client or a destination; what has neither is none. */
export function requireEnds(out: EventDraft): Verdict {
  const hasSource = out.sourceIp !== '' || out.sourceHost !== '' || out.sourceUser !== '';
  const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
  return hasSource || hasDestination ? PARSED : reject(out, 'address');
}
