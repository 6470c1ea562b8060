/** Tidies the workspace when nobody has wanted anything for a while, and stops for whoever does: older records are read, evidence compacted. */
import { toWireError } from '../../contract/errors.ts';
import type { EngineOptions } from '../api.ts';
import type { JobManager } from '../jobs/job-manager.ts';
import type { Session } from '../workspace/session.ts';
import { COMPACT_METHOD, compactWorkspace } from './compact-job.ts';
import { DERIVE_METHOD, deriveRecords } from './derive-records.ts';

/** Long enough that nobody who is at work meets it. */
const QUIET_MS = 60_000;

export class IdleWork {
  private readonly session: Session;
  private readonly jobs: JobManager;
  private readonly log: EngineOptions['log'];
  private timer: NodeJS.Timeout | null = null;

  constructor(session: Session, jobs: JobManager, log: EngineOptions['log']) {
    this.session = session;
    this.jobs = jobs;
    this.log = log;
  }

  /** Something was asked for: the quiet begins anew. */
  stir(): void {
    if (this.timer) {
      this.timer.refresh();
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = null;
      // Nobody asked for it: whoever next asks for something hears what is wrong with the workspace.
      this.begin().catch((cause: unknown) =>
        this.log('warn', 'the workspace was not tidied', { reason: toWireError(cause).message }),
      );
    }, QUIET_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private async begin(): Promise<void> {
    const { session, jobs } = this;
    if (!session.workspace || session.workspace.readOnly || jobs.busy) return;
    const older = await session.writer('activities.older', null);
    if (older > 0 && !jobs.busy) {
      jobs.start(DERIVE_METHOD, 'Read older records', (job) => deriveRecords(session, older, job), 'idle');
      this.stir();
      return;
    }
    const reader = await session.slowReader();
    const ids = await reader.call('reader.compactable', { canUnseal: session.keys.seal !== null });
    if (ids.length > 0 && !jobs.busy) {
      jobs.start(COMPACT_METHOD, 'Compact evidence', (job) => compactWorkspace(session, job), 'idle');
    }
  }
}
