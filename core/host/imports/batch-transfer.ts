import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import type { Batch } from '../../ingest/slice/batch.ts';

/** Buffers of a batch, so that they move between threads instead of being copied. */
export function batchTransfer(batch: Batch): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  if (batch.cells) {
    buffers.push(...Object.values(batch.cells).map((column) => column.buffer as ArrayBuffer));
  }
  if (batch.marks) {
    buffers.push(batch.marks.early.buffer as ArrayBuffer, batch.marks.late.buffer as ArrayBuffer);
  }
  for (const frame of batch.frames) {
    buffers.push(frame.users.buffer, frame.dests.buffer);
    if (frame.packed) {
      buffers.push(frame.packed.buffer);
    }
  }
  return buffers;
}

/** The same of a batch of activities. */
export function activityTransfer(batch: ActivityBatch): ArrayBuffer[] {
  return [
    ...Object.values(batch.columns).map((column) => column.buffer),
    ...batch.raw.flatMap(({ packed, grams }) => (grams === null ? [packed.buffer] : [packed.buffer, grams.buffer])),
  ];
}
