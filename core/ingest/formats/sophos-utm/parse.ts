/**
 * Sophos UTM (SG, Astaro): the web proxy, the packet filter, intrusion prevention and the web server protection. The line holds no
 * time; the header's is taken. Source: Sophos UTM administration guide, "Logging and reporting"; `http.log`, `packetfilter.log`.
 */
import { ACTION_BLOCKED, type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPEC: FieldSpec = {
  sourceIp: ['srcip'],
  destinationIp: ['dstip', 'localip'],
  destinationPort: ['dstport', 'port'],
  destinationHost: ['server'],
  sourceUser: ['user'],
  url: ['url'],
  method: ['method'],
  status: ['statuscode'],
  // Of the reply; requests are not measured.
  bytesReceived: ['size'],
  userAgent: ['ua'],
  contentType: ['content-type'],
  vendorCategory: ['categoryname'],
  vendorApp: ['application', 'app-name'],
  action: ['action', 'name'],
};

const NOTED = ['id', 'sub', 'ad_domain', 'threatname', 'host'] as const;
const ID = 0;
const SUB = 1;
const DOMAIN = 2;
const THREAT = 3;
const HOST = 4;

/** `id` of a request to a server of one's own. */
const REVERSE_PROXY = '0299';

function judge(pairs: PairReader, out: EventDraft): Verdict {
  const sub = pairs.note(SUB);
  const isServer = pairs.noteIs(ID, REVERSE_PROXY);
  if (sub === '' && !isServer) return reject(out, 'shape');
  // Where a request for a command server's name was stopped, `host` is that name; elsewhere it is the client.
  if (pairs.hasNote(THREAT) && out.destinationHost === '') out.destinationHost = pairs.note(HOST);
  if (out.sourceUser !== '' && pairs.hasNote(DOMAIN)) out.sourceUser = `${pairs.note(DOMAIN)}\\${out.sourceUser}`;
  if (out.sourceIp === '' || (out.destinationIp === '' && out.destinationHost === '')) return skip(out, 'message-type');
  if (isServer) {
    out.reason = 'inbound';
    return PARSED;
  }
  if (sub === 'http' || sub === 'packetfilter') return PARSED;
  // An alert about a connection that went on says nothing that its own line does not.
  return sub === 'ips' && out.action === ACTION_BLOCKED ? PARSED : skip(out, 'message-type');
}

export const SOPHOS_UTM_LINE: KvLine = { spec: SPEC, noted: NOTED, judge };
