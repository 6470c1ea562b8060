/** Common Event Format from any product: firewalls, proxies and web gateways that write it instead of their own layout. */
import type { TrafficFormat } from '../api.ts';
import { CefHeader, MARK } from './header.ts';
import { CefParser } from './parse.ts';

const header = new CefHeader();

export const cef: TrafficFormat = {
  id: 'cef',
  title: 'Common Event Format (CEF)',
  vendor: 'Generic',
  grade: 'verified',
  source: 'https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/',
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
  certain: { from: 1, rivals: ['zscaler-nss'] },
  // A line whose `CEF:` a relay has cut still has the seven columns between bars.
  claimWords: ['|'],
  claim: (text, start, end) => (header.read(text, start, end) ? (header.isMarked ? 1 : 0.6) : 0),
  leads: [MARK],
  signature: 'CEF:0| and seven columns between bars',
  createParser: () => new CefParser(),
};
