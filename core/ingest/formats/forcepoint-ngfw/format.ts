/**
 * Forcepoint NGFW (Stonesoft): what the Management Center's log server forwards as `Timestamp="…",LogId="…",…,Src="…",Dst="…"`. Its CEF and LEEF are read as such.
 * Source of the names: "Exportable Firewall log entry fields", SMC online help; the pairs themselves are not described there.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode, PARSED, type TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvBytesParser, type KvBytes } from '../keyed/kv-bytes.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';

const COMMA = 44;
const LOOK = 600;
const ID = 0;
const BEGIN = 'Timestamp="';

const LINE: KvLine = {
  spec: {
    time: ['Timestamp', 'ReceptionTime'],
    sourceIp: ['Src'],
    destinationIp: ['Dst'],
    destinationPort: ['Dport'],
    action: ['Action'],
    vendorApp: ['Service'],
  },
  noted: ['LogId'],
  actions: new Map<string, ActionCode>([
    ['permit', ACTION_ALLOWED],
    ['discard', ACTION_BLOCKED],
    ['refuse', ACTION_BLOCKED],
    ['terminate', ACTION_BLOCKED],
  ]),
  judge(pairs, out) {
    if (!pairs.hasNote(ID)) return reject(out, 'shape');
    // Others are about the engines themselves.
    return out.sourceIp !== '' && out.destinationIp !== '' ? PARSED : skip(out, 'message-type');
  },
};

const BYTES: KvBytes = {
  begins: BEGIN,
  separator: COMMA,
  marks: [',LogId="', ',NodeId="'],
  within: LOOK,
  judged: [],
  isQuoted: true,
};

function claim(text: string, start: number, end: number): number {
  if (!text.startsWith(BEGIN, start)) return 0;
  const limit = Math.min(end, start + LOOK);
  const id = findWord(text, ',LogId="', start, limit);
  return id > 0 && findWord(text, ',NodeId="', id, limit) > 0 ? 1 : 0;
}

export const forcepointNgfw: TrafficFormat = {
  id: 'forcepoint-ngfw',
  title: 'Forcepoint NGFW (Stonesoft) key=value',
  vendor: 'Forcepoint',
  grade: 'unverified',
  source: 'https://help.stonesoft.com/onlinehelp/StoneGate/SMC/6.5.0/GUID-106A79FF-BB78-4BB2-8957-16D17AF8A8A4.html',
  fields: fieldsOf(LINE.spec),
  split: 'line',
  certain: 'claimed',
  claimWords: [',LogId="'],
  claim,
  signature: 'Timestamp="…" first, then LogId="…" and NodeId="…" behind commas',
  createParser: () => createKvBytesParser(LINE, BYTES),
};
