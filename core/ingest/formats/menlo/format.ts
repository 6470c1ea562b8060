/** Menlo Security web isolation, JSON. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { MENLO_LINE } from './parse.ts';

const KEYS = keySet('"pe_action"', '"event_time"');

export const menlo: TrafficFormat = {
  id: 'menlo',
  title: 'Menlo Security web logs (JSON)',
  vendor: 'Menlo Security',
  grade: 'verified',
  source: 'https://docs.elastic.co/integrations/menlo',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
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
  split: 'line',
  certain: 'claimed',
  claim: (text, start, end) => (hasKeys(text, start, end, KEYS) ? 1 : 0),
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON objects with pe_action and event_time',
  createParser: () => createJsonParser(MENLO_LINE),
};
