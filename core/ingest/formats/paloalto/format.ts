/** Palo Alto Networks: traffic, threat and URL logs of PAN-OS firewalls and of the cloud service, as CSV and as JSON. */
import type { TrafficFormat } from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { findWord } from '../shared/fields.ts';
import { isPanType, TYPE_WORDS } from './csv.ts';
import { LOOK } from './limits.ts';
import { PaloAltoParser } from './parse.ts';

const OPEN_BRACE = 123;

/** Column of the log type. */
const TYPE = 3;

const columns = new CsvFields(TYPE + 2);

function claim(text: string, start: number, end: number): number {
  if (start >= end) return 0;
  const limit = Math.min(end, start + LOOK);
  if (text.charCodeAt(start) === OPEN_BRACE) return claimJson(text, start, end);
  if (columns.scan(text, start, limit) > TYPE) {
    const type = columns.get(TYPE);
    if (isPanType(type, columns.get(TYPE + 1))) return 1;
    if (type === 'Type' && columns.get(1) === 'Receive Time') return 1;
  }
  return findWord(text, ',TRAFFIC,', start, limit) >= 0 || findWord(text, ',THREAT,', start, limit) >= 0 ? 0.7 : 0;
}

const RECORD = keySet('"LogType"', '"DeviceSN"');
const TIMED = keySet('"LogType"', '"TimeGenerated"');

function claimJson(text: string, start: number, end: number): number {
  return hasKeys(text, start, end, RECORD) || hasKeys(text, start, end, TIMED) ? 0.95 : 0;
}

export const paloalto: TrafficFormat = {
  id: 'paloalto',
  title: 'Palo Alto Networks firewall',
  vendor: 'Palo Alto Networks',
  grade: 'verified',
  source:
    'https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions',
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
  certain: 'parsed',
  claimWords: ['Receive Time', ...TYPE_WORDS],
  claim,
  objects: 'too',
  claimsByKeys: true,
  signature:
    'comma separated columns with TRAFFIC, THREAT or another PAN-OS log type in the fourth, or JSON with LogType',
  createParser: () => new PaloAltoParser(),
};
