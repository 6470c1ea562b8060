/** Cisco routers and switches: access lists, the zone based firewall and the security engine of IOS XE. */
import type { TrafficFormat } from '../api.ts';
import { CiscoIosParser, MARKS, markOf } from './parse.ts';
import { isUtd } from './utd.ts';

export const ciscoIos: TrafficFormat = {
  id: 'cisco-ios',
  title: 'Cisco IOS, IOS XE (SD-WAN) and NX-OS',
  vendor: 'Cisco',
  grade: 'documented',
  source: 'https://www.cisco.com/c/en/us/about/security-center/access-control-list-logging.html',
  fields: [
    'time',
    'sourceIp',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: [...MARKS.map(([word]) => word), '[**] [Hostname: ', '[**] [Instance_ID: '],
  claim: (text, start, end) => (markOf(text, start, end) || isUtd(text, start, end) ? 1 : 0),
  signature: 'messages such as %SEC-6-IPACCESSLOGP and %FW-6-SESS_AUDIT_TRAIL, or events with [Instance_ID: …]',
  createParser: () => new CiscoIosParser(),
};
