/**
 * In: one JSON object. Out: what it was put around, when it is an envelope: of an event bus, a queue, a forwarder, or a log service's export.
 * Each envelope is told by marks of its own, so that a provider's record that happens to have a `data` or a `message` stays whole.
 */
import { decodeBase64 } from '../kit/base64.ts';
import { decodeUtf8 } from '../kit/text.ts';
import { bigQueryRows } from './bigquery-rows.ts';
import { isObject, type JsonObject } from './kit/source-record.ts';
import { isMarked } from './text/marks.ts';
import { textFields } from './text/text-record.ts';

/** Fields in which log services and collectors keep the original record, as an object or as text. */
const FIELDS: readonly string[] = [
  '_raw',
  'result._raw',
  'RawData',
  'RawEvent',
  'raw_event',
  'raw_data',
  'raw_log',
  '_raw_log',
  'event.original',
  'rawMessage',
  'original_message',
  'full_message',
  '@message',
  'Message',
  'message',
  'MESSAGE',
  'log',
  'line',
  'Body',
  'body',
  'json',
];

/** Arrays in which a stream's message or an API's page holds its records; little else stands beside them. */
const BATCHES: readonly string[] = [
  'records',
  'Records',
  'value',
  'items',
  'data',
  'events',
  'logs',
  'results',
  'entries',
  'response',
  'audit_logs',
  'operation_logs',
  'activity_logs',
  'collection',
];
const MAX_BATCH_KEYS = 5;

/** All that an event of Splunk's HTTP Event Collector has. */
const COLLECTOR_KEYS: ReadonlySet<string> = new Set([
  'time',
  'host',
  'source',
  'sourcetype',
  'index',
  'event',
  'fields',
]);

/** How base64 begins of an object: `{"`, `{` and a line break or a blank. */
const BASE64_OBJECT = /^(?:eyJ|ewo|ew0|eyA)/;

interface Envelope {
  /** Names one of which every such object has; none where it is told by having one name only. */
  readonly names: readonly string[];
  /** What it holds, an object, a text or a list of these; undefined when it is another's. */
  readonly open: (object: JsonObject) => unknown;
}

/** Envelopes told by their marks. */
const ENVELOPES: readonly Envelope[] = [
  // CloudEvents 1.0 in its JSON form, and the 0.1 of event hooks.
  {
    names: ['data'],
    open: (of) =>
      typeof of.specversion === 'string' || typeof of.cloudEventsVersion === 'string' ? of.data : undefined,
  },
  { names: ['data_base64'], open: (of) => (typeof of.specversion === 'string' ? of.data_base64 : undefined) },
  // Amazon: EventBridge, a subscription of CloudWatch Logs, Kinesis.
  { names: ['detail'], open: (of) => (typeof of['detail-type'] === 'string' ? of.detail : undefined) },
  { names: ['logEvents'], open: (of) => (typeof of.messageType === 'string' ? of.logEvents : undefined) },
  { names: ['kinesis'], open: (of) => (isObject(of.kinesis) ? of.kinesis.data : undefined) },
  // Azure's log of a cluster has the cluster's own event in a text.
  {
    names: ['properties'],
    open: (of) =>
      typeof of.category === 'string' && of.category.startsWith('kube-audit') && isObject(of.properties)
        ? of.properties.log
        : undefined,
  },
  // Google's Pub/Sub, pushed and pulled; any message whose data is an object in base64.
  { names: ['message'], open: (of) => (isObject(of.message) ? of.message.data : undefined) },
  {
    names: ['data'],
    open: (of) => (typeof of.data === 'string' && BASE64_OBJECT.test(of.data) ? of.data : undefined),
  },
  // Splunk: the collector's events, the rows of an exported search.
  {
    names: ['event'],
    open: (of) =>
      Object.hasOwn(of, 'sourcetype') || Object.keys(of).every((key) => COLLECTOR_KEYS.has(key)) ? of.event : undefined,
  },
  {
    names: ['result'],
    open: (of) => (Object.hasOwn(of, 'preview') || Object.hasOwn(of, 'offset') ? of.result : undefined),
  },
  // Elastic: the original beside what was read from it, hits, a whole answer.
  { names: ['event'], open: (of) => (isObject(of.event) ? of.event.original : undefined) },
  { names: ['_source'], open: (of) => (Object.hasOwn(of, '_index') ? of._source : undefined) },
  { names: ['hits'], open: (of) => (isObject(of.hits) ? of.hits.hits : undefined) },
  // Datadog: a log of its search, a line of its archives.
  {
    names: ['attributes'],
    open: (of) => (of.type === 'log' && isObject(of.attributes) ? datadogLog(of.attributes) : undefined),
  },
  {
    names: ['date'],
    open: (of) => (Object.hasOwn(of, '_id') && Object.hasOwn(of, 'date') ? datadogLog(of) : undefined),
  },
  // Chronicle: a row of a search, and of an export; its search view's rows, and the last part of its answer.
  { names: ['udm'], open: (of) => (isObject(of.udm) ? of.udm : undefined) },
  { names: ['event'], open: (of) => (isObject(of.event) && isUdm(of.event) ? of.event : undefined) },
  {
    names: ['events'],
    open: (of) => (isObject(of.events) && Object.hasOwn(of.events, 'moreDataAvailable') ? of.events.events : undefined),
  },
  // Loki's streams, a Kafka record, an event of Salesforce's streams.
  { names: ['streams'], open: (of) => (Array.isArray(of.streams) ? of.streams.flatMap(lokiLines) : undefined) },
  {
    names: ['value'],
    open: (of) => (Object.hasOwn(of, 'topic') && Object.hasOwn(of, 'offset') ? of.value : undefined),
  },
  { names: ['payload'], open: (of) => (Object.hasOwn(of, 'schema') ? of.payload : undefined) },
  // Alibaba's log store keeps a trail's event as a text.
  {
    names: ['event'],
    open: (of) => (typeof of.event === 'string' && of.__topic__ === 'actiontrail_audit_event' ? of.event : undefined),
  },
  // Wazuh: its integrations' records, and the alerts that it makes of them.
  {
    names: ['integration', 'rule'],
    open: (of) =>
      wazuhRecord(of) ?? (isObject(of.data) && Object.hasOwn(of, 'rule') ? wazuhRecord(of.data) : undefined),
  },
  // BigQuery's answers: rows of cells, with their names beside them.
  { names: ['rows', 'row'], open: bigQueryRows },
  // What was XML: the element's name around its fields, or around all elements of that name.
  { names: [], open: onlyValue },
];

/** An object with several names is an envelope only where one of these is among them. */
const NAMES: ReadonlySet<string> = new Set([...FIELDS, ...BATCHES, ...ENVELOPES.flatMap(({ names }) => names)]);

/** Most records come as they are, which their names say. */
export function mayBeEnvelope(keys: readonly string[]): boolean {
  return keys.length <= 1 || keys.some((key) => NAMES.has(key));
}

/** @returns the objects in the envelope; none when the object is no envelope that is known, or holds no object */
export function contentsOf(object: JsonObject): readonly JsonObject[] {
  if (!mayBeEnvelope(Object.keys(object))) return [];
  const batch = batchOf(object);
  if (batch !== undefined) return batch;
  for (const key of FIELDS) {
    if (!Object.hasOwn(object, key)) continue;
    const found = heldBy(object[key]);
    if (found.length > 0) return found;
  }
  for (const { open } of ENVELOPES) {
    const content = open(object);
    if (content === undefined || content === null) continue;
    const found = objectsIn(content);
    if (found.length > 0) return found;
  }
  return [];
}

function batchOf(object: JsonObject): readonly JsonObject[] | undefined {
  if (Object.keys(object).length > MAX_BATCH_KEYS) return undefined;
  for (const key of BATCHES) {
    const list = Object.hasOwn(object, key) ? object[key] : undefined;
    if (Array.isArray(list) && list.length > 0 && list.every(isObject)) {
      // Beside its records an envelope holds plain values only: an address of the next page, a count.
      const others = Object.entries(object).filter(([name]) => name !== key);
      if (others.every(([, value]) => typeof value !== 'object' || value === null)) return list;
    }
  }
  return undefined;
}

/** An object that has little beside it is the record; a record of its own may well have a message. */
function heldBy(value: unknown): readonly JsonObject[] {
  if (isObject(value)) return Object.keys(value).length > 3 ? [value] : [];
  return typeof value === 'string' && value.length > 20 ? objectsIn(value) : [];
}

/** The object, those of the list, or those of the JSON text, which may be in base64, a list, or one object a line. */
function objectsIn(content: unknown): readonly JsonObject[] {
  if (isObject(content)) return [content];
  if (Array.isArray(content))
    return content.flatMap((item): readonly JsonObject[] => (isObject(item) ? [item] : textObjects(item)));
  return textObjects(content);
}

function textObjects(content: unknown): readonly JsonObject[] {
  if (typeof content !== 'string') return [];
  const text = BASE64_OBJECT.test(content) ? decodeUtf8(decodeBase64(content) ?? '') : content.trim();
  if (!text.startsWith('{') && !text.startsWith('[')) return markedObjects(text);
  const value = parsed(text);
  if (isObject(value)) return [value];
  return Array.isArray(value) ? value.filter(isObject) : linesOf(text);
}

/** Lines of text that say what they are, wherever they stand. */
function markedObjects(text: string): readonly JsonObject[] {
  if (!isMarked(text)) return [];
  return text
    .split('\n')
    .map((line) => textFields(line))
    .filter((fields) => fields !== undefined);
}

/** Shippers that read in blocks put several lines into one message. A damaged one among sound ones is an object that nobody knows. */
function linesOf(text: string): readonly JsonObject[] {
  if (!text.includes('\n')) return [];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  return values.some(isObject) ? values.map((value) => (isObject(value) ? value : {})) : [];
}

/** JSON; undefined for what is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The message as it came, where it is an object's text; else what was made of it. */
function datadogLog({ attributes, message }: JsonObject): unknown {
  return objectsIn(message).length > 0 ? message : attributes;
}

/** Wazuh names the integration that fetched a record, and puts the record below that name. */
function wazuhRecord(object: JsonObject): unknown {
  const { integration } = object;
  return typeof integration === 'string' && Object.hasOwn(object, integration) ? object[integration] : undefined;
}

/** An event of UDM says in its metadata when and of which type it is. */
function isUdm({ metadata }: JsonObject): boolean {
  return isObject(metadata) && ['eventTimestamp', 'event_timestamp'].some((name) => Object.hasOwn(metadata, name));
}

/** The value of an object's one key. */
function onlyValue(object: JsonObject): unknown {
  const values = Object.values(object);
  return values.length === 1 ? values[0] : undefined;
}

/** The lines of a stream of Loki's, each a pair of time and line. */
function lokiLines(stream: unknown): readonly unknown[] {
  const values = isObject(stream) ? stream.values : undefined;
  return Array.isArray(values) ? values.map((pair: unknown) => (Array.isArray(pair) ? pair[1] : undefined)) : [];
}
