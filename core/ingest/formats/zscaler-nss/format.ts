import type { TrafficFormat } from '../api.ts';
import { createZscalerParser } from './parse.ts';
import { claimZscaler } from './shape.ts';

/** Zscaler Internet Access: web, firewall and DNS feeds in any of their documented outputs. */
export const zscalerNss: TrafficFormat = {
  id: 'zscaler-nss',
  title: 'Zscaler NSS web, firewall and DNS feed',
  vendor: 'Zscaler',
  grade: 'verified',
  source: 'https://help.zscaler.com/zia/nss-feed-output-format-web-logs',
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
  certain: 'parsed',
  objects: 'too',
  signature: 'the name of Zscaler or the field names of its feeds such as urlcategory and ClientIP',
  claimsByKeys: true,
  claimWords: ['|Zscaler|NSS', '^^', 'urlcategory=', 'csip=', '","', '\t'],
  claim: claimZscaler,
  leads: ['CEF:0|Zscaler|NSS', 'LEEF:1.0|Zscaler|NSS', 'LEEF:2.0|Zscaler|NSS'],
  createParser: createZscalerParser,
};
