/**
 * Cloudflare Logpush, one JSON object a line: Gateway (HTTP, DNS, network, sessions), which is the organisation's own traffic, and the
 * zones' HTTP requests, firewall events, Spectrum and network analytics, which are visits to what the organisation publishes.
 * Source: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/
 */
import { ACTION_ALLOWED, type ActionCode, type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { JsonLine } from '../keyed/json-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { skip } from '../shared/verdict.ts';

/** Only datasets of zones name these. */
const NOTED = [
  'ClientRequestHost',
  'EdgeStartTimestamp',
  'clientRequestHTTPHost',
  'ResponseCode',
  'ColoCode',
  'IpFirewall',
  'Event',
  'Direction',
] as const;
const ZONE_KEYS = [0, 1, 2, 3, 5] as const;
const EVENT = 6;
/** Of packets that Magic Transit saw. */
const DIRECTION = 7;

/** A scan let it through. */
const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['scan', ACTION_ALLOWED],
  ['noscan', ACTION_ALLOWED],
  ['off', ACTION_ALLOWED],
  ['skip', ACTION_ALLOWED],
]);

function judge(pairs: PairReader, out: EventDraft): Verdict {
  if (out.destinationHost === '' && out.destinationIp === '' && out.url === '') return skip(out, 'message-type');
  if (ZONE_KEYS.some((key) => pairs.hasNote(key)) || pairs.noteIs(DIRECTION, 'ingress')) out.reason = 'inbound';
  // Spectrum tells of a connection when it opens and again, with its bytes, when it ends.
  if (pairs.noteIs(EVENT, 'connect') || pairs.noteIs(EVENT, 'progress')) return skip(out, 'session-start');
  return PARSED;
}

export const CLOUDFLARE_LINE: JsonLine = {
  spec: {
    time: [
      'Datetime',
      'SessionStartTime',
      'EdgeStartTimestamp',
      'Timestamp',
      'EdgeEndTimestamp',
      'ConnectTimestamp',
      'datetime',
    ],
    sourceIp: ['SourceIP', 'SrcIP', 'ClientIP', 'SourceInternalIP', 'clientIP', 'IPSourceAddress'],
    sourceUser: ['Email', 'UserEmail'],
    sourceHost: ['DeviceName'],
    destinationIp: ['DestinationIP', 'DstIP', 'OriginIP', 'IPDestinationAddress'],
    destinationHost: [
      'HTTPHost',
      'SNI',
      'ResolvedFQDN',
      'QueryName',
      'ClientRequestHost',
      'ClientTlsServerName',
      'ClientTlsClientHelloServerName',
      'clientRequestHTTPHost',
    ],
    destinationPort: ['DestinationPort', 'DstPort', 'OriginPort'],
    url: ['URL', 'ClientRequestURI', 'ClientRequestPath', 'clientRequestPath'],
    method: ['HTTPMethod', 'ClientRequestMethod', 'clientRequestHTTPMethodName'],
    status: ['HTTPStatusCode', 'EdgeResponseStatus'],
    action: [
      'Action',
      'ResolverDecision',
      'SecurityAction',
      'action',
      'ClientMatchedIpFirewall',
      'Outcome',
      'WAFAction',
    ],
    bytesSent: ['BytesSent', 'ClientRequestBytes', 'ClientBytes'],
    bytesReceived: ['BytesReceived', 'EdgeResponseBytes', 'OriginBytes'],
    userAgent: ['UserAgent', 'ClientRequestUserAgent', 'userAgent'],
    contentType: ['EdgeResponseContentType'],
    vendorCategory: ['CategoryNames', 'QueryCategoryNames', 'MatchedCategoryNames'],
    vendorApp: ['ApplicationNames', 'ApplicationName'],
  },
  noted: NOTED,
  judged: [],
  unplain: [
    'ClientRequestHost',
    'EdgeStartTimestamp',
    'clientRequestHTTPHost',
    'ResponseCode',
    'IpFirewall',
    'Event',
    'Direction',
  ],
  actions: ACTIONS,
  judge,
};
