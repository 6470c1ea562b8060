import { readFileSync } from 'node:fs';
import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';

/** Every line of every format's sample, as latin1 text. */
export function sampleLines(): readonly string[] {
  return TRAFFIC_FORMATS.flatMap((format) =>
    readFileSync(new URL(`../../core/ingest/formats/${format.id}/sample.log`, import.meta.url), 'latin1')
      .split('\n')
      .filter((line) => line !== ''),
  );
}
