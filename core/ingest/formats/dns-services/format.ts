/** DNS filters whose logs are JSON or tables: AdGuard Home, NextDNS, Infoblox BloxOne, OpenVPN CloudConnexa. */
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { reject } from '../shared/verdict.ts';

const FILTERED = 0;
const EVENT = 2;

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
      sourceIp: ['IP', 'device_local_ip', 'client_ip', 'qip', 'private_ip', 'log.sourceIp'],
      sourceHost: ['device_name', 'device', 'client_name', 'dns_view', 'initiatorName'],
      sourceUser: ['user', 'parentEntityName'],
      destinationHost: ['QH', 'domain', 'qname', 'log.domain'],
      destinationIp: ['log.destinationIp'],
      destinationPort: ['log.destinationPort'],
      action: ['status', 'policy_action'],
    },
    watch: ['Result.IsFiltered', 'QH', 'eventName'],
    judged: ['Result.IsFiltered', 'QH', 'eventName'],
    judge(paths, out) {
      if (out.destinationHost === '' && out.destinationIp === '') return reject(out, 'address');
      if (paths.is(FILTERED, 'true') || BLOCKED.has(paths.watched(EVENT))) out.action = ACTION_BLOCKED;
      else if (paths.has(FILTERED + 1)) out.action = ACTION_ALLOWED;
      return requireEnds(out);
    },
  },
});
