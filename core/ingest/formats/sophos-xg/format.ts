/** Sophos Firewall (XG, XGS; SFOS) and its forerunner Cyberoam. */
import type { TrafficFormat } from '../api.ts';
import { createKvBytesParser } from '../keyed/kv-bytes.ts';
import { findWord } from '../shared/fields.ts';
import { SOPHOS_XG_LINE } from './parse.ts';

/** The type stands behind the names of device and log. */
const LOOK = 400;

/** Which keys decide on import, and those of the claim in the order that the device writes them. */
const BYTES = {
  judged: ['log_type', 'log_component', 'connevent', 'con_event', 'reason', 'log_id'],
  marks: ['log_type="', 'log_component="'],
  within: LOOK,
} as const;

function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const type = findWord(text, ' log_type="', start, limit);
  if (type < 0) return 0;
  return findWord(text, ' log_component="', type, limit) >= 0 ? 1 : 0.7;
}

export const sophosXg: TrafficFormat = {
  id: 'sophos-xg',
  title: 'Sophos Firewall (XG, XGS) and Cyberoam',
  vendor: 'Sophos',
  grade: 'verified',
  source: 'https://docs.sophos.com/nsg/sophos-firewall/21.5/syslog/index.html',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
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
  split: 'line',
  certain: 'claimed',
  claimWords: [' log_type="'],
  claim,
  signature: 'key=value pairs with log_type= and log_component=',
  createParser: () => createKvBytesParser(SOPHOS_XG_LINE, BYTES),
};
