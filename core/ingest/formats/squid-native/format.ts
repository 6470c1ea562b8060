import type { TrafficFormat } from '../api.ts';
import { claimSquidNative, createSquidNativeParser } from './parse.ts';

/** Squid's own access log (`logformat squid`), and the same layout as Cisco's Web Security Appliance extends it. */
export const squidNative: TrafficFormat = {
  id: 'squid-native',
  title: 'Squid native access log',
  vendor: 'Squid',
  grade: 'verified',
  source: 'https://wiki.squid-cache.org/Features/LogFormat',
  // Bytes are those sent to the client: the log says nothing about uploads.
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
