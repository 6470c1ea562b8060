/** Hillstone Networks firewalls (StoneOS): session and address translation logs. */
import type { TrafficFormat } from '../api.ts';
import { HillstoneParser, messageAt } from './parse.ts';

export const hillstone: TrafficFormat = {
  id: 'hillstone',
  title: 'Hillstone firewall (StoneOS)',
  vendor: 'Hillstone',
  grade: 'unverified',
  source: 'https://docs.hillstonenet.com/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationIp',
    'destinationPort',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.98 },
  claimWords: ['SESSION: ', 'NAT: '],
  claim: (text, start, end) => (messageAt(text, start, end) < 0 ? 0 : 0.98),
  signature: 'SESSION: address:port->address:port(PROTOCOL), application …',
  createParser: () => new HillstoneParser(),
};
