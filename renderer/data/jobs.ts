import { create } from 'zustand';
import type { Job } from '../../core/contract/jobs.ts';

interface Jobs {
  readonly byId: ReadonlyMap<string, Job>;
  /** Ended jobs that the user has put out of sight. */
  readonly dismissed: ReadonlySet<string>;
  put(jobs: readonly Job[]): void;
  dismiss(ids: readonly string[]): void;
  clear(): void;
}

/**
 * The jobs of the engine as last told. Not react-query's, because they come by event ten times a second; filled from
 * `jobs.list` on load, so that a reload loses neither a running job nor a result.
 */
export const useJobs = create<Jobs>()((set) => ({
  byId: new Map(),
  dismissed: new Set(),
  put: (jobs) =>
    set((now) => {
      const byId = new Map(now.byId);
      for (const job of jobs) {
        if (job.isRoutine) forgetEarlier(byId, job);
        byId.set(job.id, job);
      }
      return { byId };
    }),
  dismiss: (ids) => set((now) => ({ dismissed: new Set([...now.dismissed, ...ids]) })),
  clear: () => set({ byId: new Map() }),
}));

/** Of what runs by itself again and again, the last run is enough. */
function forgetEarlier(byId: Map<string, Job>, { id, method }: Job): void {
  for (const job of byId.values()) {
    if (job.isRoutine && job.method === method && job.id !== id) byId.delete(job.id);
  }
}

/** Jobs to show, newest first: all but routine ones that go well. */
export function useVisibleJobs(): readonly Job[] {
  const byId = useJobs((state) => state.byId);
  const dismissed = useJobs((state) => state.dismissed);
  return [...byId.values()]
    .filter((job) => !dismissed.has(job.id) && (!job.isRoutine || job.state === 'failed'))
    .sort((a, b) => b.started - a.started);
}
