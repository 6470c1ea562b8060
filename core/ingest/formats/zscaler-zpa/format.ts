/** Zscaler Private Access, user activity. */
import type { TrafficFormat } from '../api.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { isJsonWith } from '../shared/json-marks.ts';
import { ZPA_LINE } from './parse.ts';

function claim(text: string, start: number, end: number): number {
  if (!isJsonWith(text, start, end, ['"LogTimestamp"', '"Customer"'])) return 0;
  return isJsonWith(text, start, end, ['"ClientZEN"']) ? 1 : 0.8;
}

export const zscalerZpa: TrafficFormat = {
  id: 'zscaler-zpa',
  title: 'Zscaler Private Access user activity (JSON)',
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
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  claim,
  objects: 'only',
  signature: 'JSON objects with LogTimestamp, Customer and ClientZEN',
  createParser: () => createJsonParser(ZPA_LINE),
};
