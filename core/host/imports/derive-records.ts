/** Looks, block by block, into the records of activities that were imported before imports did so themselves. */
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';

export const DERIVE_METHOD = 'activities.readRecords';

/** @param older blocks to be read; stopped between two of them, the rest is read another time */
export async function deriveRecords(session: Session, older: number, job: JobProgress): Promise<{ blocks: number }> {
  job.update({ stage: 'reading records of earlier imports', progress: 0 });
  let blocks = 0;
  while (blocks < older && (await session.writer('activities.derive', null))) {
    blocks++;
    job.update({ progress: blocks / older });
    job.throwIfCancelled();
  }
  return { blocks };
}
