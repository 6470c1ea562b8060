/**
 * Microsoft Defender: network events of endpoints from advanced hunting (CSV and JSON), the streaming API and Sentinel's table, and rows
 * counted by a query of one's own (`summarize count() by bin(Timestamp, 1h), DeviceName, RemoteUrl`).
 */
import { ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import type { JsonPaths } from '../keyed/json-paths.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

/** The streaming API puts the row into `properties`. */
function both(...names: string[]): readonly string[] {
  return names.flatMap((name) => [name, `properties.${name}`]);
}

const ACTION = 0;
const TABLE = 2;
const TYPE = 3;

const WATCH = [...both('ActionType'), 'category', 'Type', ...both('LocalPort'), ...both('RemoteUrl')];

function value(paths: JsonPaths, index: number): string {
  return paths.watched(index) || paths.watched(index + 1);
}

/** What came in: the remote end is the client. */
function turn(paths: JsonPaths, out: EventDraft): void {
  const { sourceIp } = out;
  const port = Number(value(paths, TYPE + 1));
  out.sourceIp = out.destinationIp;
  out.destinationIp = sourceIp;
  out.destinationPort = Number.isInteger(port) && port > 0 ? port : -1;
  // Device and account are the server's.
  out.sourceHost = '';
  out.sourceUser = '';
  out.reason = 'inbound';
}

export const defenderEndpoint = jsonFormat({
  id: 'defender-endpoint',
  title: 'Microsoft Defender for Endpoint network events',
  vendor: 'Microsoft',
  grade: 'verified',
  source: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table',
  fromEndpoints: true,
  signature: 'rows of DeviceNetworkEvents with DeviceName, RemoteIP or RemoteUrl',
  marks: [
    [1, '"AdvancedHunting-'],
    [1, '"InitiatingProcess', '"RemoteIP"'],
    [1, '"InitiatingProcess', '"RemoteUrl"'],
    [0.95, '"DeviceName"', '"RemoteUrl"'],
    [0.95, '"DeviceName"', '"RemoteIP"'],
    [0.9, '"DeviceId"', '"RemoteUrl"'],
    [0.9, '"InitiatingProcess', '"ActionType"', '"DeviceId"'],
  ],
  shape: {
    spec: {
      time: [...both('Timestamp'), 'TimeGenerated', 'TimeGenerated [UTC]', 'bin_Timestamp', 'time'],
      sourceIp: both('LocalIP', 'IPAddress'),
      sourceUser: both(
        'InitiatingProcessAccountUpn',
        'InitiatingProcessAccountName',
        'RequestAccountName',
        'AccountUpn',
        'AccountName',
      ),
      sourceHost: both('DeviceName'),
      destinationIp: both('RemoteIP', 'DestinationIPAddress', 'FileOriginIP'),
      destinationHost: both('QueryTarget'),
      destinationPort: both('RemotePort', 'DestinationPort'),
      url: both('RemoteUrl', 'FileOriginUrl'),
      count: ['count_', 'Count', 'count', 'Connections', 'Events', 'EventCount', 'dcount_'],
      bytesSent: both('BytesSent'),
      bytesReceived: both('BytesReceived'),
      vendorApp: both('InitiatingProcessFileName', 'Application'),
    },
    watch: WATCH,
    judge(paths, out) {
      const action = value(paths, ACTION);
      const table = paths.watched(TABLE) || paths.watched(TYPE);
      // RemoteUrl holds a URL, or a host alone.
      if (out.destinationHost === '' && out.url !== '') setDestinationFromUrl(out.url, 0, out.url.length, out);
      if (action.startsWith('Inbound')) turn(paths, out);
      if (action.endsWith('Blocked')) out.action = ACTION_BLOCKED;
      if (action.startsWith('Listening')) return skip(out, 'message-type');
      if (table !== '' && table.includes('AdvancedHunting') && !table.endsWith('DeviceNetworkEvents')) {
        return skip(out, 'message-type');
      }
      if (table.startsWith('Device') && table !== 'DeviceNetworkEvents') return skip(out, 'message-type');
      if (out.destinationIp === '' && out.destinationHost === '') {
        // Its names stand in a text that the object holds.
        const isElsewhere = table === '' && action === '' && out.sourceIp === '' && out.sourceHost === '';
        return isElsewhere ? reject(out, 'shape') : skip(out, 'message-type');
      }
      return requireEnds(out);
    },
    judged: [...both('ActionType'), 'category', 'Type'],
  },
});
