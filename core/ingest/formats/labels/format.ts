/** Lines of any product with labels for both ends, among which Radware DefensePro and Arbor: a last resort for text. */
import type { TrafficFormat } from '../api.ts';
import { END_LABELS } from './ends.ts';
import { claimLabels, createLabelsParser } from './parse.ts';

export const labels: TrafficFormat = {
  id: 'labels',
  title: 'Lines with labels for both ends (Radware, Arbor and others)',
  vendor: 'Radware, NETSCOUT, Generic',
  grade: 'documented',
  source: 'https://github.com/wazuh/wazuh/blob/v4.9.0/ruleset/testing/tests/arbor.ini',
  fields: ['time', 'sourceIp', 'sourceUser', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  claimWords: END_LABELS,
  claim: claimLabels,
  signature: 'labels such as Source IP: and Destination IP:, each with an address',
  createParser: createLabelsParser,
};
