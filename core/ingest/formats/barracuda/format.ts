/** Barracuda web filter (web security gateway), web log of the CloudGen Firewall and web application firewall. */
import type { TrafficFormat } from '../api.ts';
import { createBarracudaParser, shapeOf } from './parse.ts';

export const barracuda: TrafficFormat = {
  id: 'barracuda',
  title: 'Barracuda Web Security Gateway, F-series web log and WAF',
  vendor: 'Barracuda',
  grade: 'documented',
  source: 'https://campus.barracuda.com/product/webfilter/doc/6160402/syslog-and-the-barracuda-web-security-gateway/',
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
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.97 },
  claim: (text, start, end) => (shapeOf(text, start, end) === '' ? 0 : 0.97),
  signature: 'an epoch, two addresses and BYF (web filter), or cat= and dvc= pairs (WAF)',
  createParser: createBarracudaParser,
};
