/** Juniper SSG, ISG and NetScreen (ScreenOS). */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { NetscreenParser } from './parse.ts';

const LOOK = 200;

export const netscreen: TrafficFormat = {
  id: 'netscreen',
  title: 'Juniper SSG and NetScreen (ScreenOS)',
  vendor: 'Juniper',
  grade: 'verified',
  source: 'https://www.juniper.net/documentation/software/screenos/screenos6.3.0/630_messages.pdf',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationIp',
    'destinationPort',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['NetScreen device_id='],
  claim: (text, start, end) =>
    findWord(text, 'NetScreen device_id=', start, Math.min(end, start + LOOK)) >= 0 ? 1 : 0,
  signature: 'NetScreen device_id=',
  createParser: () => new NetscreenParser(),
};
