/** WatchGuard Firebox and XTM (Fireware). Lines in LEEF and CEF are read by those formats. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { verdictAt, WatchguardParser } from './parse.ts';

/** A message id such as 3000-0148, or the old form's process id and policy. */
function claim(text: string, start: number, end: number): number {
  const mark = findWord(text, 'msg_id="', start, Math.min(end, start + 160));
  if (mark >= 0) return mark + 12 < end && text.charCodeAt(mark + 12) === 45 ? 1 : 0;
  if (verdictAt(text, start, end) < 0) return 0;
  return findWord(text, ' proc_id="', start, end) >= 0 ? 1 : 0;
}

export const watchguard: TrafficFormat = {
  id: 'watchguard',
  title: 'WatchGuard Firebox and XTM',
  vendor: 'WatchGuard',
  grade: 'verified',
  source: 'https://www.watchguard.com/help/docs/fireware/12/en-US/log_catalog/Log-Catalog_v12_10.pdf',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'action',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['msg_id="', ' proc_id="'],
  claim,
  signature: 'msg_id="3000-0148" or proc_id="…" with Allow or Deny',
  createParser: () => new WatchguardParser(),
};
