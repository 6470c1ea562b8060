/** Digital Arts i-FILTER and D-SPA: access log in its standard form, and the block log. */
import type { TrafficFormat } from '../api.ts';
import { isBlockRow } from './block-row.ts';
import { IFilterParser, versionAt } from './parse.ts';

export const iFilter: TrafficFormat = {
  id: 'i-filter',
  title: 'Digital Arts i-FILTER and D-SPA access and block logs',
  vendor: 'Digital Arts',
  grade: 'documented',
  source: 'https://www.pa-solution.net/daj/bs/faq/detail.aspx?id=4301',
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
  ],
  split: 'line',
  certain: { from: 0.98 },
  claim: (text, start, end) => (versionAt(text, start, end) < 0 && !isBlockRow(text, start, end) ? 0 : 0.98),
  signature:
    'a version such as 1000/01/ before addresses, a user and a time in brackets, or seventeen words with a time in the sixth',
  createParser: () => new IFilterParser(),
};
