/**
 * Sysmon: network connections (event 3) and DNS queries (event 22) as event XML, JSON of Winlogbeat and other forwarders, and
 * as the event's message in a line of text.
 */
import type { EventDraft, TrafficFormat, Verdict } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { keySet } from '../keyed/json-keys.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import {
  claimEvents,
  EVENT_COMPUTERS,
  EVENT_TIMES,
  eventData,
  WindowsEventParser,
  type WindowsEvents,
} from '../keyed/windows-event.ts';
import { skip } from '../shared/verdict.ts';

const MARK = 'Microsoft-Windows-Sysmon';

const EVENTS: WindowsEvents = {
  provider: MARK,
  log: `${MARK}/Operational`,
  spec: {
    time: [...eventData('UtcTime'), ...EVENT_TIMES],
    sourceIp: eventData('SourceIp'),
    sourceUser: eventData('User'),
    sourceHost: [...eventData('SourceHostname'), ...EVENT_COMPUTERS],
    destinationIp: eventData('DestinationIp'),
    destinationHost: [...eventData('DestinationHostname'), ...eventData('QueryName')],
    destinationPort: eventData('DestinationPort'),
    vendorApp: eventData('Image'),
  },
  direction: 'Initiated',
  message: {
    begins: [
      ['Network connection detected:', '3'],
      ['Dns query:', '22'],
    ],
    labels: [
      ['UtcTime', 'UtcTime'],
      ['User', 'User'],
      ['Initiated', 'Initiated'],
      ['SourceIp', 'SourceIp'],
      ['SourceHostname', 'SourceHostname'],
      ['DestinationIp', 'DestinationIp'],
      ['DestinationHostname', 'DestinationHostname'],
      ['DestinationPort', 'DestinationPort'],
      ['QueryName', 'QueryName'],
    ],
  },
  timesAreUtc: true,
  judge,
};

function judge(id: string, initiated: string, out: EventDraft): Verdict {
  // UtcTime names no zone: it is UTC.
  out.timeIsLocal = false;
  if (id !== '3' && id !== '22') return skip(out, 'message-type');
  // The other end opened it: the host is the server.
  if (initiated.toLowerCase() === 'false') out.reason = 'inbound';
  return requireEnds(out);
}

const NAMED = keySet(`"${MARK}`);

export const sysmon: TrafficFormat = {
  id: 'sysmon',
  title: 'Sysmon network and DNS events',
  vendor: 'Microsoft',
  grade: 'documented',
  source: 'https://learn.microsoft.com/sysinternals/downloads/sysmon#event-id-3-network-connection',
  fields: fieldsOf(EVENTS.spec),
  split: 'line',
  certain: 'claimed',
  fromEndpoints: true,
  claimWords: ['<Event', 'Network connection detected:', 'Dns query:'],
  claim: claimEvents(EVENTS, NAMED),
  objects: 'too',
  claimsByKeys: true,
  signature: 'events of the provider Microsoft-Windows-Sysmon',
  createParser: () => new WindowsEventParser(EVENTS),
};
