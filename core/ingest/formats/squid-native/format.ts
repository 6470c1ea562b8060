import type { TrafficFormat } from '../api.ts';
import { claimSquidNative, createSquidNativeParser } from './parse.ts';

/** Squid's own access log (`logformat squid`), and the same layout as Cisco's Web Security Appliance extends it. */
export const squidNative: TrafficFormat = {
  id: 'squid-native',
  title: 'Squid native access log',
  vendor: 'Squid',
  grade: 'verified',
  source: 'https://wiki.squid-cache.org/Features/LogFormat',
  // Squid's own layout says nothing about uploads; those with the client's port have the request's size as well.
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
  ],
  split: 'line',
  certain: 'parsed',
  signature: 'an epoch time, an elapsed time, a client, then a result code with a status such as TCP_MISS/200',
  claim: claimSquidNative,
  createParser: createSquidNativeParser,
};
