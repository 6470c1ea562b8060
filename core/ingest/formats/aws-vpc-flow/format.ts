/** AWS: VPC flow logs of versions 2 to 5, with default or custom columns, as text and as JSON. */
import type { TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { claimFlow, FLOW_SPEC, FLOW_WORDS, VpcFlowParser } from './parse.ts';

const BY_INTERFACE = keySet('"srcaddr"', '"dstaddr"', '"interface_id"');
const BY_STATUS = keySet('"srcaddr"', '"dstaddr"', '"log_status"');

export const awsVpcFlow: TrafficFormat = {
  id: 'aws-vpc-flow',
  title: 'AWS VPC and Global Accelerator flow logs',
  vendor: 'Amazon',
  grade: 'verified',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html',
  fields: [...fieldsOf(FLOW_SPEC), 'bytesReceived'],
  split: 'directive',
  certain: { from: 0.9 },
  claimWords: FLOW_WORDS,
  claim(text, start, end) {
    if (text.charCodeAt(start) !== 123) return claimFlow(text, start, end);
    const isFlow = hasKeys(text, start, end, BY_INTERFACE) || hasKeys(text, start, end, BY_STATUS);
    return isFlow ? 1 : 0;
  },
  objects: 'too',
  claimsByKeys: true,
  signature:
    'an interface eni-…, two addresses and ACCEPT or REJECT, or an accelerator between an account and a client',
  createParser: () => new VpcFlowParser(),
};
