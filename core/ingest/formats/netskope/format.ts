/** Netskope cloud security: events, alerts and transactions. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { isDigit } from '../shared/numbers.ts';
import { Tokens } from '../w3c/tokens.ts';
import { createNetskopeParser, transactionPlan } from './parse.ts';

const tokens = new Tokens();

/** Keys that occur together in Netskope's events only. */
const MARKS = [
  keySet('"access_method"', '"ccl"'),
  keySet('"traffic_type"', '"ur_normalized"'),
  keySet('"appcategory"', '"userkey"'),
  keySet('"netskope_pop"'),
  keySet('"access_method_s"', '"ur_normalized_s"'),
  keySet('"x-cs-session-id"', '"x-cs-access-method"'),
  keySet('"x_cs_session_id_s"', '"x_cs_access_method_s"'),
  keySet('"Type"', '"Netskope_'),
];

function claim(text: string, start: number, end: number): number {
  if (start >= end) return 0;
  if (isDigit(text.charCodeAt(start))) return transactionPlan(text, start, end, tokens) === undefined ? 0 : 0.97;
  return MARKS.some((keys) => hasKeys(text, start, end, keys)) ? 1 : 0;
}

export const netskope: TrafficFormat = {
  id: 'netskope',
  title: 'Netskope events, alerts and transactions',
  vendor: 'Netskope',
  grade: 'verified',
  source: 'https://docs.netskope.com/en/transaction-events-fields/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'bytesTotal',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.97 },
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature: 'JSON objects with access_method and ccl, or transaction rows of more than forty columns',
  createParser: createNetskopeParser,
};
