/** Cisco Secure Web Appliance (IronPort WSA): its Layer 4 Traffic Monitor. */
import type { TrafficFormat } from '../api.ts';
import { CiscoL4tmParser, isMonitorLine } from './parse.ts';

export const ciscoL4tm: TrafficFormat = {
  id: 'cisco-l4tm',
  title: 'Cisco WSA traffic monitor (L4TM)',
  vendor: 'Cisco',
  grade: 'documented',
  source: 'https://www.cisco.com/c/en/us/td/docs/security/wsa/wsa11-7/user_guide/b_WSA_UserGuide_11_7.html',
  fields: ['time', 'sourceIp', 'destinationHost', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  certain: 'claimed',
  claimWords: [' data from ', ' discovered for '],
  claim: (text, start, end) => (isMonitorLine(text, start, end) ? 1 : 0),
  signature: '"Firewall noted TCP data from", "Firewall blocked TCP data from"',
  createParser: () => new CiscoL4tmParser(),
};
