/** Cisco Umbrella (OpenDNS) and Secure Access: proxy, DNS, IP, cloud firewall, intrusion, DLP and zero trust logs. */
import type { TrafficFormat } from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { CsvRows } from '../csv-header/rows.ts';
import { layoutOf, scanRow } from './columns.ts';
import { createUmbrellaParser, rowStart, UMBRELLA_ROWS } from './parse.ts';

const row = new CsvFields(28);
const rows = new CsvRows(UMBRELLA_ROWS);

function claim(text: string, start: number, end: number): number {
  const at = rowStart(text, start, end);
  if (at < 0) return rows.claim(text, start, end);
  if (text.charCodeAt(at) === 92) return 0.9;
  return layoutOf(scanRow(row, text, at, end), row) === undefined ? 0 : 0.97;
}

export const umbrella: TrafficFormat = {
  id: 'umbrella',
  title: 'Cisco Umbrella and Secure Access (proxy, DNS, IP, cloud firewall, intrusions, DLP, zero trust)',
  vendor: 'Cisco',
  grade: 'verified',
  source: 'https://docs.umbrella.com/deployment-umbrella/docs/log-formats-and-versioning',
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
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'directive',
  certain: { from: 0.9 },
  claim,
  signature: 'quoted columns: a UTC time, an identity, addresses, and a verdict such as ALLOWED',
  createParser: createUmbrellaParser,
};
