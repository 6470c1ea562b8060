/** Lines of any product with labels for both ends, among which Radware DefensePro, Arbor and LANCOM: a last resort for text. */
import type { TrafficFormat } from '../api.ts';
import { END_LABELS } from './ends.ts';
import { claimLabels, createLabelsParser } from './parse.ts';

export const labels: TrafficFormat = {
  id: 'labels',
  title: 'Lines with labels for both ends (Radware, Arbor, LANCOM and others)',
  vendor: 'Radware, NETSCOUT, LANCOM, NETGEAR, Generic',
  grade: 'documented',
  source:
    'https://www.lancom-systems.de/docs/LCOS-Refmanual/9.10-Rel/EN/Referenzhandbuch_7.60_EN/FIREWALL/aa1452308.html',
  fields: ['time', 'sourceIp', 'sourceUser', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  claimWords: END_LABELS,
  claim: claimLabels,
  signature: 'labels such as Source IP: and Destination IP:, each with an address',
  createParser: createLabelsParser,
};
