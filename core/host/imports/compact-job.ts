/**
 * Evidence written anew, import by import: a thread writes the second file, one transaction says that it is the valid one, the
 * first goes. Stopped or killed at any instant, the workspace has one of the two whole.
 */
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError, fromWireError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CompactTask } from '../../services/imports/compact-plan.ts';
import type { CompactFile } from '../../store/evidence/compact.ts';
import type { CompactOrder, CompactReport } from '../compact-worker.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { workerUrl } from '../worker-url.ts';
import type { Session } from '../workspace/session.ts';
import { deriveRecords } from './derive-records.ts';

export const COMPACT_METHOD = 'workspace.compactEvidence';
/** A reader that asked before the change may still be about to open the first file. */
const READERS_MS = 500;

export async function compactWorkspace(
  session: Session,
  job: JobProgress,
): Promise<MethodOutput<'workspace.compactEvidence'>> {
  const older = await session.writer('activities.older', null);
  if (older > 0) await deriveRecords(session, older, job);
  const reader = await session.slowReader();
  const ids = await reader.call('reader.compactable', { canUnseal: session.keys.seal !== null });
  let before = 0;
  let after = 0;
  let imports = 0;
  for (const id of ids) {
    job.throwIfCancelled();
    const task = await reader.call('reader.compactTask', { id });
    if (!task) continue;
    job.update({ stage: `writing import ${id} anew`, bytesTotal: task.frames.reduce((sum, one) => sum + one.rlen, 0) });
    const key = task.anonymised ? (session.keys.seal?.key ?? null) : null;
    const file = await runThread(task, key, job).catch((cause: unknown) => skipDamaged(cause));
    if (!file) continue;
    // The job may have been told to stop in the last moment.
    if (job.cancelled || !(await session.writer('evidence.move', { id, revision: task.revision, file }))) {
      rmSync(task.to, { force: true });
      job.throwIfCancelled();
      continue;
    }
    imports++;
    before += task.bytes;
    after += file.bytes;
  }
  if (imports > 0) {
    await setTimeout(READERS_MS);
    await session.writer('evidence.sweep', null);
  }
  return { imports, bytesBefore: before, bytesAfter: after };
}

/** Damaged evidence stays as it is: the integrity check names it, and what is whole in it stays readable. */
function skipDamaged(cause: unknown): null {
  if (cause instanceof AppError && cause.code === 'workspace.corrupt') return null;
  throw cause;
}

function runThread(task: CompactTask, key: Uint8Array | null, job: JobProgress): Promise<CompactFile> {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const order: CompactOrder = { from: task.from, to: task.to, frames: task.frames, key, cancel: cancel.buffer };
  const worker = new Worker(workerUrl('compact-worker'), { workerData: order });
  return new Promise<CompactFile>((resolve, reject) => {
    // It stops at the next frame: threads are not ended at work.
    job.onCancel(() => void Atomics.store(cancel, 0, 1));
    worker.on('message', (report: CompactReport) => {
      if (report.type === 'progress') job.advance(report.bytes, 0);
      else if (report.type === 'done') resolve(report.file);
      else reject(fromWireError(report.error));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new AppError('engine.gone', 'The thread that wrote evidence anew stopped.')));
  });
}
