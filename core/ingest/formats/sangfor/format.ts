/** Sangfor Network Secure (NGAF): application control and web access logs. */
import type { TrafficFormat } from '../api.ts';
import { claimOf, LOG_TYPES, SangforParser } from './parse.ts';

export const sangfor: TrafficFormat = {
  id: 'sangfor',
  title: 'Sangfor NGAF firewall',
  vendor: 'Sangfor',
  grade: 'unverified',
  source: 'https://community.sangfor.com/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.97 },
  claimWords: LOG_TYPES,
  claim: claimOf,
  signature: 'pairs that begin with Log type: (or its Chinese name) and name Src IP: and Dst IP:',
  createParser: () => new SangforParser(),
};
