/** JSON of any product, read by the names of its fields: the last resort for records that no other format claims. */
import { TRAFFIC_FIELDS } from '../../../model/traffic.ts';
import type { TrafficFormat } from '../api.ts';
import { hasMember, jsonStart } from '../keyed/json-keys.ts';
import { NamedJsonParser } from './parse.ts';

/** An object and nothing more: every format that knows the product claims more. */
function claim(text: string, start: number, end: number): number {
  const at = jsonStart(text, start, end);
  if (at >= end || text.charCodeAt(at) !== 123) return 0;
  return hasMember(text, at, end) ? 0.55 : 0;
}

export const json: TrafficFormat = {
  id: 'json',
  title: 'JSON and table exports by their names',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://learn.microsoft.com/azure/sentinel/normalization-about-schemas',
  fields: TRAFFIC_FIELDS,
  split: 'line',
  claim,
  objects: 'only',
  claimsByKeys: true,
  signature: 'JSON objects with names for client and destination',
  createParser: () => new NamedJsonParser(),
};
