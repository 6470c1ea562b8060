/**
 * In: one line as the readers of files give it: a JSON object, CEF, LEEF or pairs, perhaps behind a syslog header, perhaps in envelopes.
 * Out: the provider's own records, under their own names, each with the object that it was taken out of.
 */
import { contentsOf, mayBeEnvelope } from './envelopes.ts';
import { fieldNames } from './kit/field-names.ts';
import { isObject, type JsonObject, type RecordForm, SourceRecord } from './kit/source-record.ts';
import { mayBeRenamed, restored } from './renamed/index.ts';
import { mayBeTableLine, tableLine } from './text/table-row.ts';
import { type HeaderClock, textRecord } from './text/text-record.ts';

/** A syslog header and a program's name stand before the object, no more. */
const MAX_PRELUDE = 400;
/** Envelopes in envelopes, some of which are several levels by themselves: an answer has hits, a hit its source, a source its message. */
const MAX_DEPTH = 8;
const STAMP = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})/;
const COLUMN_SUFFIX = /_(?:s|d|b|g|t)$/;
const UNDERSCORE = 95;
const BRACKET = 93;

/** A year that every header's time without one may have. */
export const ANY_DATE: number = Date.UTC(2100, 0, 1);
const ANY_CLOCK: HeaderClock = { fileDateMs: ANY_DATE, zoneOffset: () => 0 };

/** @returns the records of the line, usually one; none when it holds neither a JSON object nor another record */
export function recordsOf(line: string, clock = ANY_CLOCK): readonly SourceRecord[] {
  const object = parseObject(line);
  // An object may be a value in a line of another form, which is asked for where nobody knows the object.
  const text = line.startsWith('{') || line.startsWith('"{') ? undefined : textRecord(line, clock);
  if (object === null) return text === undefined ? [] : [text];
  return unwrap(object, 0, text, preludeOf(line) ?? text);
}

function parseObject(line: string): JsonObject | null {
  // An object that was made a text before it was written: `"{\"a\":1}"`.
  if (line.startsWith('"{')) return parseObject(textOf(line));
  const brace = line.indexOf('{');
  if (brace < 0 || brace > MAX_PRELUDE) return null;
  try {
    const text = brace === 0 && !LISTED.test(line) ? line : line.slice(brace, line.lastIndexOf('}') + 1);
    const value: unknown = HUGE.test(text) ? parseExactly(text, exact) : JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** An object of a list that was cut out of it line by line. */
const LISTED = /\},\s*$/;

/** An integer that no JavaScript number may hold as it is written: rounded, one id becomes another's. */
const HUGE = /[:[,]\s*-?\d{16}/;
const WHOLE = /^-?\d+$/;
/** With what stands in the text, which the language's own types do not know yet. */
const parseExactly = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

function exact(_: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(source) ? source : value;
}

/** A syslog header as an envelope: its time stands for that of a record without one. */
function preludeOf(line: string): SourceRecord | undefined {
  const found = line.startsWith('{') ? null : STAMP.exec(line.slice(0, Math.min(line.indexOf('{'), MAX_PRELUDE)));
  return found === null ? undefined : new SourceRecord({ timestamp: found[0] });
}

/** The text that a JSON string stands for; '' when it is none. */
function textOf(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

/**
 * @param outer what the record is when nobody knows it by itself
 * @param around what it came in, perhaps with others
 */
function unwrap(
  object: JsonObject,
  depth: number,
  outer: SourceRecord | undefined,
  around = outer,
): readonly SourceRecord[] {
  const keys = Object.keys(object);
  const names = fieldNames(keys);
  if (names !== undefined) {
    names.isBare ??= !isOfTable(keys) && !mayBeTableLine(keys) && !mayBeEnvelope(keys) && !mayBeRenamed(keys);
    if (names.isBare) return [new SourceRecord(object, { outer, around, names })];
  }
  const record = columnsOf(object, keys, { outer, around, names });
  if (depth === MAX_DEPTH) return [record];
  const line = mayBeTableLine(keys) ? tableLine(object) : undefined;
  const told = line === undefined ? undefined : textRecord(line, ANY_CLOCK, record);
  if (told !== undefined) return [told];
  const contents = contentsOf(object);
  const [only] = contents;
  if (only === undefined) return [asProvided(record)];
  // What holds several is nobody's record; what holds one may be, and is asked for when nobody knows the one.
  return contents.length === 1
    ? unwrap(only, depth + 1, record)
    : contents.flatMap((content) => unwrap(content, depth + 1, undefined, record));
}

/** The record under its provider's names, where a table gave it others; it stays as it is where its connector does not know it so. */
function asProvided(record: SourceRecord): SourceRecord {
  const own = restored(record.data);
  return own === undefined ? record : new SourceRecord(own, { outer: record });
}

/** Whether names are those of a Log Analytics table's columns. */
function isOfTable(keys: readonly string[]): boolean {
  return suffixesIn(keys) > 0 || keys.some(isZoned);
}

function suffixesIn(keys: readonly string[]): number {
  let suffixed = 0;
  for (const key of keys) if (key.charCodeAt(key.length - 2) === UNDERSCORE && COLUMN_SUFFIX.test(key)) suffixed++;
  return suffixed;
}

const isZoned = (key: string): boolean => key.charCodeAt(key.length - 1) === BRACKET && key.endsWith(' [UTC]');

/**
 * Names of a Log Analytics table's columns: a suffix for the type (`user_email_s`) and one for the portal's zone (`TimeGenerated [UTC]`)
 * are taken off; the dots of the original's paths have become underscores.
 */
function columnsOf(object: JsonObject, keys: readonly string[], form: RecordForm): SourceRecord {
  const suffixed = suffixesIn(keys);
  const isTable = suffixed > 2 && (Object.hasOwn(object, 'TenantId') || suffixed * 2 > keys.length);
  if (!isTable && !keys.some(isZoned)) return new SourceRecord(object, form);
  const plain: Record<string, unknown> = Object.create(null);
  for (const key of keys) {
    const name = key.replace(/ \[UTC\]$/, '');
    plain[isTable ? name.replace(COLUMN_SUFFIX, '') : name] = object[key];
  }
  return new SourceRecord(plain, { ...form, flattened: isTable, names: undefined });
}
