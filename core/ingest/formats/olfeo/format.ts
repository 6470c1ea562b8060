/** Olfeo secure web gateway, SaaS (JSON) and appliance (text). */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createOlfeoParser, olfeoTime } from './parse.ts';

const OPEN_BRACE = 123;
const KEYS = keySet('"user_sent_bytes"', '"category_label"');

function claim(text: string, start: number, end: number): number {
  // The parser reads objects by their names only.
  if (text.charCodeAt(start) === OPEN_BRACE) return hasKeys(text, start, end, KEYS) ? 1 : 0;
  return olfeoTime(text, start, end) > start ? 0.95 : 0;
}

export const olfeo: TrafficFormat = {
  id: 'olfeo',
  title: 'Olfeo secure web gateway',
  vendor: 'Olfeo',
  grade: 'verified',
  source: 'https://www.olfeo.com/',
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
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.95 },
  claimWords: ['] "'],
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature: 'JSON with user_sent_bytes and category_label, or access lines whose time is [dd/MM/yyyy HH:mm:ss]',
  createParser: createOlfeoParser,
};
