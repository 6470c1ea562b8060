/** DNS servers: ISC BIND, and Infoblox NIOS, which stands on it. */
import type { TrafficFormat } from '../api.ts';
import { findCode, findWord } from '../shared/fields.ts';
import { BindParser, clientAt } from './parse.ts';

const LOOK = 400;
const WORDS: readonly string[] = ['query: ', 'answer: ', 'rpz ', 'query (cache)', 'query failed'];

function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const client = clientAt(text, start, end);
  if (client >= 0) {
    const hash = findCode(text, 35, client, Math.min(end, client + 60));
    if (hash < 0) return 0;
    return WORDS.some((word) => findWord(text, word, hash, limit) > 0) ? 1 : 0.6;
  }
  const at = findWord(text, "resolving '", start, Math.min(end, start + 120));
  return at >= 0 && findCode(text, 35, at, limit) >= 0 ? 0.9 : 0;
}

export const bindDns: TrafficFormat = {
  id: 'bind-dns',
  title: 'BIND and Infoblox NIOS DNS',
  vendor: 'ISC, Infoblox',
  grade: 'verified',
  source: 'https://bind9.readthedocs.io/en/latest/reference.html#namedconf-statement-category',
  fields: ['time', 'sourceIp', 'destinationHost', 'action'],
  split: 'line',
  certain: { from: 0.6 },
  claimWords: ['client ', "resolving '"],
  claim,
  signature: 'client …#port and query: with a name and a type',
  createParser: () => new BindParser(),
};
