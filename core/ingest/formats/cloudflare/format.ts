/** Cloudflare Gateway and the other Logpush datasets that say who went where. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { createJsonParser } from '../keyed/json-line.ts';
import { CLOUDFLARE_LINE } from './parse.ts';

/** Pairs of keys that occur together in one dataset and in no other product's. */
const MARKS = [
  keySet('"PolicyID"', '"Datetime"', '"DeviceID"'),
  keySet('"ResolverDecision"', '"QueryName"'),
  keySet('"EdgeStartTimestamp"', '"ClientIP"'),
  keySet('"ClientRequestHost"', '"RayID"'),
  keySet('"clientRequestHTTPHost"', '"rayName"'),
  keySet('"QueryName"', '"QueryType"', '"ResponseCode"', '"Timestamp"'),
  keySet('"SessionStartTime"', '"ConnectionCloseReason"'),
  keySet('"ClientMatchedIpFirewall"', '"ConnectTimestamp"'),
  keySet('"IPSourceAddress"', '"IPDestinationAddress"', '"MitigationSystem"'),
];

export const cloudflare: TrafficFormat = {
  id: 'cloudflare',
  title: 'Cloudflare Gateway and Logpush (JSON)',
  vendor: 'Cloudflare',
  grade: 'verified',
  source: 'https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/',
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
  split: 'line',
  certain: 'claimed',
  claim: (text, start, end) => (MARKS.some((keys) => hasKeys(text, start, end, keys)) ? 1 : 0),
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON objects with the keys of a Cloudflare Logpush dataset',
  createParser: () => createJsonParser(CLOUDFLARE_LINE),
};
