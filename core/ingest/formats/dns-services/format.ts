/** DNS filters whose logs are JSON or tables: AdGuard Home, NextDNS, Infoblox BloxOne. */
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { reject } from '../shared/verdict.ts';

const FILTERED = 0;

export const dnsServices = jsonFormat({
  id: 'dns-services',
  title: 'AdGuard Home, NextDNS and Infoblox BloxOne DNS',
  vendor: 'AdGuard, NextDNS, Infoblox',
  grade: 'documented',
  source: 'https://github.com/AdguardTeam/AdGuardHome/wiki/Configuration',
  signature: 'JSON with QH, QT and IP, or a table with query_type and root_domain',
  marks: [
    [1, '"QH"', '"QT"', '"IP"'],
    [1, '"root_domain"', '"query_type"'],
    [1, '"qname"', '"qip"'],
    [0.9, '"matched_name"', '"query_type"'],
  ],
  shape: {
    spec: {
      time: ['T', 'timestamp', 'event_time'],
      sourceIp: ['IP', 'device_local_ip', 'client_ip', 'qip', 'private_ip'],
      sourceHost: ['device_name', 'device', 'client_name', 'dns_view'],
      sourceUser: ['user'],
      destinationHost: ['QH', 'domain', 'qname'],
      action: ['status', 'policy_action'],
    },
    watch: ['Result.IsFiltered', 'QH'],
    judged: ['Result.IsFiltered', 'QH'],
    judge(paths, out) {
      if (out.destinationHost === '') return reject(out, 'address');
      if (paths.is(FILTERED, 'true')) out.action = ACTION_BLOCKED;
      else if (paths.has(FILTERED + 1)) out.action = ACTION_ALLOWED;
      return requireEnds(out);
    },
  },
});
