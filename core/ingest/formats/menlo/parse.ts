/**
 * Menlo Security web logs, one JSON object a request. Its CEF lines are read as CEF.
 * Source: Menlo Security "Logging API guide" and Elastic's integration of it
 */
import { type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { JsonLine } from '../keyed/json-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { skip } from '../shared/verdict.ts';

function judge(_pairs: PairReader, out: EventDraft): Verdict {
  return out.destinationHost === '' && out.destinationIp === '' && out.url === '' ? skip(out, 'message-type') : PARSED;
}

export const MENLO_LINE: JsonLine = {
  spec: {
    time: ['event_time', 'eventTime', 'timestamp'],
    sourceIp: ['x-client-ip', 'xff_ip', 'client_ip', 'origin_ip', 'egress_ip'],
    sourceUser: ['userid', 'user', 'user_email'],
    destinationIp: ['dst', 'dst_ip'],
    destinationHost: ['domain'],
    url: ['url', 'dst_url', 'top_url'],
    method: ['request_type', 'method'],
    status: ['response_code', 'responseCode'],
    action: ['pe_action', 'action'],
    bytesSent: ['bytes_sent', 'request_bytes', 'uploadBytes'],
    bytesReceived: ['bytes_received', 'response_bytes', 'downloadBytes'],
    userAgent: ['user-agent', 'user_agent'],
    contentType: ['mimeType', 'content-type'],
    vendorCategory: ['categories'],
    vendorApp: ['casb_app_name'],
  },
  inside: ['event'],
  judged: [],
  judge,
};
