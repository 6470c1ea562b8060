/** H3C SecPath firewalls and others with Comware. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { comwareAt, H3cParser } from './parse.ts';

function claim(text: string, start: number, end: number): number {
  const at = comwareAt(text, start, end);
  if (at < 0) return 0;
  return findWord(text, 'SrcIP', at, Math.min(end, at + 600)) >= 0 ? 1 : 0.6;
}

export const h3c: TrafficFormat = {
  id: 'h3c',
  title: 'H3C SecPath firewall (Comware)',
  vendor: 'H3C',
  grade: 'documented',
  source: 'https://www.h3c.com/en/Support/Resource_Center/Technical_Documents/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.6 },
  claimWords: ['%%10'],
  claim,
  signature: 'messages such as %%10FILTER/6/… with keys like SrcIPAddr(1003)=',
  createParser: () => new H3cParser(),
};
