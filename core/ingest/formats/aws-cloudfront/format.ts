/** Amazon CloudFront: real-time and standard access logs without their header, and standard logs as JSON. With a header they are W3C. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { CloudFrontParser, layoutOf } from './parse.ts';

const KEYS = keySet('"x-edge-location"', '"x-edge-request-id"');

const OPEN_BRACE = 123;

function claim(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACE) {
    return hasKeys(text, start, end, KEYS) ? 1 : 0;
  }
  return layoutOf(text, start, end) === undefined ? 0 : 0.97;
}

export const awsCloudfront: TrafficFormat = {
  id: 'aws-cloudfront',
  title: 'Amazon CloudFront (real-time, standard)',
  vendor: 'Amazon',
  grade: 'documented',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html',
  fields: [
    'time',
    'sourceIp',
    'destinationHost',
    'destinationIp',
    'url',
    'method',
    'status',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
  ],
  split: 'line',
  certain: { from: 0.97 },
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature:
    'tabs between an epoch, a client, a time to first byte and a status, or a day, a clock and an edge location; JSON with x-edge-location',
  createParser: () => new CloudFrontParser(),
};
