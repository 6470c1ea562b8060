/** Google Cloud Logging: VPC flows, firewall rules, Cloud DNS queries and HTTP load balancers, as exported or through Pub/Sub. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { reject } from '../shared/verdict.ts';

const DIRECTION = 0;
const REQUEST = 1;
const INSTANCE = 2;

export const googleCloud = jsonFormat({
  id: 'google-cloud',
  title: 'Google Cloud flow, firewall, DNS and load balancer logs',
  vendor: 'Google',
  grade: 'verified',
  source: 'https://cloud.google.com/vpc/docs/about-flow-logs-records',
  signature: 'Cloud Logging entries with logName and a connection, a query or an HTTP request',
  marks: [
    [1, '"logName"', 'compute.googleapis.com%2F'],
    [1, '"logName"', '"connection"', '"src_ip"'],
    [1, '"logName"', 'dns.googleapis.com%2Fdns_queries'],
    [1, '"logName"', '"jsonPayload"', '"queryName"'],
    [0.95, '"logName"', '"httpRequest"', '"http_load_balancer"'],
    [0.8, '"logName"', '"httpRequest"', '"remoteIp"'],
  ],
  shape: {
    spec: {
      time: ['timestamp', 'jsonPayload.start_time', 'jsonPayload.end_time', 'receiveTimestamp'],
      sourceIp: ['jsonPayload.connection.src_ip', 'jsonPayload.sourceIP'],
      // Regional load balancers add the port.
      sourceEndpoint: ['httpRequest.remoteIp'],
      sourceHost: [
        'jsonPayload.src_instance.vm_name',
        'jsonPayload.instance.vm_name',
        'jsonPayload.endpoint.vm_name',
        'jsonPayload.vmInstanceName',
        'jsonPayload.vmInstanceIdString',
      ],
      destinationIp: ['jsonPayload.connection.dest_ip', 'jsonPayload.destinationIP', 'httpRequest.serverIp'],
      destinationHost: ['jsonPayload.queryName'],
      destinationPort: ['jsonPayload.connection.dest_port'],
      url: ['httpRequest.requestUrl'],
      method: ['httpRequest.requestMethod'],
      status: ['httpRequest.status'],
      action: [
        'jsonPayload.disposition',
        'jsonPayload.enforcedSecurityPolicy.outcome',
        'jsonPayload.allocation_status',
      ],
      bytesSent: ['jsonPayload.bytes_sent', 'httpRequest.requestSize'],
      bytesReceived: ['httpRequest.responseSize'],
      userAgent: ['httpRequest.userAgent'],
    },
    watch: ['jsonPayload.rule_details.direction', 'httpRequest.requestMethod', 'jsonPayload.instance.vm_name'],
    judged: ['jsonPayload.rule_details.direction', 'httpRequest.requestMethod'],
    judge(paths, out) {
      if (out.destinationIp === '' && out.destinationHost === '') return reject(out, 'address');
      const isIngress = paths.is(DIRECTION, 'INGRESS');
      // The instance a rule stands for is the client only of what goes out.
      if (isIngress && paths.has(INSTANCE)) out.sourceHost = '';
      if (isIngress || paths.has(REQUEST)) out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
