/** Apache error log: what ModSecurity says of a request to one of the organisation's sites. */
import type { LineParser, TrafficFormat } from '../api.ts';
import { isErrorLine, parseErrorLine } from './parse.ts';

export const apacheError: TrafficFormat = {
  id: 'apache-error',
  title: 'Apache error log (ModSecurity)',
  vendor: 'Apache',
  grade: 'documented',
  source: 'https://httpd.apache.org/docs/2.4/mod/core.html#errorlogformat',
  fields: ['time', 'sourceIp', 'destinationHost', 'destinationIp', 'destinationPort', 'url', 'status', 'action'],
  split: 'line',
  certain: 'claimed',
  claimWords: ['[client ', '[pid ', 'ModSecurity: '],
  claim: (text, start, end) => (isErrorLine(text, start, end) ? 1 : 0),
  signature: 'a level such as [core:error] in front of [pid 1] and [client …], or ModSecurity: with an [id "…"]',
  createParser: (): LineParser => ({ parse: parseErrorLine }),
};
