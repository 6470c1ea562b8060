/**
 * Websense and Forcepoint on-premises: the investigative detail report as CSV. The columns are chosen by whoever exports it, so the header
 * row tells. Source: "Investigative reports: detail view", column names of the report.
 */
import { ACTION_UNKNOWN, PARSED, type TrafficFormat } from '../api.ts';
import { createRowsParser } from '../csv-header/format.ts';
import { CsvRows, type RowsOptions } from '../csv-header/rows.ts';
import { actionOfName } from '../kv/action-words.ts';

const ROWS: RowsOptions = {
  marks: [
    ['disposition', 'urlhostname'],
    ['riskclass', 'urlhostname'],
    ['disposition', 'riskclass'],
    ['disposition', 'fullurl', 'sourceipaddress'],
  ],
  spec: {
    date: ['date', 'day'],
    sourceUser: ['loginname', 'username', 'user'],
    sourceIp: ['sourceip', 'sourceipaddress'],
    sourceHost: ['workstation', 'sourceserver'],
    destinationIp: ['destinationip', 'destinationipaddress'],
    destinationHost: ['urlhostname', 'domainurlhostname'],
    url: ['fullurl', 'urlfull'],
    action: ['disposition', 'action'],
    count: ['hits'],
    bytesSent: ['bytessent'],
    bytesReceived: ['bytesreceived'],
  },
  // `Category permitted`, `Custom URL blocked`: what was done stands last.
  judge(row, out) {
    if (out.action === ACTION_UNKNOWN) out.action = actionOfName(row.get('disposition'));
    return PARSED;
  },
  isJudgedByAction: true,
};

const rows = new CsvRows(ROWS);

export const websenseReport: TrafficFormat = {
  id: 'websense-report',
  title: 'Websense investigative detail report (CSV)',
  vendor: 'Forcepoint',
  grade: 'unverified',
  source: 'https://www.websense.com/content/support/library/web/v85/triton_web_help/invest_rpt_det.aspx',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'directive',
  claimWords: [],
  claimsHeaders: true,
  claim: (text, start, end) => rows.claim(text, start, end),
  signature: 'a first row that names Disposition with URL Hostname or Risk Class',
  createParser: () => createRowsParser(ROWS),
};
