/**
 * In: small audit logs in a row, as their bytes. Out: each one's part of the ledger, and the activities of all of them as one batch: a block for
 * every file would cost more than all that is in it, when it is stored and whenever it is asked.
 */
import type { Connector } from '../../connectors/index.ts';
import type { ActivityScope } from '../../enrich/index.ts';
import type { Zone } from '../../kit/zone.ts';
import { shortenLines } from '../read/long-lines.ts';
import { textOf } from '../read/open-text.ts';
import type { Disguise } from '../slice/disguise.ts';
import type { SliceResult } from '../slice/slice-run.ts';
import { type ActivityBatch, ActivityBatchBuilder } from './activity-batch.ts';
import { dayOrderOfBytes } from './day-order.ts';
import { readRecords } from './read-slice.ts';
import type { WordMemory } from './word-memory.ts';

export interface SmallAuditLog {
  /** Numbers rise by one from each to the next. */
  readonly file: number;
  readonly fileName: string;
  readonly fileDateMs: number;
  /** Its records stand one on a line: they were kept by an earlier import. */
  readonly unfolded: boolean;
  readonly bytes: Buffer;
  /** Of clocks that name none, in the headers of lines. */
  readonly zone?: Zone | undefined;
}

/** Parameters as of `readActivitySlice`. */
export async function readSmallFiles(
  files: readonly SmallAuditLog[],
  connectors: readonly Connector[],
  pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null,
  disguise: Disguise | null,
  cancelled: () => boolean,
  scope: ActivityScope | null,
  memory: WordMemory,
): Promise<{ readonly results: readonly SliceResult[]; readonly batch: ActivityBatch | null }> {
  const builder = new ActivityBatchBuilder(pack, disguise, memory);
  const first = files[0]?.file ?? 0;
  const results: SliceResult[] = [];
  for (const { file, fileName, fileDateMs, zone, unfolded, bytes: whole } of files) {
    const bytes = shortenLines(unfolded ? whole : await textOf(whole));
    const about = { name: fileName, modifiedMs: fileDateMs };
    const dayOrder = dayOrderOfBytes(bytes, connectors, about);
    const slice = { file, slice: 0, fileName, fileDateMs, dayOrder, zone, bytes };
    results.push(readRecords(slice, connectors, builder, disguise, cancelled, scope, file - first));
  }
  return { results, batch: builder.finish(first, 0) };
}
