/** Clavister NetWall firewalls (cOS Core). */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { ClavisterParser } from './parse.ts';

const LOOK = 120;

/** `id=` with a number, `event=` behind it, and the groups in brackets. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  const id = findWord(text, 'id=', start, limit);
  if (id < 0 || id + 3 >= end || !isDigit(text.charCodeAt(id + 3))) return 0;
  const event = findWord(text, ' event=', id, limit);
  if (event < 0) return 0;
  if (findWord(text, ' [', event, Math.min(end, event + 200)) >= 0 || findWord(text, 'EFW:', start, limit) >= 0)
    return 1;
  // A collector may have taken the sender's tag for its own.
  return findWord(text, 'prio=', start, id) >= 0 && findWord(text, ' rev=', id, event) >= 0 ? 1 : 0;
}

export const clavister: TrafficFormat = {
  id: 'clavister',
  title: 'Clavister NetWall (cOS Core)',
  vendor: 'Clavister',
  grade: 'verified',
  source: 'https://docs.clavister.com/repo/cos-core-log-reference-guide/14.00.09/doc/index.html',
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
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: [' event='],
  claim,
  signature: 'id=NUMBER event=… and groups in brackets such as [conn …]',
  createParser: () => new ClavisterParser(),
};
