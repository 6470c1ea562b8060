/** SonicWall firewalls. */
import type { TrafficFormat } from '../api.ts';
import { createKvBytesParser } from '../keyed/kv-bytes.ts';
import { findWord, wordAt } from '../shared/fields.ts';
import { SONICWALL_LINE } from './parse.ts';

const LOOK = 400;

/** Which keys decide on import, and those of the claim in the order that the device writes them. */
const BYTES = {
  judged: ['m', 'msg'],
  marks: ['sn=', 'time="', 'm='],
  within: LOOK,
  // Newer firmware has application names in single quotes, which pairs do not know.
  hasWords: true,
  isIndented: true,
} as const;

/** Serial number, priority and message number; the `id` in front can be set by the user. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const serial = wordAt(text, start, end, 'sn=') ? start : findWord(text, ' sn=', start, limit);
  if (serial < 0) return 0;
  return findWord(text, ' time="', serial, limit) >= 0 && findWord(text, ' m=', serial, limit) >= 0 ? 1 : 0;
}

export const sonicwall: TrafficFormat = {
  id: 'sonicwall',
  title: 'SonicWall firewall',
  vendor: 'SonicWall',
  grade: 'verified',
  source: 'https://www.sonicwall.com/techdocs/pdf/sonicos-7-1-log-events-reference-guide.pdf',
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
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: [' m='],
  claim,
  signature: 'key=value pairs with sn=, time= and a message number m=',
  createParser: () => createKvBytesParser(SONICWALL_LINE, BYTES),
};
