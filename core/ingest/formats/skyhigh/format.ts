/** McAfee, Trellix and Skyhigh secure web gateway, on premises and in the cloud. */
import type { TrafficFormat } from '../api.ts';
import { CsvRows } from '../csv-header/rows.ts';
import { createSkyhighParser, SKYHIGH_ROWS } from './parse.ts';
import { SHAPE_WORDS, shapeOf } from './shape.ts';

const rows = new CsvRows(SKYHIGH_ROWS);

function claim(text: string, start: number, end: number): number {
  const shape = shapeOf(text, start, end);
  if (shape === '') return rows.claim(text, start, end);
  return shape === 'access' ? 0.9 : 1;
}

export const skyhigh: TrafficFormat = {
  id: 'skyhigh',
  title: 'Skyhigh / McAfee Web Gateway',
  vendor: 'Skyhigh Security',
  grade: 'verified',
  source: 'https://success.skyhighsecurity.com/Skyhigh_Secure_Web_Gateway_(On_Prem)',
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
    'vendorApp',
  ],
  split: 'directive',
  certain: { from: 0.9 },
  claimWords: SHAPE_WORDS,
  claimsHeaders: true,
  claim,
  signature: 'a #time_stamp line, requested_host= and http_action= pairs, or srcip="…" and mtd="…" pairs',
  createParser: createSkyhighParser,
};
