/**
 * Forcepoint Web Security Cloud: traffic export (`DateAndTime, AccountID, UserID, ClientIP, …`), as CSV with its header or as JSON.
 * Addresses are plain numbers. Rows of its reports, whose header row a shipper took off, are read by bare-rows.ts.
 */
import type { LineParser, TrafficFormat } from '../api.ts';
import { createRowsParser } from '../csv-header/format.ts';
import { CsvRows, type RowsOptions } from '../csv-header/rows.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { readBareBytes } from './bare-bytes.ts';
import { isBareRow, readBareRow } from './bare-rows.ts';

const KEYS = keySet('"DateAndTime"', '"AccountID"', '"ClientIP"');

const DQUOTE = 34;
const SLASH = 47;
const OPEN_BRACE = 123;

const ROWS: RowsOptions = {
  marks: [
    ['dateandtime', 'accountid', 'clientip'],
    ['dateandtime', 'requestsize', 'disposition'],
  ],
  spec: {
    time: ['dateandtime'],
    sourceUser: ['userid'],
    sourceIp: ['clientip'],
    destinationIp: ['destinationip'],
    url: ['uri'],
    action: ['disposition'],
    bytesSent: ['requestsize'],
    bytesReceived: ['responsesize'],
    vendorCategory: ['categories'],
  },
};
const rows = new CsvRows(ROWS);

const JSON_SHAPE = {
  spec: {
    time: ['DateAndTime'],
    sourceUser: ['UserID', 'User'],
    sourceIp: ['ClientIP'],
    destinationIp: ['DestinationIP'],
    destinationPort: ['Port'],
    url: ['URI'],
    action: ['Disposition'],
    bytesSent: ['RequestSize'],
    bytesReceived: ['ResponseSize'],
    count: ['RequestCount'],
    vendorCategory: ['Categories'],
  },
  judged: [],
  judge: (_: unknown, out: Parameters<typeof requireEnds>[0]) => requireEnds(out),
} as const;

function createParser(): LineParser {
  const json = new JsonParser(JSON_SHAPE);
  const table = createRowsParser(ROWS);
  return {
    ...table,
    readBytes(bytes, start, end, out) {
      if (readBareBytes(bytes, start, end, out)) return true;
      // A row of the report belongs to no header that stood in front of it.
      if (bytes[start] === DQUOTE && bytes[start + 3] === SLASH) return false;
      return (bytes[start] === OPEN_BRACE ? json : table).readBytes?.(bytes, start, end, out) === true;
    },
    parse(text, start, end, out, header) {
      if (text.charCodeAt(start) === OPEN_BRACE) return json.parse(text, start, end, out, header);
      return isBareRow(text, start, end) ? readBareRow(text, out) : table.parse(text, start, end, out, header);
    },
  };
}

export const forcepointCloud: TrafficFormat = {
  id: 'forcepoint-cloud',
  title: 'Forcepoint Web Security Cloud traffic export',
  vendor: 'Forcepoint',
  grade: 'unverified',
  source: 'https://www.websense.com/content/support/library/web/hosted/getting_started/',
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
    'vendorCategory',
    'vendorApp',
  ],
  split: 'directive',
  certain: 'claimed',
  claimWords: ['","'],
  claimsHeaders: true,
  claim(text, start, end) {
    if (text.charCodeAt(start) !== OPEN_BRACE) return isBareRow(text, start, end) ? 1 : rows.claim(text, start, end);
    return hasKeys(text, start, end, KEYS) ? 1 : 0;
  },
  objects: 'too',
  claimsByKeys: true,
  signature:
    'a first row or JSON keys with DateAndTime, AccountID and ClientIP, or seventeen quoted columns that begin with a day',
  createParser,
};
