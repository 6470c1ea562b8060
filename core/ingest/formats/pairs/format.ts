/** Lines of `key=value` of any product, read by the names of their keys: the last resort for text that no other format claims. */
import { ipv4End } from '../../../kit/ip.ts';
import { TRAFFIC_FIELDS } from '../../../model/traffic.ts';
import type { TrafficFormat } from '../api.ts';
import type { Slot } from '../keyed/field-table.ts';
import { looksLikeIp } from '../kv/window.ts';
import { isAuditMessage } from '../shared/audit-records.ts';
import { NamedPairsParser } from './parse.ts';
import { scanNamedPairs, TABLE } from './scan.ts';

const SOURCES: ReadonlySet<Slot> = new Set<Slot>(['sourceIp', 'source']);
const DESTINATIONS: ReadonlySet<Slot> = new Set<Slot>(['destinationIp', 'destination', 'destinationHost', 'url']);
const OPEN_BRACE = 123;

/** A client by its address and a destination, among pairs: every format that knows the product claims more. */
function claim(text: string, start: number, end: number): number {
  if (start >= end || text.charCodeAt(start) === OPEN_BRACE || isAuditMessage(text, start, end)) return 0;
  let hasSource = false;
  let hasDestination = false;
  scanNamedPairs(text, start, end, (entry, value, from, stop) => {
    const slot = TABLE.slotOf(entry);
    if (slot === undefined || stop <= from) return;
    if (SOURCES.has(slot)) hasSource ||= looksLikeIp(value, from, stop) || ipv4End(value, from, stop) > 0;
    else if (DESTINATIONS.has(slot)) hasDestination = true;
  });
  return hasSource && hasDestination ? 0.51 : 0;
}

export const pairs: TrafficFormat = {
  id: 'pairs',
  title: 'key=value lines by their names',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://learn.microsoft.com/azure/sentinel/normalization-about-schemas',
  fields: TRAFFIC_FIELDS,
  split: 'line',
  claimWords: ['='],
  claim,
  signature: 'key=value pairs with names for a client and a destination',
  createParser: () => new NamedPairsParser(),
};
