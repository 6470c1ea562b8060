/** Cato Networks SASE events. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { CATO_LINE } from './parse.ts';

const KEYS = [keySet('"event_sub_type"', '"account_id"'), keySet('"event_sub_type"', '"event_type"')] as const;

export const cato: TrafficFormat = {
  id: 'cato',
  title: 'Cato Networks events (JSON)',
  vendor: 'Cato Networks',
  grade: 'verified',
  source: 'https://support.catonetworks.com/hc/en-us/articles/360017390158',
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
    'bytesTotal',
    'userAgent',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claim: (text, start, end) => (KEYS.some((keys) => hasKeys(text, start, end, keys)) ? 1 : 0),
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON objects with event_sub_type, and account_id or event_type',
  createParser: () => createJsonParser(CATO_LINE),
};
