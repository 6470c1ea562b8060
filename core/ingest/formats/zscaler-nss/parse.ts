/**
 * In: a line of a Zscaler NSS or Cloud NSS feed: `ZSCALERNSS: a=b^^c=d`, tab separated pairs, LEEF, CEF, JSON, or the default comma or
 * tab separated columns. Out: the draft.
 */
import {
  type EventDraft,
  type LineParser,
  type LineWindows,
  REJECTED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { codesOf } from '../shared/codes.ts';
import { findCode, findLastCode, findWord, wordAt } from '../shared/fields.ts';
import { columnFields } from './columns.ts';
import { FIELD, FIELD_KEYS } from './names.ts';
import { joinOf, Pairs } from './pairs.ts';
import { readZscalerBytes } from './read-bytes.ts';
import { readZscalerObject } from './read-object.ts';
import { Fields, readRecord } from './record.ts';
import { shapeOf } from './shape.ts';

const PIPE = 124;
const COMMA = 44;
const TAB = 9;
const OPEN_BRACE = 123;

export function createZscalerParser(): LineParser {
  return new ZscalerParser();
}

class ZscalerParser implements LineParser {
  readonly #fields = new Fields();
  readonly #pairs = new Pairs();
  readonly #json = new JsonFields();
  readonly #nested = new JsonFields();
  readonly #csv = new CsvFields(64, COMMA);
  readonly #tsv = new CsvFields(64, TAB);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    out.reset();
    this.#fields.clear();
    switch (shapeOf(text, start, end)) {
      case 'json':
        this.#readJson(text, start, end);
        break;
      case 'leef': {
        const pairs = behindPipes(text, start, end);
        this.#readPairs(text, pairs, end);
        // The event's id is what was done, where no pair says it.
        this.#fields.set(FIELD.action, text.substring(findLastCode(text, PIPE, start, pairs - 1) + 1, pairs - 1));
        break;
      }
      case 'cef':
        this.#readPairs(text, behindPipes(text, start, end), end);
        break;
      case 'caret':
        this.#readPairs(text, behindTag(text, start, end), end);
        break;
      case 'tab':
        this.#readLeadingTime(text, start, end);
        this.#readPairs(text, start, end);
        break;
      case 'csv':
        this.#readColumns(this.#csv, text, start, end);
        break;
      case 'tsv':
        this.#readColumns(this.#tsv, text, start, end);
        break;
      default:
        out.reason = 'shape';
        return REJECTED;
    }
    return readRecord(this.#fields, wordAt(text, start, end, 'LEEF:'), header, out);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return bytes[start] === OPEN_BRACE
      ? readZscalerObject(bytes, start, end, out)
      : readZscalerBytes(bytes, start, end, out);
  }

  /** The event may be wrapped (`{"sourcetype":…,"event":{…}}`), as collectors do it. */
  #readJson(text: string, start: number, end: number): void {
    const json = this.#json;
    json.reset(text, start, end);
    while (json.next()) {
      const isObject = json.valueEnd === json.valueStart && text.charCodeAt(json.valueStart) === OPEN_BRACE;
      if (isObject && wordAt(text, json.keyStart, json.keyEnd, 'event')) {
        this.#readEvent(text, json.valueStart, end);
        return;
      }
      if (!isObject) this.#take(text, json);
    }
  }

  /** Of the wrapper only the feed's name counts: its host is the collector's. */
  #readEvent(text: string, start: number, end: number): void {
    const feed = this.#fields.get(FIELD.feed);
    this.#fields.clear();
    this.#fields.set(FIELD.feed, feed);
    const nested = this.#nested;
    nested.reset(text, start, end);
    while (nested.next()) this.#take(text, nested);
  }

  #readPairs(text: string, start: number, end: number): void {
    const pairs = this.#pairs;
    pairs.reset(text, start, end, joinOf(text, start, end));
    while (pairs.next()) this.#take(text, pairs);
  }

  #take(text: string, pair: Pairs | JsonFields): void {
    const field = FIELD_KEYS.find(codesOf(text), pair.keyStart, pair.keyEnd);
    if (field !== FIELD.none) this.#fields.set(field, pair.value());
  }

  /** Splunk's layout begins with a bare time before the first pair. */
  #readLeadingTime(text: string, start: number, end: number): void {
    const stop = findCode(text, TAB, start, Math.min(end, start + 40));
    if (stop > start && findCode(text, 61, start, stop) < 0) this.#fields.set(FIELD.time, text.substring(start, stop));
  }

  #readColumns(columns: CsvFields, text: string, start: number, end: number): void {
    columns.scan(text, start, end);
    const fields = columnFields(text, columns);
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] ?? FIELD.none;
      if (field !== FIELD.none) this.#fields.set(field, columns.get(index));
    }
  }
}

/** The extension begins behind the fifth pipe (LEEF 1.0) or the seventh (CEF). */
function behindPipes(text: string, start: number, end: number): number {
  const pipes = wordAt(text, start, end, 'LEEF:') ? 5 : 7;
  let at = start;
  for (let index = 0; index < pipes; index++) {
    const pipe = findCode(text, PIPE, at, end);
    if (pipe < 0) return end;
    at = pipe + 1;
  }
  return at;
}

function behindTag(text: string, start: number, end: number): number {
  const tag = findWord(text, 'ZSCALERNSS:', start, Math.min(end, start + 100));
  return tag < 0 ? start : tag + 'ZSCALERNSS:'.length;
}
