/**
 * In: lines that are one JSON object each, and what a format knows of them: paths per field, values to judge by.
 * Out: a LineParser, so that a JSON format is a table and a few lines of judgement.
 */
import { type ActionCode, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { reject } from '../shared/verdict.ts';
import { DraftFiller } from './draft-filler.ts';
import type { FieldSpec } from './field-table.ts';
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

/** Position of the object's brace: at the start, or behind the `@cee:` that some relays put before JSON. */
export function jsonStart(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== 64) return start;
  return text.startsWith('@cee:', start)
    ? Math.min(start + 5 + (text.charCodeAt(start + 5) === 32 ? 1 : 0), end)
    : start;
}

/** Claims look no further into an object than this. */
const LOOK = 6000;

/** True when the line is an object with all of these texts in it (`"event_type":` with its quotes, as written). */
export function hasKeys(text: string, start: number, end: number, keys: readonly string[]): boolean {
  const from = jsonStart(text, start, end);
  if (from >= end || text.charCodeAt(from) !== 123) return false;
  const limit = Math.min(end, from + LOOK);
  for (const key of keys) if (nextOf(key, text, from) > limit - key.length) return false;
  return true;
}

/** Where a key was found last: it does not occur in [from, found) of the text. */
interface Found {
  text: string;
  from: number;
  found: number;
}
const finds = new Map<string, Found>();

/**
 * Next position of a key in the whole text, its length when there is none. Formats ask for the same keys line after line: remembering
 * the answer keeps all of a text at one pass per key.
 */
function nextOf(key: string, text: string, at: number): number {
  let memo = finds.get(key);
  if (memo === undefined) {
    memo = { text: '', from: 0, found: -1 };
    finds.set(key, memo);
  }
  if (at < memo.from || at > memo.found || text !== memo.text) {
    const found = text.indexOf(key, at);
    memo.text = text;
    memo.from = at;
    memo.found = found < 0 ? text.length : found;
  }
  return memo.found;
}
