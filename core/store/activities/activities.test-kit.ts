/** Activities in a test's workspace, through the real connectors and writer. */
import { CONNECTORS } from '../../connectors/index.ts';
import { readActivitySlice } from '../../ingest/activities/read-slice.ts';
import { packFrame } from '../evidence/frame-codec.ts';
import type { TestWorkspace } from '../store.test-kit.ts';
import { addFile, beginImport, publish } from '../write/imports.ts';
import { ActivityWriter, type TakeBlock } from './activity-writer.ts';

/** @param lines one record each. @returns the import's id */
export function importActivities(
  { db, folder }: TestWorkspace,
  lines: readonly string[],
  { slices = 1, take = null }: { readonly slices?: number; readonly take?: TakeBlock | null } = {},
): number {
  const spec = {
    stream: 'Connected apps',
    format: 'auto',
    connector: 'auto',
    zone: 'UTC',
    keepEvidence: false,
    started: 1,
  };
  const { id } = beginImport(db, spec);
  const file = addFile(db, id, { path: `${id}.json`, bytes: 0, modified: 0, encoding: 'ascii' });
  const writer = new ActivityWriter(db, id, take);
  const size = Math.ceil(lines.length / slices);
  for (let slice = 0; slice < slices; slice++) {
    const bytes = Buffer.from(lines.slice(slice * size, (slice + 1) * size).join('\n'));
    const input = { file, slice, fileName: '', fileDateMs: Date.UTC(2026, 0, 1), bytes };
    const { batch } = readActivitySlice(input, CONNECTORS, packFrame, null, () => false);
    if (batch) writer.append(0, batch);
  }
  const ledger = { files: [], read: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0, duplicates: 0, stored: 0 };
  const facts = { bytes: 0, from: null, to: null, seconds: 0, linesPerSecond: 0, peakMemoryBytes: 0, reasons: {} };
  publish(db, folder, [{ id, ended: 2, firstEvent: 1, lastEvent: 2, fields: [], ledger: { ...ledger, ...facts } }], []);
  return id;
}
