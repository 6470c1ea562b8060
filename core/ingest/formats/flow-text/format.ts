/** Lines of any product with an arrow between two ends, or both ends in a row: the last resort for text, among which VMware NSX and DrayTek's routers. */
import type { TrafficFormat } from '../api.ts';
import { claimFlowText, createFlowTextParser, END_WORDS } from './parse.ts';

export const flowText: TrafficFormat = {
  id: 'flow-text',
  title: 'Lines with two ends, an arrow between them or in a row (VMware NSX, DrayTek and others)',
  vendor: 'VMware, Generic',
  grade: 'documented',
  source:
    'https://techdocs.broadcom.com/us/en/vmware-cis/nsx/vmware-nsx/4-2/administration-guide/operations-and-tools/log-messages-and-error-codes/firewall-audit-log-messages.html',
  fields: [
    ...(['time', 'sourceIp', 'destinationIp', 'destinationPort', 'destinationHost', 'url', 'action'] as const),
    ...(['bytesSent', 'bytesReceived'] as const),
  ],
  split: 'line',
  claimWords: END_WORDS,
  claim: claimFlowText,
  signature:
    'two addresses, one of them with a port, with -> between them, or address, port, address and port in a row beside a protocol',
  createParser: createFlowTextParser,
};
