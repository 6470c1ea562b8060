/**
 * Zscaler Private Access, Log Streaming Service: user activity and browser access, one JSON object a line.
 * A connection is logged when it opens, from time to time while it lasts, and when it ends; bytes are those since the line before, so that
 * they add up. Browser access is a line for each request.
 * Source: https://help.zscaler.com/zpa/user-activity-log-fields, https://help.zscaler.com/zpa/browser-access-log-fields
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { JsonLine } from '../keyed/json-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { skip } from '../shared/verdict.ts';

const NOTED = ['ConnectionStatus', 'InternalReason', 'ConnectionReason', 'Protocol'] as const;
const CONNECTION = 0;
const REASON = 1;
const WEB_REASON = 2;
const PROTOCOL = 3;

function judge(pairs: PairReader, out: EventDraft): Verdict {
  if (out.destinationHost === '' && out.destinationIp === '') return skip(out, 'message-type');
  const reason = pairs.note(REASON) || pairs.note(WEB_REASON);
  const isBlocked = reason.includes('POLICY') || reason.includes('REJECT') || reason.includes('DENIED');
  if (pairs.noteIs(CONNECTION, 'open') && !isBlocked) return skip(out, 'session-start');
  if (out.wantDetail && out.url.startsWith('/') && out.destinationHost !== '') {
    out.url = `${pairs.note(PROTOCOL).toLowerCase() || 'https'}://${out.destinationHost}${out.url}`;
  }
  out.action = isBlocked ? ACTION_BLOCKED : ACTION_ALLOWED;
  return PARSED;
}

export const ZPA_LINE: JsonLine = {
  spec: {
    time: ['LogTimestamp', 'TimestampConnectionStart'],
    sourceIp: ['ClientPublicIP', 'ClientPublicIp', 'ClientPrivateIP', 'ClientPrivateIp', 'PublicIP', 'PrivateIP'],
    sourceUser: ['Username', 'NameID'],
    sourceHost: ['Hostname'],
    destinationIp: ['ServerIP'],
    destinationHost: ['Host'],
    destinationPort: ['ServerPort', 'ServicePort', 'ApplicationPort'],
    url: ['URL'],
    method: ['Method'],
    status: ['StatusCode'],
    bytesSent: ['ZENBytesRxClient', 'RequestSize'],
    bytesReceived: ['ZENBytesTxClient', 'ResponseSize'],
    userAgent: ['UserAgent'],
    vendorApp: ['Application'],
    vendorCategory: ['AppGroup'],
  },
  noted: NOTED,
  judged: ['ConnectionStatus', 'InternalReason', 'ConnectionReason'],
  judge,
};
