/** Ivanti Connect Secure, before that Pulse Secure and Juniper's: what users opened through the gateway. */
import type { TrafficFormat } from '../api.ts';
import { claimGateway, createGatewayParser } from './parse.ts';

export const ivantiGateway: TrafficFormat = {
  id: 'ivanti-gateway',
  title: 'Ivanti (Pulse) Connect Secure',
  vendor: 'Ivanti',
  grade: 'documented',
  source: 'https://help.ivanti.com/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
  ],
  split: 'line',
  certain: 'claimed',
  claim: claimGateway,
  signature: '[address] user(realm)[roles] - a sentence, behind the time and the gateway',
  createParser: createGatewayParser,
};
