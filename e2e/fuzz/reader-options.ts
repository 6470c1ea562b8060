import type { TrafficFormat } from '../../core/ingest/formats/api.ts';
import type { ReadingOptions } from '../../core/ingest/slice/reading-options.ts';

/** As `parse` reads: everything that a line says. */
export function readerOptions(formats: readonly TrafficFormat[]): ReadingOptions {
  return {
    formats,
    zone: 'Europe/Berlin',
    profile: { organisation: '', managedDomains: ['corp.example'], internalRanges: ['10.0.0.0/8'], logZone: 'UTC' },
    skipForeignDirection: true,
    wantDetail: true,
    requireTime: false,
    readSkipped: true,
  };
}
