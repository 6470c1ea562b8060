import type { TrafficFormat } from '../api.ts';
import { CLF_WORDS } from '../shared/clf.ts';
import { claimApacheCombined, createApacheCombinedParser } from './parse.ts';

/** Web servers' access logs; as forward proxies they log where their users went. */
export const apacheCombined: TrafficFormat = {
  id: 'apache-combined',
  title: 'Apache, NGINX, HAProxy, Caddy or Traefik access log',
  vendor: 'Apache, NGINX, HAProxy, Caddy, Traefik',
  grade: 'verified',
  source: 'https://httpd.apache.org/docs/2.4/logs.html#accesslog',
  // These logs do not say whether a request was refused by policy: a 403 may be the destination's own.
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
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
  ],
  split: 'line',
  certain: { from: 0.8, rivals: ['aws-s3-access', 'f5-bigip', 'i-filter', 'skyhigh'] },
  objects: 'too',
  signature: 'a time in brackets such as [01/Jan/2025:00:00:00 +0000], then a request in quotes',
  claimsByKeys: true,
  claimWords: [...CLF_WORDS, 'Connect from ', '[ACCESS] '],
  claim: claimApacheCombined,
  createParser: createApacheCombinedParser,
};
