/** Cisco firewalls that write `%ASA-…` syslog: ASA, PIX, FWSM, and Firepower Threat Defense. */
import type { TrafficFormat } from '../api.ts';
import { findMarker, type Marker } from './marker.ts';
import { CiscoAsaParser } from './parse.ts';

const marker: Marker = { id: 0, bodyStart: 0 };

export const ciscoAsa: TrafficFormat = {
  id: 'cisco-asa',
  title: 'Cisco ASA, FTD, FWSM and PIX firewall',
  vendor: 'Cisco',
  grade: 'verified',
  source: 'https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/asa-syslog.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'bytesTotal',
    'userAgent',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'parsed',
  claimWords: ['ASA-', 'FTD-', 'FTD<', 'FWSM-', 'NGIPS-', 'PIX-', 'SrcIP: '],
  claim: (text, start, end) => (findMarker(text, start, end, marker) ? 1 : 0),
  leads: ['%ASA-', '%FTD-', '%FTD<', '%FWSM-', '%NGIPS-', '%PIX-'],
  signature: 'message numbers such as %ASA-6-302014 (also %FTD-, %FWSM-, %PIX-)',
  createParser: () => new CiscoAsaParser(),
};
