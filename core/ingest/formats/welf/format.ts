/** WebTrends Enhanced Log Format of any firewall. */
import type { TrafficFormat } from '../api.ts';
import { createKvBytesParser } from '../keyed/kv-bytes.ts';
import { findWord } from '../shared/fields.ts';
import { WELF_LINE } from './parse.ts';

const LOOK = 160;

/** What decides on import, the first keys as the format has them, and keys that its rivals are sure of. */
const BYTES = {
  judged: ['id', 'type'],
  begins: 'id=firewall ',
  marks: ['time="', 'fw='],
  within: LOOK,
  foreign: ['sn', 'startime', 'logtype', 'msg_id', 'proc_id', 'subtype', 'device_id'],
  isStrict: true,
} as const;

/** Products that write more than the format asks for have formats of their own, which are surer of their lines. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const id = findWord(text, 'id=firewall ', start, limit);
  if (id < 0) return 0;
  return findWord(text, ' time="', id, limit) >= 0 && findWord(text, ' fw=', id, limit) >= 0 ? 0.8 : 0;
}

export const welf: TrafficFormat = {
  id: 'welf',
  title: 'WebTrends Enhanced Log Format (Juniper SRX WELF and others)',
  vendor: 'Generic',
  grade: 'documented',
  source:
    'https://www.juniper.net/documentation/us/en/software/junos/network-mgmt/topics/ref/statement/format-edit-security-log.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.8, rivals: ['fortigate', 'sonicwall', 'stormshield', 'watchguard', 'netscreen'] },
  claimWords: ['id=firewall '],
  claim,
  signature: 'id=firewall with time= and fw=',
  createParser: () => createKvBytesParser(WELF_LINE, BYTES),
};
