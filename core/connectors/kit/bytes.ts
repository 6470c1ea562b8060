/** Sizes of data, as records state them. */
import type { SourceRecord } from './source-record.ts';

/** Larger than anything that one act hands over: a damaged or invented figure must not drown the sums. */
const MOST = 2 ** 50;

/** The first of the paths that holds a size; 0 where none does. */
export function bytesAt(record: SourceRecord, ...paths: readonly string[]): number {
  const size = record.number(...paths);
  return size !== undefined && size > 0 && size < MOST ? Math.round(size) : 0;
}
