/**
 * Cato Networks events (eventsFeed, S3 and Splunk integrations), one JSON object an event.
 * Source: https://support.catonetworks.com/hc/en-us/articles/360017390158 (event fields), API reference EventFieldName
 */
import { type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { JsonLine } from '../keyed/json-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { skip } from '../shared/verdict.ts';

const NOTED = ['traffic_direction', 'event_type', 'event_sub_type', 'dns_query'] as const;
const DIRECTION = 0;
const TYPE = 1;
const SUBTYPE = 2;
const QUERY = 3;

function judge(pairs: PairReader, out: EventDraft): Verdict {
  if (out.destinationHost === '' && out.destinationIp === '' && out.url === '') return skip(out, 'message-type');
  const type = pairs.note(TYPE);
  if (type !== '' && type !== 'Security' && type !== 'Connectivity' && type !== 'Detection and Response') {
    return skip(out, 'message-type');
  }
  // The user asked for the name; `domain_name` is the resolver's.
  if (pairs.noteIs(SUBTYPE, 'DNS Protection') && pairs.hasNote(QUERY)) out.destinationHost = pairs.note(QUERY);
  if (pairs.noteIs(DIRECTION, 'INBOUND')) out.reason = 'inbound';
  return PARSED;
}

export const CATO_LINE: JsonLine = {
  spec: {
    time: ['event_time', 'time', 'time_str', 'event_timestamp'],
    sourceIp: ['src_ip', 'host_ip', 'src_isp_ip', 'public_ip'],
    sourceUser: ['vpn_user_email', 'user_email', 'user_name', 'ad_name', 'src_user'],
    sourceHost: ['device_name', 'configured_host_name', 'host_name'],
    destinationIp: ['dest_ip'],
    destinationHost: ['domain_name', 'tls_sni', 'dns_query'],
    destinationPort: ['dest_port'],
    url: ['full_path_url', 'url'],
    method: ['http_request_method'],
    status: ['http_response_code'],
    action: ['action'],
    bytesSent: ['bytes_upstream', 'traffic_upstream', 'bytes_sent'],
    bytesReceived: ['bytes_downstream', 'traffic_downstream', 'bytes_received'],
    bytesTotal: ['bytes_total', 'traffic_total'],
    count: ['event_count', 'flows_cardinality'],
    userAgent: ['user_agent'],
    vendorCategory: ['categories', 'custom_categories', 'application_category'],
    vendorApp: ['application', 'application_name', 'cato_app'],
  },
  noted: NOTED,
  judged: ['traffic_direction', 'event_type', 'event_sub_type'],
  // The name asked for goes before the host.
  unplain: ['dns_query'],
  judge,
};
