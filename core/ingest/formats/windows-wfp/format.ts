/**
 * Windows Filtering Platform in the security log: connections let through (5156) or stopped (5157) and packets dropped (5152), as event XML,
 * JSON of Winlogbeat and other forwarders, and as the event's message in a line of text.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type ActionCode,
  type EventDraft,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
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

const MARK = 'Microsoft-Windows-Security-Auditing';

const EVENTS: WindowsEvents = {
  provider: MARK,
  log: 'Security',
  spec: {
    time: [...EVENT_TIMES],
    sourceIp: eventData('SourceAddress'),
    sourceHost: EVENT_COMPUTERS,
    destinationIp: eventData('DestAddress'),
    destinationPort: eventData('DestPort'),
    vendorApp: eventData('Application'),
  },
  direction: 'Direction',
  message: {
    begins: [
      ['The Windows Filtering Platform has permitted a connection', '5156'],
      ['The Windows Filtering Platform has blocked a connection', '5157'],
      ['The Windows Filtering Platform has blocked a packet', '5152'],
      ['The Windows Filtering Platform blocked a packet', '5152'],
      // Listening, and binding to a port.
      ['The Windows Filtering Platform has', ''],
    ],
    labels: [
      ['Direction', 'Direction'],
      ['Source Address', 'SourceAddress'],
      ['Destination Address', 'DestAddress'],
      ['Destination Port', 'DestPort'],
    ],
  },
  judge,
};

const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['5152', ACTION_BLOCKED],
  ['5156', ACTION_ALLOWED],
  ['5157', ACTION_BLOCKED],
]);
/** How messages of the security log spell "Inbound". */
const INBOUND: ReadonlySet<string> = new Set(['%%14592', 'inbound']);

function judge(id: string, direction: string, out: EventDraft): Verdict {
  const action = ACTIONS.get(id);
  if (action === undefined || out.destinationIp === '') return skip(out, 'message-type');
  out.action = action;
  if (INBOUND.has(direction.toLowerCase())) {
    out.reason = 'inbound';
    // The computer that logs it is the server.
    out.sourceHost = '';
  }
  return requireEnds(out);
}

const NAMED = keySet(`"${MARK}"`, '"DestAddress"', '"SourceAddress"');
const AGENT = keySet('"eventdata"', '"destAddress"', '"sourceAddress"');
const GRAYLOG = keySet('"_DestAddress"', '"_SourceAddress"');
const BEAT = keySet('"winlogbeat_winlog_event_data_DestAddress"', '"winlogbeat_winlog_event_data_SourceAddress"');

export const windowsWfp: TrafficFormat = {
  id: 'windows-wfp',
  title: 'Windows Filtering Platform events 5152, 5156 and 5157',
  vendor: 'Microsoft',
  grade: 'documented',
  source:
    'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing/event-5156',
  fields: [...fieldsOf(EVENTS.spec), 'action'],
  split: 'line',
  certain: 'claimed',
  fromEndpoints: true,
  claimWords: ['<Event', 'The Windows Filtering Platform '],
  claim: claimEvents(EVENTS, NAMED, AGENT, GRAYLOG, BEAT),
  objects: 'too',
  claimsByKeys: true,
  signature:
    'events of Microsoft-Windows-Security-Auditing with SourceAddress and DestAddress, or "The Windows Filtering Platform has"',
  createParser: () => new WindowsEventParser(EVENTS),
};
