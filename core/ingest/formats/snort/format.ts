/** Snort 2 and 3: alerts in one line, on several lines, as CSV and as JSON. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createSnortParser, kindOf } from './parse.ts';

const JSON_MARKS = ['"src_ap"', '"src_addr"'].map((source) => keySet(source, '"rule"', '"pkt_gen"'));

export const snort: TrafficFormat = {
  id: 'snort',
  title: 'Snort alerts',
  vendor: 'Cisco',
  grade: 'verified',
  source: 'https://docs.snort.org/start/alert_logging',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action', 'vendorCategory', 'vendorApp'],
  split: 'line',
  certain: { from: 0.6 },
  claim(text, start, end) {
    if (text.charCodeAt(start) === 123) return JSON_MARKS.some((keys) => hasKeys(text, start, end, keys)) ? 1 : 0;
    const kind = kindOf(text, start, end);
    return kind === 'none' ? 0 : kind === 'part' ? 0.6 : 0.95;
  },
  objects: 'too',
  claimsByKeys: true,
  signature: 'alerts such as [1:2:3] text {TCP} a:1 -> b:2 or rows behind a time such as 01/31-23:59:59.123456',
  createParser: createSnortParser,
};
