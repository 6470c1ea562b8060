/**
 * In: an event of Windows' security log as an agent has written it. Out: the same under Windows' own names: EventID, the fields of its data, and
 * when, where and with which outcome it was logged.
 */
import { isObject, type JsonObject, SourceRecord } from '../kit/source-record.ts';
import { FEDERATION, federationAudit } from './federation.ts';

const SECURITY = /^Microsoft-Windows-Security-Auditing$|^Microsoft-Windows-Eventlog$|^Security$/i;
const PROVIDER = { test: (text: string): boolean => SECURITY.test(text) || FEDERATION.test(text) };

/** What the filtering platform let through or blocked is traffic. */
const OF_THE_FILTER = /^(?:5031|515\d)$/;

const MOST_FIELDS = 100;

/** @returns undefined where the record is no event of that log */
export function windowsRecord(record: SourceRecord): SourceRecord | undefined {
  const found = ofBeats(record) ?? ofWazuh(record) ?? ofFlat(record);
  return found === undefined || OF_THE_FILTER.test(found.text('EventID')) ? undefined : withFederation(found);
}

function withFederation(event: SourceRecord): SourceRecord {
  if (!FEDERATION.test(event.text('ProviderName', 'SourceName', 'Provider', 'EventSourceName'))) return event;
  const { data } = event;
  return new SourceRecord({ ...data, ...federationAudit(Object.values(data)), isFederation: true });
}

/** Winlogbeat and Elastic's agent. */
function ofBeats(record: SourceRecord): SourceRecord | undefined {
  const data = record.object('winlog.event_data') ?? record.object('winlog.user_data');
  const id = record.text('winlog.event_id', 'event.code', 'event_id');
  const channel = record.text('winlog.channel', 'winlog.provider_name', 'event.provider');
  if (id === '' || !PROVIDER.test(channel)) return undefined;
  return new SourceRecord({
    ...data?.data,
    ProviderName: record.text('winlog.provider_name', 'event.provider'),
    EventID: id,
    time: record.value('@timestamp'),
    keywords: record.text('winlog.outcome', 'event.outcome', 'winlog.keywords.0'),
    action: record.text('event.action'),
    Computer: record.text('winlog.computer_name', 'host.name'),
    RecordNumber: record.text('winlog.record_id'),
  });
}

/** Wazuh's channel of events, whose names begin with a small letter. */
function ofWazuh(record: SourceRecord): SourceRecord | undefined {
  const system = record.object('data.win.system') ?? record.object('win.system');
  const data = record.object('data.win.eventdata') ?? record.object('win.eventdata');
  if (system === undefined || !PROVIDER.test(system.text('channel', 'providerName'))) return undefined;
  return new SourceRecord({
    ...capital(data?.data ?? {}),
    ProviderName: system.text('providerName'),
    EventID: system.text('eventID'),
    time: system.text('systemTime'),
    keywords: system.text('severityValue'),
    Computer: system.text('computer'),
    RecordNumber: system.text('eventRecordID'),
  });
}

function capital(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  );
}

/** NXLog, Splunk's and others: the log's fields and those of the event's data side by side, or the data in an object of its own. */
function ofFlat(record: SourceRecord): SourceRecord | undefined {
  const id = record.text(
    ...['EventID', 'EventId', 'EventCode', 'event_id', 'Event.System.EventID', 'System.EventID'],
    ...['System.EventID.Value', 'System.EventID.#text', 'Event.System.EventID.#text', 'Event.System.EventID.Value'],
  );
  const provider = [
    'Channel',
    'SourceName',
    'ProviderName',
    'Provider',
    'EventSourceName',
    'channel',
    'LogName',
    'System.Channel',
    'Event.System.Channel',
  ];
  if (!/^\d{3,5}$/.test(id) || !provider.some((path) => PROVIDER.test(record.text(path)))) return undefined;
  const inner = ['EventData', 'event_data', 'System', 'Event.System', 'Event.EventData'].flatMap((path) => {
    const found = record.value(path);
    return isObject(found) ? [found, ...listed(found.Data)] : [];
  });
  const all: JsonObject = Object.assign({}, ...inner, record.data);
  const outer = new SourceRecord(all);
  return new SourceRecord({
    ...all,
    EventID: id,
    time: when(outer),
    keywords: outer.text('EventType', 'Keywords', 'Audit', 'type', 'Outcome', 'EventResult'),
    Computer: outer.text('Computer', 'ComputerName', 'Hostname', 'host', 'computer_name'),
    RecordNumber: outer.text('RecordNumber', 'EventRecordID', 'RecordId'),
  });
}

/** XML that was turned into objects keeps each field of the data as one with its name: `{"@Name": "IpAddress", "#text": "192.0.2.1"}`. */
function listed(data: unknown): readonly JsonObject[] {
  if (!Array.isArray(data)) return [];
  return data.slice(0, MOST_FIELDS).flatMap((item) => {
    if (!isObject(item)) return [];
    const name = item['@Name'] ?? item.Name ?? item.name;
    const value = item['#text'] ?? item.text ?? item.content ?? item.value ?? item.Value;
    return typeof name === 'string' && value !== undefined ? [{ [name]: value }] : [];
  });
}

function when(record: SourceRecord): unknown {
  for (const path of [
    'TimeCreated.SystemTime',
    'TimeCreated.#attributes.SystemTime',
    'TimeCreated.@SystemTime',
    'TimeCreated',
    'SystemTime',
    'EventTime',
    'TimeGenerated',
    'UtcTime',
    '@timestamp',
    'timestamp',
    '_time',
  ]) {
    const found = record.value(path);
    if (typeof found === 'string' || typeof found === 'number') return found;
  }
  return undefined;
}
