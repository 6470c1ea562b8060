/** DansGuardian, e2guardian and what stands on them (Smoothwall). */
import type { TrafficFormat } from '../api.ts';
import { DansguardianParser, isAccess } from './parse.ts';

export const dansguardian: TrafficFormat = {
  id: 'dansguardian',
  title: 'DansGuardian, e2guardian and Smoothwall access log',
  vendor: 'e2guardian',
  grade: 'verified',
  source: 'https://github.com/e2guardian/e2guardian/wiki/Configuration',
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
    'bytesReceived',
    'contentType',
    'vendorCategory',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['://', '","'],
  claim: (text, start, end) => (isAccess(text, start, end) ? 1 : 0),
  signature: 'a time such as 2025.1.2 3:04:05, an account, a client and a URL',
  createParser: () => new DansguardianParser(),
};
