/**
 * F5 BIG-IP Telemetry Streaming: requests (LTM), application firewall (ASM), network firewall (AFM), statistics of requests and of names
 * asked for (AVR) and access (APM), as JSON.
 *
 * What a BIG-IP balances is published by the organisation: visits to it are inbound.
 */
import { PARSED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';

const CATEGORY = ['telemetryEventCategory'] as const;

export const f5Telemetry = jsonFormat({
  id: 'f5-telemetry',
  title: 'F5 BIG-IP Telemetry Streaming',
  vendor: 'F5',
  grade: 'documented',
  source: 'https://clouddocs.f5.com/products/extensions/f5-telemetry-streaming/latest/output-example.html',
  signature: 'JSON with telemetryEventCategory',
  marks: [[1, '"telemetryEventCategory"']],
  shape: {
    spec: {
      time: ['date_time', 'req_start_time', 'event_timestamp', 'EOCTimestamp', 'f5telemetry_timestamp'],
      sourceIp: ['ip_client', 'client_ip', 'src_ip', 'source_ip', 'ClientIP', 'SourceIP'],
      sourceUser: ['username', 'user', 'source_user', 'UserName'],
      destinationIp: ['dest_ip', 'server_ip', 'vip', 'POOLIP'],
      destinationPort: ['dest_port', 'POOLPort', 'server_port'],
      destinationHost: ['http_host', 'QueryName', 'dns_query_name'],
      url: ['http_url', 'uri', 'http_uri', 'URL'],
      method: ['method', 'http_method', 'Method'],
      status: ['response_code', 'resp_code', 'http_status', 'http_statcode', 'ResponseCode'],
      action: ['request_status', 'req_status', 'action', 'Action'],
      bytesSent: ['bytes_in', 'http_request_size'],
      bytesReceived: ['bytes_out', 'http_response_size'],
      count: ['HitCount'],
      userAgent: ['http_user_agent', 'UserAgent'],
      contentType: ['http_content_type'],
    },
    watch: CATEGORY,
    judged: CATEGORY,
    judge(paths, out) {
      const category = paths.watched(0);
      const verdict = requireEnds(out);
      if (verdict !== PARSED) return category === 'APM' || category === 'AVR' ? skip(out, 'message-type') : verdict;
      if (category !== 'AFM') out.reason = 'inbound';
      return PARSED;
    },
  },
});
