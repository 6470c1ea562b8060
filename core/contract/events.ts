import type { Job } from './jobs.ts';

/** What the engine tells every page unasked. */
export interface EngineEvents {
  /** At most ten a second per job, and once at its end. */
  readonly 'job.changed': Job;
  /** Figures may differ from now on: imports, catalog changes, tags. `topics` name method domains to ask again. */
  readonly 'data.changed': {
    readonly topics: readonly (
      | 'discovery'
      | 'activities'
      | 'imports'
      | 'streams'
      | 'enrichment'
      | 'collectors'
      | 'connections'
      | 'privacy'
      | 'formats'
      | 'catalog'
      | 'workspace'
      | 'governance'
    )[];
  };
  /** Another workspace, or none, is open. */
  readonly 'workspace.changed': { readonly open: boolean };
  /** The host restarted a dead engine; an interrupted import goes on or is cleanly absent. */
  readonly 'engine.restarted': { readonly reason: string };
}

export type EngineEventName = keyof EngineEvents;
