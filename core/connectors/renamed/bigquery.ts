/**
 * Google Workspace's logs as its console exports them to BigQuery: the table `activity`, and the daily tables of Gmail. Out: an activity of the
 * Reports API.
 * Sources: https://knowledge.workspace.google.com/admin/reports/about-reporting-logs-and-bigquery, …/schema-for-gmail-logs-in-bigquery.
 */
import { isObject, type JsonObject } from '../kit/source-record.ts';

const MAX_DEPTH = 6;
const MAX_PARAMETERS = 500;
const MICROSECONDS = /^\d{15,17}$/;

/** `event_info.mail_event_type`, by the events of the security investigation tool that the schema says it corresponds to. */
const MAIL_EVENTS: readonly string[] = [
  'delivery',
  'Send',
  'Receive',
  'User spam classification',
  'Late spam classification',
  'Quarantine',
  'Release from quarantine',
  'Open',
  'Mark unread',
  'Reply',
  'Forward',
  'Autoforward',
  'Move to inbox',
  'Move to trash',
  'Remove from trash',
  'Link click',
  'Attachment link click',
  'Attachment download',
  'Save attachment to Drive',
  'Save Drive item',
];

/** A row of `activity`: what an application alone tells stands in a record of its name, or in columns `application.field`. */
export function fromActivityTable(row: JsonObject): JsonObject | undefined {
  const { time_usec: time, record_type: application } = row;
  if (!isMicroseconds(time) || typeof application !== 'string') return undefined;
  const told = row[application] ?? mailOf(row) ?? columnsBelow(`${application}.`, row);
  return activity({
    id: { time: instant(time), uniqueQualifier: row.unique_identifier, applicationName: application },
    actor: { email: row.email, profileId: row.actor_profile_id },
    ownerDomain: row.domain_name,
    ipAddress: row.ip_address,
    event: { type: row.event_type, name: row.event_name, parameters: isObject(told) ? parameters(told, 0) : [] },
  });
}

/** A row of a daily table of Gmail; the same record stands in `activity` under `gmail`. */
export function fromGmailTable(row: JsonObject): JsonObject | undefined {
  const { event_info: event, message_info: message } = row;
  if (!isObject(event) || !isObject(message) || !isMicroseconds(event.timestamp_usec)) return undefined;
  const told = event.mail_event_type;
  const kind = typeof told === 'number' || typeof told === 'string' ? Number(told) : 0;
  return activity({
    id: { time: instant(event.timestamp_usec), uniqueQualifier: undefined, applicationName: 'gmail' },
    actor: {},
    ownerDomain: undefined,
    ipAddress: undefined,
    event: { type: 'mail', name: MAIL_EVENTS[kind] ?? `mail event ${kind}`, parameters: parameters(row, 0) },
  });
}

interface Told {
  readonly id: JsonObject;
  readonly actor: JsonObject;
  readonly ownerDomain: unknown;
  readonly ipAddress: unknown;
  readonly event: JsonObject;
}

function activity({ event, ...record }: Told): JsonObject {
  return { kind: 'admin#reports#activity', ...record, events: [event] };
}

/** A query of the mail alone has what stands under `gmail` beside the columns of all applications. */
function mailOf({ event_info: event, message_info: message }: JsonObject): JsonObject | undefined {
  return isObject(event) && isObject(message) ? { event_info: event, message_info: message } : undefined;
}

/** CSV has no records: `drive.doc_id` is a column. */
function columnsBelow(prefix: string, row: JsonObject): JsonObject {
  const found: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(row))
    if (name.startsWith(prefix) && value !== '') found[name.slice(prefix.length)] = value;
  return found;
}

/** The fields of a record as the API lists them, with records in records as messages of messages. */
function parameters(record: JsonObject, depth: number): readonly JsonObject[] {
  return Object.entries(record)
    .slice(0, MAX_PARAMETERS)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({ name, ...typed(value, depth) }));
}

function typed(value: unknown, depth: number): JsonObject {
  if (Array.isArray(value)) {
    const records = value.filter(isObject);
    return records.length === 0
      ? { multiValue: value }
      : { multiMessageValue: records.map((record) => message(record, depth)) };
  }
  return isObject(value) ? { messageValue: message(value, depth) } : { value };
}

function message(record: JsonObject, depth: number): JsonObject {
  return { parameter: depth === MAX_DEPTH ? [] : parameters(record, depth + 1) };
}

function isMicroseconds(value: unknown): value is number | string {
  return (typeof value === 'number' || typeof value === 'string') && MICROSECONDS.test(String(value));
}

function instant(microseconds: number | string): string {
  return new Date(Math.floor(Number(microseconds) / 1000)).toISOString();
}
