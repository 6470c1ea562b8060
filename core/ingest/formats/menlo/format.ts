/** Menlo Security web isolation, JSON. */
import type { TrafficFormat } from '../api.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { isJsonWith } from '../shared/json-marks.ts';
import { MENLO_LINE } from './parse.ts';

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
  claim: (text, start, end) => (isJsonWith(text, start, end, ['"pe_action"', '"event_time"']) ? 1 : 0),
  objects: 'only',
  signature: 'JSON objects with pe_action and event_time',
  createParser: () => createJsonParser(MENLO_LINE),
};
