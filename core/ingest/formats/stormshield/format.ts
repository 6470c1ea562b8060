/** Stormshield Network Security (SNS), formerly Netasq. */
import type { TrafficFormat } from '../api.ts';
import { createKvBytesParser } from '../keyed/kv-bytes.ts';
import { findWord } from '../shared/fields.ts';
import { STORMSHIELD_LINE } from './parse.ts';

const LOOK = 200;

/** Which keys decide on import, and those of the claim in the order that the device writes them. */
const BYTES = {
  // Without either it is no line of the product.
  judged: ['logtype', 'fw'],
  // It becomes part of the user's name.
  unplain: ['domain'],
  marks: ['fw="', 'startime="'],
  within: LOOK,
} as const;

/** `startime` is spelt so by nobody else; a short line may name its log instead. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const device = findWord(text, ' fw="', start, limit);
  if (device < 0) return 0;
  if (findWord(text, ' startime="', start, limit) >= 0) return 1;
  return findWord(text, ' tz=', start, limit) >= 0 && findWord(text, ' logtype="', device, end) >= 0 ? 1 : 0;
}

export const stormshield: TrafficFormat = {
  id: 'stormshield',
  title: 'Stormshield Network Security',
  vendor: 'Stormshield',
  grade: 'verified',
  source: 'https://documentation.stormshield.eu/SNS/v4/en/Content/Description_of_Audit_logs/Getting-started.htm',
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
  claimWords: [' fw="'],
  claim,
  signature: 'key=value pairs with fw=, startime= and logtype=',
  createParser: () => createKvBytesParser(STORMSHIELD_LINE, BYTES),
};
