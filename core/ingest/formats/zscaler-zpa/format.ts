/** Zscaler Private Access, user activity and browser access. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { ZPA_LINE } from './parse.ts';

const KEYS = keySet('"LogTimestamp"', '"Customer"');
const OF_ACCESS = keySet('"ClientZEN"');
const OF_BROWSER = keySet('"Exporter"');

function claim(text: string, start: number, end: number): number {
  if (!hasKeys(text, start, end, KEYS)) return 0;
  return hasKeys(text, start, end, OF_ACCESS) || hasKeys(text, start, end, OF_BROWSER) ? 1 : 0.8;
}

export const zscalerZpa: TrafficFormat = {
  id: 'zscaler-zpa',
  title: 'Zscaler Private Access user activity and browser access (JSON)',
  vendor: 'Zscaler',
  grade: 'verified',
  source: 'https://help.zscaler.com/zpa/user-activity-log-fields',
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
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claim,
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON objects with LogTimestamp, Customer and ClientZEN or Exporter',
  createParser: () => createJsonParser(ZPA_LINE),
};
