/** Forcepoint (Websense) Web Security: transactions as the SIEM integration sends them as key=value. CEF and LEEF have their own formats. */
import type { TrafficFormat } from '../api.ts';
import { isSiemLine, WebsenseSiemParser } from './parse.ts';

export const websenseSiem: TrafficFormat = {
  id: 'websense-siem',
  title: 'Forcepoint and Websense Web Security (SIEM, key=value)',
  vendor: 'Forcepoint',
  grade: 'documented',
  source: 'https://www.websense.com/content/support/library/web/v85/siem/siem.pdf',
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
    'contentType',
    'vendorCategory',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: [' product=Security '],
  claim: (text, start, end) => (isSiemLine(text, start, end) ? 1 : 0),
  signature: 'a line that begins with vendor=Forcepoint (or Websense) product=Security',
  createParser: () => new WebsenseSiemParser(),
};
