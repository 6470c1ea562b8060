/**
 * Stormshield Network Security (and Netasq): one line of key=value per event; `logtype` names the file it comes from.
 * Source: "SNS audit logs", Stormshield technical documentation.
 */
import { ACTION_BLOCKED, type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPEC: FieldSpec = {
  time: ['time', 'startime'],
  zone: ['tz'],
  sourceIp: ['src'],
  sourceHost: ['srcname', 'srchostname'],
  sourceUser: ['user'],
  destinationIp: ['dst', 'origdst'],
  destinationHost: ['dsthostname', 'hostname', 'dstname'],
  destinationPort: ['dstport', 'origdstport'],
  method: ['op'],
  status: ['result'],
  action: ['action'],
  bytesSent: ['sent'],
  bytesReceived: ['rcvd'],
  vendorCategory: ['cat_site'],
  vendorApp: ['clientappid', 'proto'],
};

const NOTED = ['logtype', 'arg', 'fw', 'domain', 'action'] as const;
const LOG = 0;
const ARGUMENT = 1;
const DEVICE = 2;
const DOMAIN = 3;
const ACTION = 4;

/** Logs that hold what users did; the others are about the device, its tunnels and sign-ins. */
const TRAFFIC: ReadonlySet<string> = new Set(['connection', 'plugin', 'web', 'ssl', 'ftp', 'smtp', 'pop3']);

const LOWEST_STATUS = 100;
const HIGHEST_STATUS = 599;

function judge(pairs: PairReader, out: EventDraft): Verdict {
  const log = pairs.note(LOG);
  if (log === '' && !pairs.hasNote(DEVICE)) return reject(out, 'shape');
  // Industrial protocols have results of their own.
  if (out.status < LOWEST_STATUS || out.status > HIGHEST_STATUS) out.status = -1;
  if (out.sourceUser !== '' && pairs.hasNote(DOMAIN)) out.sourceUser += `@${pairs.note(DOMAIN)}`;
  if (out.wantDetail && pairs.hasNote(ARGUMENT) && out.method !== '') {
    out.url = pairs.note(ARGUMENT);
    if (out.url.startsWith('/') && out.destinationHost !== '') out.url = `http://${out.destinationHost}${out.url}`;
  }
  if (out.sourceIp === '' || (out.destinationIp === '' && out.destinationHost === '')) return skip(out, 'message-type');
  if (TRAFFIC.has(log) || out.action === ACTION_BLOCKED) return PARSED;
  // The filter's line opens a connection that a line of its own ends; a rule that only logs has no action.
  if (log === 'filter') return skip(out, pairs.hasNote(ACTION) ? 'session-start' : 'message-type');
  return skip(out, 'message-type');
}

export const STORMSHIELD_LINE: KvLine = { spec: SPEC, noted: NOTED, judge };
