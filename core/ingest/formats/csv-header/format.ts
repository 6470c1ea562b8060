/** Exports with a header row from any product: reports of proxies and cloud access brokers, tables of log services. */
import type { LineParser, TrafficFormat } from '../api.ts';
import { CsvRows, type RowsOptions } from './rows.ts';

export function createRowsParser(options: RowsOptions): LineParser {
  const rows = new CsvRows(options);
  return {
    parse: (text, start, end, out, header) => rows.parse(text, start, end, out, header),
    ...(rows.hasByteReader ? { readBytes: rows.readBytes.bind(rows) } : {}),
    saveState: () => rows.save(),
    restoreState: (state) => rows.restore(state),
  };
}

const rows = new CsvRows();

export const csvHeader: TrafficFormat = {
  id: 'csv-header',
  title: 'CSV or TSV with a header row',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://www.rfc-editor.org/rfc/rfc4180',
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
  split: 'directive',
  claimWords: [],
  claimsHeaders: true,
  claim: (text, start, end) => rows.claim(text, start, end),
  signature: 'a first row that names columns for time, client and destination',
  createParser: () => createRowsParser({}),
};
