/**
 * CrowdStrike Falcon: network events of endpoints as the data replicator (FDR) and the event stream give them.
 * Layout: "Falcon Data Replicator" event data (`event_simpleName`), and `FirewallMatchEvent` of the streaming API.
 */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { bytesOf, isWordAt } from '../shared/bytes.ts';
import { skip } from '../shared/verdict.ts';
import { INBOUND, RULE_ACTIONS, turn, UNSPECIFIED } from './firewall.ts';

const SIMPLE_NAME = 0;
const EVENT_TYPE = 1;
const DIRECTIONS = [2, 3] as const;
const LOCAL_PORTS = [4, 5] as const;

/** Events that are a use of the network; everything else is processes, files and the sensor itself. */
const NETWORK =
  /^(?:NetworkConnectIP[46]|NetworkReceiveAcceptIP[46]|DnsRequest|SuspiciousDnsRequest|HttpRequest(?:Detect)?|FirewallRuleIP[46]Matched)$/;
const NONE = bytesOf('unspecified');

function isUnspecified(bytes: Uint8Array, start: number, end: number): boolean {
  return UNSPECIFIED.some((address) => end - start === address.length && isWordAt(bytes, start, address));
}

export const crowdstrike = jsonFormat({
  id: 'crowdstrike',
  title: 'CrowdStrike Falcon network events',
  vendor: 'CrowdStrike',
  grade: 'verified',
  source: 'https://www.crowdstrike.com/en-us/resources/guides/crowdstrike-falcon-data-replicator-add-on-guide/',
  fromEndpoints: true,
  signature: 'JSON objects with event_simpleName and aid, or a FirewallMatchEvent',
  marks: [
    [1, '"event_simpleName"', '"aid"'],
    [1, '"FirewallMatchEvent"', '"customerIDString"'],
    [0.95, '"event_simpleName"', '"event_platform"'],
    [0.95, '"customerIDString"', '"eventCreationTime"'],
  ],
  shape: {
    spec: {
      time: [
        'event.Timestamp',
        'ContextTimeStamp',
        'ContextTimeStamp_decimal',
        'timestamp',
        'metadata.eventCreationTime',
      ],
      // `aip` is where the sensor was seen from outside.
      sourceIp: ['LocalAddressIP4', 'LocalAddressIP6', 'event.LocalAddress', 'LocalIP', 'aip'],
      sourceUser: ['UserName', 'UserPrincipal', 'event.UserName'],
      sourceHost: ['ComputerName', 'event.HostName', 'aid_computer_name', 'Hostname'],
      destinationHost: ['DomainName', 'HttpHost'],
      destinationIp: ['RemoteAddressIP4', 'RemoteAddressIP6', 'event.RemoteAddress', 'RemoteIP'],
      destinationPort: ['RemotePort', 'RemotePort_decimal', 'event.RemotePort'],
      url: ['HttpUrl', 'HttpRequestUrl'],
      method: ['HttpMethod'],
      action: ['event.RuleAction', 'RuleAction'],
      count: ['event.MatchCountSinceLastReport'],
      vendorApp: ['ContextBaseFileName', 'event.ImageFileName'],
    },
    watch: [
      'event_simpleName',
      'event.EventType',
      'ConnectionDirection',
      'event.ConnectionDirection',
      'LocalPort',
      'event.LocalPort',
    ],
    actions: RULE_ACTIONS,
    // What a port was stands in no figure.
    judged: ['event_simpleName', 'event.EventType', 'ConnectionDirection', 'event.ConnectionDirection'],
    // Of what came in, an address that is none leaves no destination.
    settle: (bytes, out) =>
      !isUnspecified(bytes, out.sourceStart, out.sourceEnd) || out.addVerdict(NONE, 0, NONE.length),
    judge(paths, out) {
      const name = paths.watched(SIMPLE_NAME) || paths.watched(EVENT_TYPE);
      if (!NETWORK.test(name)) return skip(out, 'message-type');
      if (UNSPECIFIED.includes(out.sourceIp)) out.sourceIp = '';
      const isInbound = name.startsWith('NetworkReceive') || DIRECTIONS.some((at) => paths.is(at, INBOUND));
      if (isInbound) turn(Number(LOCAL_PORTS.map((at) => paths.watched(at)).find((port) => port !== '')), out);
      if (out.destinationIp === '' && out.destinationHost === '') return skip(out, 'message-type');
      return requireEnds(out);
    },
  },
});
