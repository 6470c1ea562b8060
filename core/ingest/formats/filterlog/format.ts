/** pfSense, OPNsense, and pf of OpenBSD and FreeBSD. */
import type { TrafficFormat } from '../api.ts';
import { wordAt } from '../shared/fields.ts';
import { FilterlogParser } from './parse.ts';
import { isPflog } from './pflog.ts';

const COMMA = 44;
const ACTION = 6;
const VERSION = 8;

/** Eight commas in: `match,pass,in,4,`. */
function isFilterlog(text: string, start: number, end: number): boolean {
  const limit = Math.min(end, start + 200);
  let column = 0;
  let isDirection = false;
  for (let at = start; at < limit; at++) {
    if (text.charCodeAt(at) !== COMMA) continue;
    column++;
    if (column < ACTION) continue;
    if (column === ACTION + 1) isDirection = wordAt(text, at + 1, end, 'in,') || wordAt(text, at + 1, end, 'out,');
    if (column === VERSION) return isDirection && (wordAt(text, at + 1, end, '4,') || wordAt(text, at + 1, end, '6,'));
  }
  return false;
}

export const filterlog: TrafficFormat = {
  id: 'filterlog',
  title: 'pfSense, OPNsense and OpenBSD packet filter',
  vendor: 'pf',
  grade: 'verified',
  source: 'https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  certain: { from: 0.9 },
  claimWords: [',in,4,', ',in,6,', ',out,4,', ',out,6,', 'pass ', 'block '],
  claim: (text, start, end) => (isFilterlog(text, start, end) ? 1 : isPflog(text, start, end) ? 0.9 : 0),
  signature: 'columns such as match,pass,in,4 or text such as rule 2/(match) pass in on em0',
  createParser: () => new FilterlogParser(),
};
