/** Cisco routers and switches: access lists and the zone based firewall. */
import type { TrafficFormat } from '../api.ts';
import { CiscoIosParser, markOf } from './parse.ts';

export const ciscoIos: TrafficFormat = {
  id: 'cisco-ios',
  title: 'Cisco IOS and NX-OS access lists',
  vendor: 'Cisco',
  grade: 'documented',
  source: 'https://www.cisco.com/c/en/us/about/security-center/access-control-list-logging.html',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action', 'bytesSent', 'bytesReceived'],
  split: 'line',
  certain: 'claimed',
  claim: (text, start, end) => (markOf(text, start, end) ? 1 : 0),
  signature: 'messages such as %SEC-6-IPACCESSLOGP and %FW-6-SESS_AUDIT_TRAIL',
  createParser: () => new CiscoIosParser(),
};
