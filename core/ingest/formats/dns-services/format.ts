/** DNS filters whose logs are JSON or tables: AdGuard Home, NextDNS, Infoblox BloxOne, OpenVPN CloudConnexa. */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import type { JsonPaths } from '../keyed/json-paths.ts';
import { reject } from '../shared/verdict.ts';

const FILTERED = 0;
const EVENT = 2;
/** CloudConnexa's: `initiator` beside them is an opaque id, that of a user, a device or a connector. */
const INITIATOR = 3;
const INITIATOR_TYPE = 4;
const PARENT = 5;
const PARENT_TYPE = 6;

/** The initiator is whoever its type says; a group or a network that it belongs to is nobody's name. */
function nameInitiator(paths: JsonPaths, out: EventDraft): void {
  const name = paths.watched(INITIATOR);
  const isUser = paths.is(INITIATOR_TYPE, 'User');
  if (name !== '' && isUser && out.sourceUser === '') out.sourceUser = name;
  if (name !== '' && !isUser && out.sourceHost === '') out.sourceHost = name;
  if (out.sourceUser === '' && paths.is(PARENT_TYPE, 'User')) out.sourceUser = paths.watched(PARENT);
}

/** CloudConnexa's, of names and of packets. */
const BLOCKED: ReadonlySet<string> = new Set(['domain-blocked', 'traffic-blocked']);

export const dnsServices = jsonFormat({
  id: 'dns-services',
  title: 'AdGuard Home, NextDNS, Infoblox BloxOne and CloudConnexa DNS',
  vendor: 'AdGuard, NextDNS, Infoblox, OpenVPN',
  grade: 'documented',
  source: 'https://github.com/AdguardTeam/AdGuardHome/wiki/Configuration',
  signature: 'JSON with QH, QT and IP, or a table with query_type and root_domain',
  marks: [
    [1, '"QH"', '"QT"', '"IP"'],
    [1, '"root_domain"', '"query_type"'],
    [1, '"qname"', '"qip"'],
    [0.9, '"matched_name"', '"query_type"'],
    [1, '"CloudConnexaLogVersion"', '"queryType"'],
    [1, '"CloudConnexaLogVersion"', '"destinationIp"'],
  ],
  shape: {
    spec: {
      time: ['T', 'timestamp', 'event_time'],
      sourceIp: [
        'IP',
        'device_local_ip',
        'client_ip',
        'qip',
        'private_ip',
        'log.sourceIp',
        'initiatorPublicIp',
        'publicIp',
      ],
      sourceHost: ['device_name', 'device', 'client_name', 'dns_view'],
      sourceUser: ['user'],
      destinationHost: ['QH', 'domain', 'qname', 'log.domain'],
      destinationIp: ['log.destinationIp'],
      destinationPort: ['log.destinationPort'],
      action: ['status', 'policy_action'],
    },
    watch: [
      ...['Result.IsFiltered', 'QH', 'eventName'],
      ...['initiatorName', 'initiatorType', 'parentEntityName', 'parentEntityType'],
    ],
    judged: ['Result.IsFiltered', 'QH', 'eventName'],
    unplain: ['initiatorName', 'parentEntityName'],
    judge(paths, out) {
      nameInitiator(paths, out);
      if (out.destinationHost === '' && out.destinationIp === '') return reject(out, 'address');
      if (paths.is(FILTERED, 'true') || BLOCKED.has(paths.watched(EVENT))) out.action = ACTION_BLOCKED;
      else if (paths.has(FILTERED + 1)) out.action = ACTION_ALLOWED;
      return requireEnds(out);
    },
  },
});
