import type { TrafficFormat } from '../api.ts';
import { claimW3c, createW3cParser } from './parse.ts';

/** Blue Coat, ISA and TMG, IIS (with ARR as a proxy), Cisco WSA and ScanSafe, and whatever else writes `#Fields`. */
export const w3c: TrafficFormat = {
  id: 'w3c',
  title: 'W3C extended log (Blue Coat, TMG, IIS, WSA)',
  vendor: 'Broadcom, Microsoft, Cisco',
  grade: 'verified',
  source: 'https://www.w3.org/TR/WD-logfile.html',
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
  certain: { from: 0.8, rivals: ['aws-cloudfront'] },
  objects: 'too',
  claimsByKeys: true,
  signature: 'a #Fields line that names the columns, or the default columns of IIS, Blue Coat or ISA Server',
  claim: claimW3c,
  createParser: createW3cParser,
};
