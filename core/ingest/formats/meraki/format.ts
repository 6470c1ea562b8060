/** Cisco Meraki security appliances and access points. */
import type { TrafficFormat } from '../api.ts';
import { KINDS, merakiHead } from './kinds.ts';
import { MerakiParser } from './parse.ts';

export const meraki: TrafficFormat = {
  id: 'meraki',
  title: 'Cisco Meraki (URLs, flows, firewall)',
  vendor: 'Cisco',
  grade: 'verified',
  source:
    'https://documentation.meraki.com/General_Administration/Monitoring_and_Reporting/Syslog_Event_Types_and_Log_Samples',
  fields: [
    'time',
    'sourceIp',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'action',
    'userAgent',
    'vendorCategory',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: KINDS.map(([word]) => word),
  claim: (text, start, end) => (merakiHead(text, start, end) ? 1 : 0),
  signature: 'an epoch with nanoseconds, a device, and urls, flows, firewall or ip_flow_end',
  createParser: () => new MerakiParser(),
};
