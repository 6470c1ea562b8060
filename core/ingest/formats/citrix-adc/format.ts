/** Citrix ADC (NetScaler): gateway, load balancing and application firewall, as text. Its CEF lines are read as CEF. */
import type { TrafficFormat } from '../api.ts';
import { isAccess } from './access.ts';
import { createCitrixParser, featureAt, isBare } from './parse.ts';

export const citrixAdc: TrafficFormat = {
  id: 'citrix-adc',
  title: 'Citrix ADC (NetScaler)',
  vendor: 'Citrix',
  grade: 'verified',
  source: 'https://developer-docs.netscaler.com/en-us/netscaler-syslog-message-reference/current-release',
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
    'userAgent',
    'vendorCategory',
  ],
  split: 'line',
  certain: { from: 0.97 },
  claimWords: [' : ', ' - - default ', ' -> '],
  claim: (text, start, end) =>
    featureAt(text, start, end) >= 0 || isBare(text, start, end) || isAccess(text, start, end) ? 0.97 : 0,
  signature:
    'a feature such as SSLVPN or TCP and an event behind " : default ", or two addresses with -> between them and a request',
  createParser: createCitrixParser,
};
