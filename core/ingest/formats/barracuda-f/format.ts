/** Barracuda CloudGen Firewall (F-series, NextGen). */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { BarracudaFParser, columnsAt } from './parse.ts';
import { isThreat } from './threat.ts';

/** The columns begin with a session's type; with names, the next one is `proto`. */
function claim(text: string, start: number, end: number): number {
  const at = columnsAt(text, start, end);
  if (at < 0) return isThreat(text, start, end) ? 0.95 : 0;
  if (text.startsWith('type=', at)) return findWord(text, '|proto=', at, Math.min(end, at + 60)) >= 0 ? 1 : 0;
  return 0.8;
}

export const barracudaF: TrafficFormat = {
  id: 'barracuda-f',
  title: 'Barracuda CloudGen Firewall (F-series) activity and threat log',
  vendor: 'Barracuda',
  grade: 'documented',
  source: 'https://campus.barracuda.com/product/cloudgenfirewall/doc/96025953/how-to-configure-syslog-streaming/',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'action',
    'bytesSent',
    'bytesReceived',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: { from: 0.8 },
  claimWords: ['FWD|', 'LIN|', 'LOUT|', 'LOC|', 'PXY|', 'LB|', '<cumulative>|', '|proto=', 'firewall: ['],
  claim,
  signature: 'columns between bars that begin with type=FWD|proto= or FWD|TCP, or firewall: [Request] and two ends',
  createParser: () => new BarracudaFParser(),
};
