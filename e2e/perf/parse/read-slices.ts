/** Slices of a log read as a parser thread reads them, without the threads. */
import { formatsFor } from '../../../core/ingest/formats/choose.ts';
import { FrameIndex } from '../../../core/ingest/frames/frame-index.ts';
import type { Batch } from '../../../core/ingest/slice/batch.ts';
import { LineReader } from '../../../core/ingest/slice/line-reader.ts';
import { SliceParser } from '../../../core/ingest/slice/slice-parser.ts';
import type { packFrame } from '../../../core/store/evidence/frame-codec.ts';

const PROFILE = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };

export function newReader(format: string): LineReader {
  const reader = new LineReader({
    formats: formatsFor(format),
    zone: 'UTC',
    profile: PROFILE,
    skipForeignDirection: false,
    wantDetail: false,
    requireTime: true,
  });
  reader.beginFile(Date.now());
  return reader;
}

/** Everything a parser thread does but compressing. */
export function parseSlices(slices: readonly Buffer[], format: string, pack: typeof packFrame | null): Batch[] {
  const batches: Batch[] = [];
  const reader = newReader(format);
  const parser = new SliceParser({
    reader,
    index: new FrameIndex(() => null),
    bucketMinutes: 0,
    pack,
    disguise: null,
    onBatch: (batch) => batches.push(batch),
    cancelled: () => false,
  });
  for (const [slice, bytes] of slices.entries()) {
    parser.parse({ file: 1, slice, bytes, startsFile: slice === 0, endsFile: false, prelude: '' });
  }
  parser.flush();
  return batches;
}
