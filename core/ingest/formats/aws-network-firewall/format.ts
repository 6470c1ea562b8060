/** AWS Network Firewall: flow, alert and TLS logs; Suricata's events in an envelope. */
import { ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

const TYPE = 0;

export const awsNetworkFirewall = jsonFormat({
  id: 'aws-network-firewall',
  title: 'AWS Network Firewall',
  vendor: 'Amazon',
  grade: 'documented',
  source: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging-contents.html',
  signature: 'JSON with firewall_name and an event of a flow or an alert',
  marks: [[1, '"firewall_name"', '"event"', '"src_ip"']],
  shape: {
    spec: {
      time: ['event.timestamp', 'event_timestamp'],
      sourceIp: ['event.src_ip'],
      destinationIp: ['event.dest_ip'],
      destinationPort: ['event.dest_port'],
      destinationHost: [
        'event.tls.sni',
        'event.http.hostname',
        'event.dns.rrname',
        'event.dns.query.rrname',
        'event.sni',
      ],
      url: ['event.http.url'],
      method: ['event.http.http_method'],
      status: ['event.http.status'],
      userAgent: ['event.http.http_user_agent'],
      bytesSent: ['event.netflow.bytes', 'event.flow.bytes_toserver'],
      bytesReceived: ['event.flow.bytes_toclient'],
      action: ['event.alert.action', 'event.verdict.action'],
      vendorCategory: ['event.alert.category'],
      vendorApp: ['event.app_proto'],
    },
    watch: ['event.event_type'],
    judged: ['event.event_type'],
    judge(paths, out) {
      if (paths.is(TYPE, 'drop')) out.action = ACTION_BLOCKED;
      return requireEnds(out);
    },
  },
});
