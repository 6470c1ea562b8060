/**
 * What Check Point calls things, whichever exporter writes them (Log Exporter, OPSEC LEA, `fw log`, SmartConsole).
 * Source: "Log Exporter - Field Mappings" (sk144192).
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  PARSED,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { skip } from '../shared/verdict.ts';

export const CHECKPOINT_SPEC: FieldSpec = {
  time: ['time', 'start_time'],
  sourceIp: ['src', 'Source', 'source', 'client_ip'],
  sourceHost: ['src_machine_name', 'Source Machine Name', 'client_name'],
  sourceUser: ['src_user_name', 'Source User Name', 'user', 'User', 'user_name', 'src_user'],
  destinationIp: ['dst', 'Destination', 'destination'],
  destinationHost: ['tls_server_host_name', 'sni', 'dst_domain_name', 'domain_name'],
  destinationPort: ['service', 'Service', 'svc', 'dst_port', 'dport', 'service_port', 'Destination Port'],
  url: ['resource', 'Resource', 'url', 'proxy_src_url'],
  method: ['method', 'http_method'],
  action: ['action', 'Action', 'rule_action'],
  bytesSent: ['sent_bytes', 'client_outbound_bytes', 'Sent Bytes'],
  bytesReceived: ['received_bytes', 'client_inbound_bytes', 'Received Bytes'],
  bytesTotal: ['bytes', 'Bytes'],
  userAgent: ['user_agent', 'web_client_type'],
  contentType: ['content_type', 'file_type'],
  vendorCategory: ['app_category', 'matched_category', 'categories', 'Application Category', 'category'],
  vendorApp: ['appi_name', 'Application Name', 'app_name', 'application'],
};

export const CHECKPOINT_ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['ask user', ACTION_ALLOWED],
  ['inform user', ACTION_ALLOWED],
  ['encrypt', ACTION_ALLOWED],
  ['detect', ACTION_ALLOWED],
  ['inspect', ACTION_ALLOWED],
  ['extract', ACTION_ALLOWED],
  ['reject', ACTION_BLOCKED],
  ['log in', ACTION_UNKNOWN],
  ['ctl', ACTION_UNKNOWN],
]);

/** Tells who sits where; the domain it names is the user's. */
const IDENTITY = 'Identity Awareness';

/** `<10.1.2.3,53812,192.0.2.10,443,6;eth0>`: a packet in the summary that a gateway writes of what its accelerator dropped. */
const PACKETS = /<([\da-f.:]+),\d+,([\da-f.:]+),(\d{1,5}),\d+[;>]/gi;

/**
 * Such a summary names no other ends. It is counted as what went between the two ends of its first packet: one line gives one record, and
 * other packets' destinations are not that one's. @param packets what the record has by that name
 */
export function readDroppedPacket(packets: string, out: EventDraft): void {
  if (packets === '' || out.sourceIp !== '' || out.destinationIp !== '') return;
  let count = 0;
  for (const [, source = '', destination = '', port = ''] of packets.matchAll(PACKETS)) {
    if (count === 0) {
      out.sourceIp = source;
      out.destinationIp = destination;
      out.destinationPort = Number(port);
    }
    if (source === out.sourceIp && destination === out.destinationIp) count++;
  }
  if (count > 1) out.count = count;
}

/** A record that names both ends is a connection's; audit records and the system monitor's name none. */
export function judgeCheckpoint(out: EventDraft, product = ''): Verdict {
  if (product === IDENTITY) return skip(out, 'message-type');
  const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
  return hasEnds ? PARSED : skip(out, 'message-type');
}
