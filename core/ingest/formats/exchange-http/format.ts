/**
 * Microsoft Exchange, HTTP proxy logs (`Logging\HttpProxy`): who used the organisation's own mail server, so inbound.
 * Source: https://learn.microsoft.com/en-us/exchange/mail-flow/ (HttpProxy log columns as the files' header names them)
 */
import { PARSED, type TrafficFormat } from '../api.ts';
import { createRowsParser } from '../csv-header/format.ts';
import { CsvRows, type RowsOptions } from '../csv-header/rows.ts';

const ROWS: RowsOptions = {
  marks: [['urlstem', 'anchormailbox', 'clientipaddress']],
  spec: {
    time: ['datetime'],
    destinationHost: ['urlhost', 'serverhostname'],
    sourceUser: ['authenticateduser'],
    sourceIp: ['clientipaddress'],
    url: ['urlstem'],
    bytesSent: ['requestbytes'],
    bytesReceived: ['responsebytes'],
  },
  judge(_row, out) {
    out.reason = 'inbound';
    return PARSED;
  },
};

const rows = new CsvRows(ROWS);

export const exchangeHttp: TrafficFormat = {
  id: 'exchange-http',
  title: 'Microsoft Exchange HTTP proxy log',
  vendor: 'Microsoft',
  grade: 'verified',
  source: 'https://learn.microsoft.com/en-us/exchange/architecture/client-access/client-access',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'url',
    'method',
    'status',
    'bytesSent',
    'bytesReceived',
    'userAgent',
  ],
  split: 'directive',
  claimWords: [],
  claimsHeaders: true,
  claim: (text, start, end) => rows.claim(text, start, end),
  signature: 'a first row that names UrlStem, AnchorMailbox and ClientIpAddress',
  createParser: () => createRowsParser(ROWS),
};
