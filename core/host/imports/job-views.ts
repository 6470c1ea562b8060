/** What parts of a job see of it, and what it ends with. */
import type { Ledger } from '../../contract/imports.ts';
import type { JobProgress } from '../jobs/job-progress.ts';

/** What an import job did. */
export interface DoneImport {
  readonly importId: number;
  readonly ledger: Ledger;
  /** Some of it went into an anonymised stream. */
  readonly anonymised: boolean;
}

/** What a job with several imports did: the last of them, with a ledger of all. */
export interface DoneImports extends DoneImport {
  readonly imports: readonly number[];
  /** Of that, what the audit logs held; null where there was none. */
  readonly audits: Ledger | null;
}

/** One import of several that a job reads: its bytes come on top of those before it, and the total is the job's own. */
export function partOf(job: JobProgress, before: number): JobProgress {
  return viewOf(job, {
    update: ({ bytesTotal: _, ...change }) => job.update(change),
    advance: (bytes, lines) => job.advance(before + bytes, lines),
  });
}

/** The job, but for what `own` does instead. */
export function viewOf(
  job: JobProgress,
  own: Partial<Pick<JobProgress, 'update' | 'advance' | 'attach'>>,
): JobProgress {
  return {
    id: job.id,
    get cancelled() {
      return job.cancelled;
    },
    throwIfCancelled: () => job.throwIfCancelled(),
    update: own.update ?? ((change) => job.update(change)),
    advance: own.advance ?? ((bytes, lines) => job.advance(bytes, lines)),
    onCancel: (listener) => job.onCancel(listener),
    attach: own.attach ?? ((importId) => job.attach(importId)),
    showProvisional: () => job.showProvisional(),
  };
}
