/** Check Point: exports of SmartView Tracker, SmartLog and `fw log`. */
import type { TrafficFormat } from '../api.ts';
import { CheckpointExportParser, isHeader, isRow } from './parse.ts';
import { isPlainRow } from './plain.ts';

const DIGIT_OR_QUOTE_MAX = 57;

/** Rows begin with a number, perhaps quoted; headers with `num` or `Number`. */
function claim(text: string, start: number, end: number): number {
  if (start >= end) return 0;
  const code = text.charCodeAt(start);
  const mayBeRow = code === 34 || (code >= 48 && code <= DIGIT_OR_QUOTE_MAX);
  if (mayBeRow && (isRow(text, start, end) || isPlainRow(text, start, end))) return 1;
  return (mayBeRow || code === 78 || code === 110) && isHeader(text, start, end) ? 1 : 0;
}

export const checkpointExport: TrafficFormat = {
  id: 'checkpoint-export',
  title: 'Check Point SmartView Tracker and fw log export',
  vendor: 'Check Point',
  grade: 'verified',
  source:
    'https://sc1.checkpoint.com/documents/R80.40/WebAdminGuides/EN/CP_R80.40_CLI_ReferenceGuide/Topics-CLIG/FWG/fw-log.htm',
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
  split: 'directive',
  certain: 'claimed',
  claim,
  signature:
    'a number, a day such as 1Jan2025 and a time, between semicolons or quoted, or such a day, a time, accept and pairs behind rule:',
  createParser: () => new CheckpointExportParser(),
};
