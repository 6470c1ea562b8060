/**
 * In: events of one Windows provider as event XML, Winlogbeat's JSON, other forwarders' JSON, or the event's message as text behind whatever a
 * forwarder puts in front of it (Snare, OSSEC, Splunk), and what a format knows of their data.
 * Out: a LineParser.
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, TrafficFormat, Verdict } from '../api.ts';
import { findCode, findWord } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';
import { DraftFiller } from './draft-filler.ts';
import { eventFront } from './event-front.ts';
import { EVENT_LOOK, findBegin, isMessage, putMessage, readFrontTime } from './event-message.ts';
import { EventMessageBytes, type MessageEvents } from './event-message-bytes.ts';
import { EventXmlBytes } from './event-xml-bytes.ts';
import { type FieldTable, tableOf } from './field-table.ts';
import { hasKeys, type KeySet } from './json-keys.ts';
import { JsonParser } from './json-parser.ts';

/** Where forwarders put the event's own data. */
export function eventData(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    name,
    `winlog.event_data.${name}`,
    `event_data.${name}`,
    `EventData.${name}`,
    `Event.EventData.${name}`,
    `data.win.eventdata.${lowerFirst(name)}`,
    `win.eventdata.${lowerFirst(name)}`,
    `winlogbeat_winlog_event_data_${name}`,
    `winlogbeat_event_data_${name}`,
    `_${name}`,
  ]);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Where they put its time and the computer it happened on, behind what the data say. */
export const EVENT_TIMES = [
  '@timestamp',
  'TimeCreated',
  'EventTime',
  'TimeGenerated',
  'data.win.system.systemTime',
  'win.system.systemTime',
  'timestamp',
] as const;
export const EVENT_COMPUTERS = ['Computer', 'winlog.computer_name', 'computer_name', 'host.name', 'Hostname'] as const;

const IDS = [
  'winlog.event_id',
  'event.code',
  'event_id',
  'EventID',
  'EventId',
  'Event.System.EventID',
  'data.win.system.eventID',
  'win.system.eventID',
  'winlogbeat_winlog_event_id',
  'winlogbeat_event_id',
  '_EventID',
] as const;

const LESS = 60;
const AT = 64;
const OPEN_BRACE = 123;

/** The provider's name is that by which its event XML is told, `direction` the value that says in which direction a connection went. */
export interface WindowsEvents extends MessageEvents {
  readonly judge: (id: string, direction: string, out: EventDraft) => Verdict;
}

export class WindowsEventParser implements LineParser {
  private readonly events: WindowsEvents;
  private readonly table: FieldTable;
  private readonly filler: DraftFiller;
  private readonly json: JsonParser;
  private readonly xmlBytes: EventXmlBytes;
  private readonly messageBytes: EventMessageBytes;

  constructor(events: WindowsEvents) {
    this.events = events;
    this.table = tableOf(events.spec);
    this.filler = new DraftFiller(this.table);
    this.xmlBytes = new EventXmlBytes(events, EVENT_LOOK);
    this.messageBytes = new EventMessageBytes(events);
    const watch = [...IDS, ...eventData(events.direction)];
    this.json = new JsonParser({
      spec: events.spec,
      watch,
      judged: watch,
      ...(events.timesAreUtc ? { timesAreUtc: true as const } : {}),
      judge: (paths, out) => {
        let id = '';
        for (let index = 0; index < IDS.length && id === ''; index++) id = paths.watched(index);
        let direction = '';
        for (let index = IDS.length; index < watch.length && direction === ''; index++)
          direction = paths.watched(index);
        return events.judge(id, direction, out);
      },
    });
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const first = text.charCodeAt(start);
    if (first === LESS) return this.readXml(text, start, end, out, header);
    return first === OPEN_BRACE || first === AT
      ? this.json.parse(text, start, end, out, header)
      : this.readMessage(text, start, end, out, header);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const first = bytes[start];
    if (first === LESS) return this.xmlBytes.read(bytes, start, end, out);
    return first === OPEN_BRACE || first === AT
      ? this.json.readBytes?.(bytes, start, end, out) === true
      : this.messageBytes.read(bytes, start, end, out);
  }

  private readXml(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const idAt = findWord(text, '<EventID', start, end);
    if (idAt < 0) return reject(out, 'shape');
    const idStart = findCode(text, 62, idAt, end) + 1;
    const idEnd = findCode(text, 60, Math.max(idStart, idAt), end);
    const id = idStart > 0 && idEnd > 0 ? text.substring(idStart, idEnd).trim() : '';
    this.filler.begin();
    let direction = '';
    let at = findWord(text, '<Data Name=', start, end);
    while (at >= 0) {
      const nameStart = at + 12;
      const nameEnd = findCode(text, text.charCodeAt(at + 11), nameStart, end);
      const close = nameEnd < 0 ? -1 : findCode(text, 62, nameEnd, end);
      const valueEnd = close < 0 ? -1 : findCode(text, 60, close, end);
      if (valueEnd < 0) break;
      const entry = this.table.find(text, nameStart, nameEnd);
      if (entry >= 0 && text.charCodeAt(close - 1) !== 47) this.filler.put(entry, text, close + 1, valueEnd, out);
      if (text.startsWith(this.events.direction, nameStart)) direction = text.substring(close + 1, valueEnd);
      at = findWord(text, '<Data Name=', valueEnd, end);
    }
    this.putCreated(text, start, end, out);
    this.putElement(text, start, end, '<Computer>', 'Computer', out);
    this.filler.finish(out, header);
    return this.events.judge(id, direction, out);
  }

  private readMessage(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { message, direction } = this.events;
    const begin = findBegin(message, text, start, end);
    if (begin === undefined) return reject(out, 'shape');
    this.filler.begin();
    const way = putMessage(message, direction, this.table, this.filler, text, begin.at, end, out);
    if (Number.isNaN(out.timeMs)) readFrontTime(text, start, begin.at, out);
    this.filler.finish(out, header);
    return this.events.judge(begin.id, way, out);
  }

  /** `<TimeCreated SystemTime='2025-01-01T00:00:00.1234567Z'/>` */
  private putCreated(text: string, start: number, end: number, out: EventDraft): void {
    const at = findWord(text, '<TimeCreated SystemTime=', start, end);
    const from = at + '<TimeCreated SystemTime='.length + 1;
    const to = at < 0 ? -1 : findCode(text, text.charCodeAt(from - 1), from, end);
    const entry = this.table.find('TimeCreated', 0, 'TimeCreated'.length);
    if (to > from && entry >= 0) this.filler.put(entry, text, from, to, out);
  }

  private putElement(text: string, start: number, end: number, open: string, key: string, out: EventDraft): void {
    const at = findWord(text, open, start, end);
    const from = at + open.length;
    const to = at < 0 ? -1 : findCode(text, 60, from, end);
    const entry = this.table.find(key, 0, key.length);
    if (to > from && entry >= 0) this.filler.put(entry, text, from, to, out);
  }
}

/** Claims event XML of a provider, its messages, and JSON that has all keys of one of these sets. */
export function claimEvents(events: WindowsEvents, ...keys: readonly KeySet[]): TrafficFormat['claim'] {
  const isBehindFront = eventFront(events);
  return (text, start, end) => {
    const first = text.charCodeAt(start);
    if (first === LESS) return isEventXml(text, start, end, events.provider) ? 1 : 0;
    if (first !== OPEN_BRACE && first !== AT) {
      if (!isMessage(events.message, text, start, end)) return 0;
      return isBehindFront(text, start, end) ? 1 : MESSAGE_CLAIM;
    }
    return keys.some((set) => hasKeys(text, start, end, set)) ? 1 : 0;
  };
}

/** Any log may quote one. */
const MESSAGE_CLAIM = 0.8;

function isEventXml(text: string, start: number, end: number, provider: string): boolean {
  if (text.charCodeAt(start) !== LESS || !text.startsWith('<Event', start)) return false;
  return findWord(text, provider, start, Math.min(end, start + EVENT_LOOK)) > 0;
}
