import { readFileSync } from 'node:fs';
import type { TrafficFormat } from '../../core/ingest/formats/api.ts';
import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';

/** Every line of a format's sample, as latin1 text. */
export function sampleOf({ id }: TrafficFormat): readonly string[] {
  return readFileSync(new URL(`../../core/ingest/formats/${id}/sample.log`, import.meta.url), 'latin1')
    .split('\n')
    .filter((line) => line !== '');
}

/** Every line of every format's sample. */
export function sampleLines(): readonly string[] {
  return TRAFFIC_FORMATS.flatMap(sampleOf);
}
