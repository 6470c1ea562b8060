/** Check Point: Log Exporter in its own and in Splunk's shape and as JSON, gateways' own syslog, OPSEC LEA, and XML. CEF and LEEF have formats of their own. */
import type { TrafficFormat } from '../api.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { findWord } from '../shared/fields.ts';
import { findRecord, record, SHAPE_BARS, SHAPE_FIELDS, SHAPE_TAGS } from './pairs.ts';
import { CheckpointParser } from './parse.ts';

const LOOK = 1500;

/** Keys that only Check Point's records have. */
const MARKS = ['loguid', 'originsicname', 'origin_sic_name', 'i/f_name', '__policy_id_tag', 'ifdir'] as const;

const OPEN_BRACE = 123;
const OBJECTS = [
  keySet('"loguid"', '"product"'),
  keySet('"originsicname"'),
  keySet('"sequencenum"', '"origin"', '"product"'),
  // Events of Harmony as its portal gives them.
  keySet('"product"', '"src_machine_name"'),
  keySet('"product"', '"protection_name"'),
];

function claim(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACE) return OBJECTS.some((keys) => hasKeys(text, start, end, keys)) ? 1 : 0;
  if (!findRecord(text, start, end)) return 0;
  if (record.shape === SHAPE_FIELDS) return 1;
  const limit = Math.min(end, start + LOOK);
  if (record.shape === SHAPE_TAGS) return findWord(text, '<orig>', start, limit) >= 0 ? 1 : 0.6;
  if (MARKS.some((mark) => findWord(text, mark, start, limit) >= 0)) return 1;
  if (record.shape === SHAPE_BARS) {
    const isLea = findWord(text, '|orig=', start, limit) >= 0 || findWord(text, '|origin=', start, limit) >= 0;
    return isLea && findWord(text, '|src=', start, limit) >= 0 ? 1 : 0;
  }
  const action = findWord(text, 'action:"', start, limit);
  return action >= 0 && findWord(text, 'product:"', start, limit) >= 0 ? 1 : action >= 0 ? 0.7 : 0;
}

export const checkpoint: TrafficFormat = {
  id: 'checkpoint',
  title: 'Check Point (Log Exporter, OPSEC LEA, XML)',
  vendor: 'Check Point',
  grade: 'verified',
  source: 'https://support.checkpoint.com/results/sk/sk144192',
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
  certain: 'claimed',
  claimWords: [...MARKS, 'action:"', '|orig=', '|origin=', '<log>', '2620 '],
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature:
    'records such as [action:"Accept"; …], loc=…|action=…|orig=… or <log><src>…, or JSON with loguid and product',
  createParser: () => new CheckpointParser(),
};
