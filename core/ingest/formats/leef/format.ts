/** Log Event Extended Format 1.0 and 2.0 from any product. */
import type { TrafficFormat } from '../api.ts';
import { LeefHeader } from './header.ts';
import { LeefParser } from './parse.ts';

const header = new LeefHeader();

export const leef: TrafficFormat = {
  id: 'leef',
  title: 'Log Event Extended Format (LEEF)',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://www.ibm.com/docs/en/dsm?topic=overview-leef-event-components',
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
    'bytesTotal',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 1, rivals: ['zscaler-nss'] },
  claimWords: ['|'],
  claim: (text, start, end) => (header.read(text, start, end) ? 1 : 0),
  leads: ['LEEF:'],
  signature: 'LEEF:1.0| or LEEF:2.0| and columns between bars',
  createParser: () => new LeefParser(),
};
