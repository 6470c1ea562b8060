/**
 * SentinelOne: network, DNS and URL events of endpoints from Cloud Funnel 2.0 (flat names) and Deep Visibility's event stream (nested).
 * Layout: events as log services that read them publish them (Google SecOps SENTINELONE_CF, Sekoia).
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';

const CATEGORY = 0;
const TYPE = 1;
const DIRECTIONS = [2, 3] as const;

const KINDS: ReadonlySet<string> = new Set(['ip', 'dns', 'url', 'tcpv4', 'tcpv6', 'http']);

export const sentinelone = jsonFormat({
  id: 'sentinelone',
  title: 'SentinelOne network events (Cloud Funnel, Deep Visibility)',
  vendor: 'SentinelOne',
  grade: 'verified',
  source: 'https://cloud.google.com/chronicle/docs/ingestion/default-parsers/collect-sentinelone-cf',
  fromEndpoints: true,
  signature: 'JSON objects with event.category and src.process.…, or event_type and trueContext',
  marks: [
    [1, '"event.category"', '"src.process.'],
    [1, '"event_type"', '"trueContext"', '"meta"'],
    [0.95, '"event.type"', '"endpoint.name"', '"agent.uuid"'],
  ],
  shape: {
    spec: {
      time: ['event.time', 'timestamp', 'timestamp.millisecondsSinceEpoch'],
      sourceIp: ['src.ip.address', 'sourceAddress.address'],
      sourceUser: ['src.process.user', 'source.user.name'],
      sourceHost: ['endpoint.name', 'meta.computerName'],
      destinationHost: ['event.dns.request', 'query'],
      destinationIp: ['dst.ip.address', 'destinationAddress.address'],
      destinationPort: ['dst.port.number', 'destinationAddress.port'],
      url: ['url.address', 'url'],
      method: ['event.url.action', 'method'],
      action: ['event.network.connectionStatus', 'status'],
      count: ['event.repetitionCount'],
      vendorApp: ['src.process.name', 'source.name'],
    },
    watch: ['event.category', 'event_type', 'event.network.direction', 'direction'],
    judged: ['event.category', 'event_type', 'event.network.direction', 'direction'],
    actions: new Map<string, ActionCode>([
      ['success', ACTION_ALLOWED],
      ['blocked', ACTION_BLOCKED],
    ]),
    judge(paths, out) {
      const kind = paths.watched(CATEGORY) || paths.watched(TYPE);
      if (!KINDS.has(kind)) return skip(out, 'message-type');
      if (DIRECTIONS.some((at) => paths.is(at, 'INCOMING'))) out.reason = 'inbound';
      if (out.destinationIp === '' && out.destinationHost === '') return skip(out, 'message-type');
      return requireEnds(out);
    },
  },
});
