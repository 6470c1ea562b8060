/**
 * Sophos Firewall (SFOS, XG) and Cyberoam: one line of key=value per event, in the words of SFOS 16 to 21.
 * Source: "Sophos Firewall syslog guide".
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode, type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPEC: FieldSpec = {
  time: ['timestamp'],
  date: ['date'],
  clock: ['time'],
  zone: ['timezone'],
  sourceIp: ['src_ip', 'sourceip', 'srcip'],
  destinationIp: ['dst_ip', 'destinationip', 'localip', 'dstip'],
  destinationPort: ['dst_port'],
  destinationHost: ['domain', 'domainname', 'sni', 'dstdomain', 'dst_domainname', 'server'],
  sourceUser: ['user_name', 'user', 'from_email_address'],
  url: ['url', 'FTP_url', 'ftp_url'],
  method: ['method', 'http_method', 'ftpcommand'],
  status: ['status_code', 'httpresponsecode', 'http_status', 'httpstatus'],
  // The web server protection counts from the server's side.
  bytesSent: ['sent_bytes', 'bytes_sent', 'bytesrcv'],
  bytesReceived: ['recv_bytes', 'bytes_received', 'bytessent'],
  userAgent: ['user_agent', 'useragent', 'http_user_agent'],
  contentType: ['contenttype', 'content_type', 'filetype'],
  vendorCategory: ['category', 'http_category', 'application_category', 'app_category'],
  vendorApp: ['application', 'application_name', 'app_name', 'activityname'],
  action: ['log_subtype', 'status', 'action'],
  count: ['log_occurrence'],
};

const NOTED = ['log_type', 'log_component', 'connevent', 'con_event', 'reason', 'log_id', 'source'] as const;
const TYPE = 0;
const COMPONENT = 1;
const EVENTS = [2, 3] as const;
const REASON = 4;
const LOG_ID = 5;
/** Where a file came from that the sandbox looked at. */
const FILE_SOURCE = 6;

const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['virus', ACTION_BLOCKED],
  ['pua', ACTION_BLOCKED],
  ['warned', ACTION_ALLOWED],
  ['override', ACTION_ALLOWED],
]);

/** Types whose lines are about the device, about mail (the sender is not a user of ours), or repeat a connection. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'Anti-Spam',
  'Event',
  'Heartbeat',
  'Endpoint',
  'Sandbox',
  'Sandstorm',
  'System Health',
  'Wireless Protection',
]);

const SANDBOXES: ReadonlySet<string> = new Set(['Sandbox', 'Sandstorm']);

/** Components of the virus scanner that look at mail. */
function isMail(component: string): boolean {
  return component.startsWith('SMTP') || component.startsWith('POP') || component.startsWith('IMAP');
}

/** The virus scanner of the web server protection gives its verdict by a message number. */
function isBlockedByWaf(pairs: PairReader): boolean {
  const reason = pairs.note(REASON);
  return (reason !== '' && reason !== '-') || pairs.note(LOG_ID).endsWith('17071');
}

function judge(pairs: PairReader, out: EventDraft): Verdict {
  const type = pairs.note(TYPE);
  if (type === '') return reject(out, 'shape');
  if (OTHER_TYPES.has(type)) {
    const isDownload = SANDBOXES.has(type) && !isMail(pairs.note(COMPONENT));
    if (isDownload && out.destinationHost === '') out.destinationHost = pairs.note(FILE_SOURCE);
    return skip(out, 'message-type');
  }
  if (type === 'Anti-Virus' && isMail(pairs.note(COMPONENT))) return skip(out, 'message-type');
  if (out.destinationIp === '' && out.destinationHost === '') return skip(out, 'message-type');
  if (type === 'WAF') {
    out.action = isBlockedByWaf(pairs) ? ACTION_BLOCKED : ACTION_ALLOWED;
    out.reason = 'inbound';
    return PARSED;
  }
  // An alert about a connection that was let through: the connection has a line of its own.
  if (type === 'IDP' && out.action !== ACTION_BLOCKED) return skip(out, 'message-type');
  for (const event of EVENTS) {
    if (pairs.noteIs(event, 'Start') || pairs.noteIs(event, 'Interim')) {
      if (out.action !== ACTION_BLOCKED) return skip(out, 'session-start');
    }
  }
  return PARSED;
}

export const SOPHOS_XG_LINE: KvLine = { spec: SPEC, noted: NOTED, actions: ACTIONS, judge };
