/**
 * WebTrends Enhanced Log Format, which firewalls of several vendors write (Juniper SRX and NetScreen in `welf` mode, Sidewinder,
 * older Check Point and WatchGuard exports). Source: "WebTrends Enhanced Log File Format".
 */
import { type EventDraft, PARSED, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPEC: FieldSpec = {
  time: ['time', 'start_time'],
  zone: ['tz'],
  sourceEndpoint: ['src', 'src_ip'],
  destinationEndpoint: ['dst', 'dst_ip'],
  destinationPort: ['dst_port', 'dstport', 'dport'],
  destinationHost: ['dstname'],
  sourceHost: ['srcname'],
  sourceUser: ['user', 'usr', 'username'],
  method: ['op'],
  status: ['result'],
  action: ['action', 'act', 'disposition', 'msg'],
  bytesSent: ['sent'],
  bytesReceived: ['rcvd'],
  userAgent: ['agent'],
  vendorCategory: ['category', 'cat_page', 'cat_site'],
  vendorApp: ['app', 'application'],
};

const NOTED = ['id', 'arg', 'type'] as const;
const ID = 0;
const ARGUMENT = 1;
const TYPE = 2;

function judge(pairs: PairReader, out: EventDraft): Verdict {
  if (!pairs.hasNote(ID)) return reject(out, 'shape');
  if (pairs.hasNote(ARGUMENT) && out.destinationHost !== '') out.url = `${out.destinationHost}${pairs.note(ARGUMENT)}`;
  const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
  return hasEnds && !pairs.noteIs(TYPE, 'mgmt') ? PARSED : skip(out, 'message-type');
}

export const WELF_LINE: KvLine = { spec: SPEC, noted: NOTED, judge };
