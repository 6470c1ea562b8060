/** Versa Networks: SD-WAN and SASE gateways. */
import type { TrafficFormat } from '../api.ts';
import { createVersaParser, pairsAt } from './parse.ts';

export const versa: TrafficFormat = {
  id: 'versa',
  title: 'Versa Networks SD-WAN and SASE flow logs',
  vendor: 'Versa Networks',
  grade: 'documented',
  source:
    'https://docs.versa-networks.com/Management_and_Orchestration/Versa_Analytics/Versa_Analytics_Log_Collector_Log_Types/Flow_Logs',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['Log, applianceName='],
  claim: (text, start, end) => (pairsAt(text, start, end) < 0 ? 0 : 1),
  signature: 'a time, the name of a log such as accessLog, then applianceName= and tenantName=',
  createParser: createVersaParser,
};
