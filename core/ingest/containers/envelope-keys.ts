/** In: a record as far as it was read, before an array that opens in it. Out: whether the array may hold the records themselves. */
import type { ByteSink } from './record-lines.ts';

/** The array holds records, a table's rows, or flows written as one string each; 0: it is a part of the record. */
export const LIST = 1;
export const ROWS = 2;
export const TUPLES = 3;

/** Names that only an envelope has for its records. */
const OWN: ReadonlySet<string> = new Set([
  'Records',
  'records',
  'logEvents',
  'flowlogs',
  'tables',
  'Tables',
  // Zendesk and Tines, Zoom's reports.
  'audit_logs',
  'operation_logs',
  'activity_logs',
]);
/** Names that a record may use for a part of itself: taken for an envelope only when hardly anything stands before them. */
const SHARED: ReadonlySet<string> = new Set([
  'value',
  'results',
  'Results',
  'result',
  'items',
  'data',
  'events',
  'Events',
  'logs',
  'entries',
  'rows',
  'messages',
  'cases',
  'hits',
  // Duo.
  'response',
  // Calendly.
  'collection',
]);
const NESTED: ReadonlySet<string> = new Set([
  'log.entries',
  'hits.hits',
  'data.results',
  'data.result',
  'data.records',
  'data.events',
  'data.items',
  'data.logs',
  'result.records',
  'result.results',
  'response.results',
  'response.docs',
  'response.authlogs',
  'response.items',
  'response.events',
  'd.results',
]);
/** An envelope says a few things about itself first (a next page's address, a count). */
const MAX_BEFORE = 700;
const LONGEST_KEY = 16;
const DQUOTE = 34;
const COLON = 58;
const OPEN_BRACE = 123;

/** @param level brackets open in the record */
export function arrayKind(record: ByteSink, level: number): number {
  const key = keyBefore(record, record.length);
  if (key === 'flowTuples') return TUPLES;
  if (level === 1) {
    if (key === 'rows' || key === 'Rows') return ROWS;
    if (OWN.has(key)) return LIST;
    return SHARED.has(key) && record.length <= MAX_BEFORE && isEarly(record) ? LIST : 0;
  }
  if (level !== 2) return 0;
  return NESTED.has(`${parentKey(record)}.${key}`) ? LIST : 0;
}

/** Nothing but plain values stands before the key. */
function isEarly(record: ByteSink): boolean {
  const object = record.bytes.indexOf('":{', 0, 'latin1');
  return object < 0 || object >= record.length;
}

/** The key whose value begins at `end`, '' when there is none. */
function keyBefore(record: ByteSink, end: number): string {
  const { bytes } = record;
  if (end < 4 || bytes[end - 1] !== COLON || bytes[end - 2] !== DQUOTE) return '';
  let start = end - 2;
  while (start > 0 && end - start < LONGEST_KEY && bytes[start - 1] !== DQUOTE) start--;
  return bytes[start - 1] === DQUOTE ? bytes.toString('latin1', start, end - 2) : '';
}

/** Key of the object that is open at level 2: the last object opened behind a key at level 1. */
function parentKey(record: ByteSink): string {
  const { bytes, length } = record;
  let depth = 0;
  for (let at = length - 1; at > 0; at--) {
    const byte = bytes[at] ?? 0;
    if (byte === DQUOTE) {
      do at--;
      while (at > 0 && bytes[at] !== DQUOTE);
    } else if (byte === 125 || byte === 93) depth++;
    else if (byte === OPEN_BRACE || byte === 91) {
      if (depth === 0) return keyBefore(record, at);
      depth--;
    }
  }
  return '';
}
