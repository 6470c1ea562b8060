/** Symantec Endpoint Protection: traffic and attacks on clients, as the manager sends them to a log server. */
import type { TrafficFormat } from '../api.ts';
import { namesEnds, SymantecEndpointParser } from './parse.ts';

export const symantecEndpoint: TrafficFormat = {
  id: 'symantec-endpoint',
  title: 'Symantec Endpoint Protection',
  vendor: 'Symantec',
  grade: 'documented',
  source: 'https://knowledge.broadcom.com/external/article/171741',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  fromEndpoints: true,
  claimWords: [',Local Host'],
  claim: (text, start, end) => (namesEnds(text, start, end) ? 1 : 0),
  signature: 'Local Host and Remote Host IP among keys with colons, parted by commas',
  createParser: () => new SymantecEndpointParser(),
};
