/**
 * Aviatrix gateways: what a rule for names said of a connection (`AviatrixFQDNRule…`), and what a policy said of a packet
 * (`AviatrixGwMicrosegPacket: …`). Source: "Aviatrix Log Formats".
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode, PARSED, type TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvParser, type KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { reject } from '../shared/verdict.ts';

const STATE = 0;
const DROPPED = 1;
const LOOK = 300;
const MARKS = ['AviatrixFQDNRule', 'AviatrixGwMicrosegPacket: '] as const;

const LINE: KvLine = {
  spec: {
    sourceIp: ['S_IP', 'SRC_IP'],
    destinationIp: ['D_IP', 'DST_IP'],
    destinationPort: ['DST_PORT', 'D_PORT'],
    destinationHost: ['hostname'],
    action: ['ACT'],
  },
  noted: ['state', 'drop_reason'],
  actions: new Map<string, ActionCode>([['permit', ACTION_ALLOWED]]),
  judge(pairs, out) {
    if (out.sourceIp === '' || (out.destinationIp === '' && out.destinationHost === '')) return reject(out, 'address');
    // A name that a list holds was let through or not, as the list is meant; what was dropped says why.
    if (pairs.hasNote(DROPPED)) out.action = ACTION_BLOCKED;
    else if (pairs.noteIs(STATE, 'MATCHED')) out.action = ACTION_ALLOWED;
    return PARSED;
  },
};

function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  return MARKS.some((mark) => findWord(text, mark, start, limit) >= 0) ? 1 : 0;
}

export const aviatrix: TrafficFormat = {
  id: 'aviatrix',
  title: 'Aviatrix gateway (FQDN rules, micro-segmentation)',
  vendor: 'Aviatrix',
  grade: 'documented',
  source: 'https://docs.aviatrix.com/documentation/latest/controller-platform-administration/aviatrix-log-format.html',
  fields: ['time', ...fieldsOf(LINE.spec)],
  split: 'line',
  certain: 'claimed',
  claimWords: MARKS,
  claim,
  signature: 'AviatrixFQDNRule or AviatrixGwMicrosegPacket',
  createParser: () => createKvParser(LINE),
};
