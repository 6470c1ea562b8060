/** Kerio Control (GFI KerioControl). */
import type { TrafficFormat } from '../api.ts';
import { KerioParser, kindOf } from './parse.ts';

export const kerio: TrafficFormat = {
  id: 'kerio',
  title: 'Kerio Control connection and filter log',
  vendor: 'GFI',
  grade: 'documented',
  source: 'https://manuals.gfi.com/en/kerio/control/content/logs/using-the-connection-log-1457.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['[ID] ', 'DENY "', 'PERMIT "', 'DROP "'],
  claim: (text, start, end) => (kindOf(text, start, end) === '' ? 0 : 1),
  signature: 'a time in brackets, then [ID], [Rule] and [Connection], or DENY "rule" packet',
  createParser: () => new KerioParser(),
};
