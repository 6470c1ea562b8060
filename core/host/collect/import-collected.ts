/**
 * In: sealed segments and complete files. Out: their imports; what was imported is cleared up afterwards.
 * Guarantee: a segment that an earlier run imported but did not clear up is only cleared up; a damaged one is set aside, never
 * deleted.
 */
import type { ReadyFile } from '../../collect/collector-source.ts';
import type { SourceConfig } from '../../contract/collectors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { type LogSource, listSources } from '../../ingest/read/sources.ts';
import { storedHash } from '../../store/privacy/sealed-facts.ts';
import type { CollectorEvent } from '../../store/write/collectors.ts';
import type { ImportJobs } from '../imports/import-jobs.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { importFolder } from './import-folder.ts';

/** What is to be imported now. */
export interface CollectedNow {
  readonly segments: readonly string[];
  readonly files: readonly ReadyFile[];
}

export interface CollectedTools {
  readonly session: Session;
  readonly imports: ImportJobs;
  /** Running sources by name: how files of a folder are to be read. */
  readonly sources: ReadonlyMap<string, SourceConfig>;
  readonly imported: (places: readonly string[]) => Promise<unknown>;
  readonly setAside: (places: readonly string[]) => Promise<unknown>;
  /** The file was read. @param why nothing came of it; null where something did */
  readonly putAway: (file: ReadyFile, why: string | null) => Promise<unknown>;
  /** Something that a person should see. */
  readonly tell: (message: string, level?: CollectorEvent['level']) => Promise<unknown>;
}

/** Segments and files in one go: enough to be quick, few enough to be visible soon. */
const MAX_SEGMENTS = 256;
const MAX_FILES = 64;

/** How whatever is collected is imported, unless its source says otherwise. */
export const COLLECTED = {
  format: 'auto',
  zone: undefined,
  keepEvidence: true,
  mayBeEmpty: true,
  kind: 'continuous',
  isDaily: true,
} as const;

export async function importCollected(
  tools: CollectedTools,
  waiting: CollectedNow,
  job: JobProgress,
): Promise<MethodOutput<'collectors.importNow'>> {
  const segments = await importSegments(tools, waiting.segments.slice(0, MAX_SEGMENTS), job);
  const done = { segments: segments.count, files: 0, stored: segments.stored, activities: 0, snapshots: 0 };
  for (const [name, ready] of bySource(waiting.files.slice(0, MAX_FILES))) {
    job.throwIfCancelled();
    const source = tools.sources.get(name);
    if (!source) continue;
    const { transactions, activities, snapshots } = await importFolder(tools, source, ready, job);
    done.files += ready.length;
    done.stored += transactions;
    done.activities += activities;
    done.snapshots += snapshots;
  }
  return done;
}

async function importSegments(
  tools: CollectedTools,
  places: readonly string[],
  job: JobProgress,
): Promise<{ count: number; stored: number }> {
  const { sources, problems } = await listSources(places);
  await tools.setAside(problems.map((one) => one.name));
  const known: string[] = [];
  const fresh: LogSource[] = [];
  for (const source of sources) {
    if (await isImported(tools.session, source)) known.push(source.name);
    else fresh.push(source);
  }
  await tools.imported(known);
  if (fresh.length === 0) {
    return { count: 0, stored: 0 };
  }
  const { ledger } = await tools.imports.startAll(
    { ...COLLECTED, sources: fresh, problems: [], stream: undefined, isRoutine: true },
    job,
  );
  const damaged = ledger.files.filter((file) => file.error !== null).map((file) => file.path);
  await tools.setAside(damaged);
  await tools.imported(fresh.map((source) => source.name).filter((name) => !damaged.includes(name)));
  return { count: fresh.length - damaged.length, stored: ledger.stored };
}

/** Whether an earlier run imported it and died before it was cleared up. */
async function isImported({ writerCalls, keys }: Session, { segment }: LogSource): Promise<boolean> {
  if (!segment) return false;
  const seal = segment.key === undefined ? null : keys.seal;
  return writerCalls.hasSegment(storedHash(segment.sha256, seal), null);
}

function bySource(files: readonly ReadyFile[]): Map<string, ReadyFile[]> {
  const groups = new Map<string, ReadyFile[]>();
  for (const file of files) {
    groups.set(file.source, [...(groups.get(file.source) ?? []), file]);
  }
  return groups;
}
