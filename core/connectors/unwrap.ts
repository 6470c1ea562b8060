/**
 * In: one line as the readers of files give it: a JSON object, perhaps behind a syslog header, perhaps inside a log service's record.
 * Out: the provider's own record, under its own names.
 */
import { isObject, type JsonObject, SourceRecord } from './kit/source-record.ts';

/** Fields in which log services keep the original event, as an object or as text. */
const INNER: readonly string[] = [
  '_raw',
  'RawData',
  'RawEvent',
  'raw_event',
  'event.original',
  'rawMessage',
  'original_message',
  '@message',
  'Message',
  'message',
  'MESSAGE',
  'log',
];
/** A syslog header and a program's name stand before the object, no more. */
const MAX_PRELUDE = 400;
/** Wrappers in wrappers: a forwarder's record of a log service's record. */
const MAX_DEPTH = 3;
const COLUMN_SUFFIX = /_(?:s|d|b|g|t)$/;
const UNDERSCORE = 95;

/** Arrays in which a stream's message or an API's page holds its records; little else stands beside them. */
const ENVELOPES: readonly string[] = ['records', 'Records', 'value', 'items', 'data', 'events', 'logs', 'results'];
const MAX_ENVELOPE_KEYS = 5;

/** @returns the records of the line, usually one; none when it holds no JSON object */
export function recordsOf(line: string): readonly SourceRecord[] {
  const object = parseObject(line);
  if (object === null) return [];
  return (batchOf(object) ?? [object]).map((record) => unwrap(record, 0));
}

function batchOf(object: JsonObject): readonly JsonObject[] | undefined {
  if (Object.keys(object).length > MAX_ENVELOPE_KEYS) return undefined;
  for (const key of ENVELOPES) {
    const list = Object.hasOwn(object, key) ? object[key] : undefined;
    if (Array.isArray(list) && list.length > 0 && list.every(isObject)) {
      // Beside its records an envelope holds plain values only: an address of the next page, a count.
      const others = Object.entries(object).filter(([name]) => name !== key);
      if (others.every(([, value]) => typeof value !== 'object' || value === null)) return list;
    }
  }
  return undefined;
}

function parseObject(line: string): JsonObject | null {
  const brace = line.indexOf('{');
  if (brace < 0 || brace > MAX_PRELUDE) return null;
  try {
    const value: unknown = JSON.parse(brace === 0 ? line : line.slice(brace, line.lastIndexOf('}') + 1));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function unwrap(object: JsonObject, depth: number): SourceRecord {
  if (depth < MAX_DEPTH) {
    const inner = innerOf(object);
    if (inner !== null) return unwrap(inner, depth + 1);
  }
  return columnsOf(object);
}

function innerOf(object: JsonObject): JsonObject | null {
  for (const key of INNER) {
    if (!Object.hasOwn(object, key)) continue;
    const value = object[key];
    // An object that has little beside it is the record; a record of its own may well have a message.
    if (isObject(value) && Object.keys(value).length > 3) return value;
    if (typeof value === 'string' && value.length > 20 && value.trimStart().startsWith('{'))
      return parseObject(value.trim());
  }
  const { event } = object;
  // Elastic's and Splunk's collectors put the original text in a field of `event`, or the event itself there.
  if (isObject(event) && typeof event.original === 'string') return parseObject(event.original);
  if (isObject(event) && Object.hasOwn(object, 'sourcetype')) return event;
  return null;
}

/**
 * Names of a Log Analytics table's columns: a suffix for the type (`user_email_s`) and one for the portal's zone (`TimeGenerated [UTC]`)
 * are taken off; the dots of the original's paths have become underscores.
 */
function columnsOf(object: JsonObject): SourceRecord {
  const keys = Object.keys(object);
  let suffixed = 0;
  let zoned = false;
  for (const key of keys) {
    if (key.charCodeAt(key.length - 2) === UNDERSCORE && COLUMN_SUFFIX.test(key)) suffixed++;
    zoned ||= key.endsWith(' [UTC]');
  }
  const isTable = suffixed > 2 && (Object.hasOwn(object, 'TenantId') || suffixed * 2 > keys.length);
  if (!isTable && !zoned) return new SourceRecord(object);
  const plain: Record<string, unknown> = Object.create(null);
  for (const key of keys) {
    const name = key.replace(/ \[UTC\]$/, '');
    plain[isTable ? name.replace(COLUMN_SUFFIX, '') : name] = object[key];
  }
  return new SourceRecord(plain, isTable);
}
