/**
 * Sysmon: network connections (event 3) and DNS queries (event 22) as event XML, Winlogbeat's JSON, and other forwarders' JSON.
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, TrafficFormat, Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { FieldTable } from '../keyed/field-table.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { findCode, findWord } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';

/** Where forwarders put the event's own data. */
function all(...names: string[]): readonly string[] {
  return names.flatMap((name) => [
    name,
    `winlog.event_data.${name}`,
    `event_data.${name}`,
    `EventData.${name}`,
    `Event.EventData.${name}`,
    `data.win.eventdata.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
  ]);
}

const SPEC = {
  time: [...all('UtcTime'), '@timestamp', 'TimeCreated', 'EventTime', 'TimeGenerated'],
  sourceIp: all('SourceIp'),
  sourceUser: all('User'),
  sourceHost: [...all('SourceHostname'), 'Computer', 'winlog.computer_name', 'computer_name', 'host.name', 'Hostname'],
  destinationIp: all('DestinationIp'),
  destinationHost: [...all('DestinationHostname'), ...all('QueryName')],
  destinationPort: all('DestinationPort'),
  vendorApp: all('Image'),
} as const;

const ID = 0;
const IDS = [
  'winlog.event_id',
  'event.code',
  'event_id',
  'EventID',
  'EventId',
  'Event.System.EventID',
  'data.win.system.eventID',
  ...all('Initiated'),
];

function judge(id: string, initiated: string, out: EventDraft): Verdict {
  // UtcTime names no zone: it is UTC.
  out.timeIsLocal = false;
  if (id !== '3' && id !== '22') return skip(out, 'message-type');
  // The other end opened it: the host is the server.
  if (initiated.toLowerCase() === 'false') out.reason = 'inbound';
  return requireEnds(out);
}

class SysmonParser implements LineParser {
  private readonly table = new FieldTable(SPEC);
  private readonly filler = new DraftFiller(this.table);
  private readonly json = new JsonParser({
    spec: SPEC,
    watch: IDS,
    judged: IDS,
    timesAreUtc: true,
    judge: (paths, out) => {
      let id = '';
      for (let index = ID; index < 7 && id === ''; index++) id = paths.watched(index);
      let initiated = '';
      for (let index = 7; index < IDS.length && initiated === ''; index++) initiated = paths.watched(index);
      return judge(id, initiated, out);
    },
  });

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    return text.charCodeAt(start) === 60
      ? this.readXml(text, start, end, out, header)
      : this.json.parse(text, start, end, out, header);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.json.readBytes?.(bytes, start, end, out) === true;
  }

  private readXml(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const idAt = findWord(text, '<EventID', start, end);
    if (idAt < 0) return reject(out, 'shape');
    const idStart = findCode(text, 62, idAt, end) + 1;
    const idEnd = findCode(text, 60, Math.max(idStart, idAt), end);
    const id = idStart > 0 && idEnd > 0 ? text.substring(idStart, idEnd).trim() : '';
    this.filler.begin();
    let initiated = '';
    let at = findWord(text, '<Data Name=', start, end);
    while (at >= 0) {
      const nameStart = at + 12;
      const nameEnd = findCode(text, text.charCodeAt(at + 11), nameStart, end);
      const close = nameEnd < 0 ? -1 : findCode(text, 62, nameEnd, end);
      const valueEnd = close < 0 ? -1 : findCode(text, 60, close, end);
      if (valueEnd < 0) break;
      const entry = this.table.find(text, nameStart, nameEnd);
      if (entry >= 0 && text.charCodeAt(close - 1) !== 47) this.filler.put(entry, text, close + 1, valueEnd, out);
      if (text.startsWith('Initiated', nameStart)) initiated = text.substring(close + 1, valueEnd);
      at = findWord(text, '<Data Name=', valueEnd, end);
    }
    this.putElement(text, start, end, '<Computer>', 'Computer', out);
    this.filler.finish(out, header);
    return judge(id, initiated, out);
  }

  private putElement(text: string, start: number, end: number, open: string, key: string, out: EventDraft): void {
    const at = findWord(text, open, start, end);
    const from = at + open.length;
    const to = at < 0 ? -1 : findCode(text, 60, from, end);
    const entry = this.table.find(key, 0, key.length);
    if (to > from && entry >= 0) this.filler.put(entry, text, from, to, out);
  }
}

const MARK = 'Microsoft-Windows-Sysmon';
const NAMED = keySet(`"${MARK}`);
const LOOK = 3000;

export const sysmon: TrafficFormat = {
  id: 'sysmon',
  title: 'Sysmon network and DNS events',
  vendor: 'Microsoft',
  grade: 'documented',
  source: 'https://learn.microsoft.com/sysinternals/downloads/sysmon#event-id-3-network-connection',
  fields: fieldsOf(SPEC),
  split: 'line',
  certain: 'claimed',
  fromEndpoints: true,
  claim(text, start, end) {
    const first = text.charCodeAt(start);
    if (first === 60) {
      if (!text.startsWith('<Event', start)) return 0;
      return findWord(text, MARK, start, Math.min(end, start + LOOK)) > 0 ? 1 : 0;
    }
    if (first !== 123 && first !== 64) return 0;
    return hasKeys(text, start, end, NAMED) ? 1 : 0;
  },
  objects: 'too',
  claimsByKeys: true,
  signature: 'events of the provider Microsoft-Windows-Sysmon',
  createParser: () => new SysmonParser(),
};
