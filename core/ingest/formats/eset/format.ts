/** ESET PROTECT: detections of the firewall and websites that were filtered, as JSON through syslog. */
import { PARSED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { skip } from '../shared/verdict.ts';

export const eset = jsonFormat({
  id: 'eset',
  title: 'ESET PROTECT firewall and filtered websites',
  vendor: 'ESET',
  grade: 'documented',
  source: 'https://help.eset.com/protect_admin/latest/en-US/events-exported-to-json-format.html',
  signature: 'JSON with event_type, source_uuid and occured',
  fromEndpoints: true,
  marks: [
    [1, '"event_type"', '"source_uuid"', '"occured"'],
    [1, '"event_type"', '"target_address_type"'],
  ],
  shape: {
    spec: {
      time: ['occured'],
      sourceIp: ['source_address', 'ipv4', 'ipv6'],
      sourceHost: ['hostname'],
      sourceUser: ['username', 'account'],
      destinationIp: ['target_address'],
      destinationPort: ['target_port'],
      url: ['object_uri'],
      action: ['action_taken', 'action'],
      vendorApp: ['process_name', 'processname'],
    },
    judged: [],
    judge: (_paths, out) =>
      out.destinationIp === '' && out.destinationHost === '' ? skip(out, 'message-type') : PARSED,
  },
});
