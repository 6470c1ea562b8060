/** What importing and reading again have in common: the facts that lines are read by, runs that leave nothing where they fail, and the step that makes them visible. */
import type { CustomFormat } from '../../contract/custom-format.ts';
import { toWireError } from '../../contract/errors.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { FeedReached } from '../../store/write/connections.ts';
import type { ImportEnd } from '../../store/write/imports.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { viewOf } from './job-views.ts';
import type { ImportRun, ImportTools, NamesInForce } from './run-import.ts';
import type { GovernanceNote, TakenBack } from './writer-calls.ts';

/** A workspace without name evidence needs no second reader thread to say so. */
const NO_NAMES: NamesInForce = { ids: [], table: null };

/** What is told of a failure whose own words name files. */
const UNNAMED = 'The reason names files, which stay unnamed in an anonymised stream. Import them again to see it.';

export interface ReadingFacts {
  readonly profile: ReadingProfile;
  readonly bucketMinutes: number;
  readonly ownFormats: readonly CustomFormat[];
  readonly names: NamesInForce;
}

/** What stays of an import that failed: a row that says so and names its files, or nothing. `isSealed`: nothing may name them. */
export type OnFailure = { readonly files: readonly string[]; readonly isSealed: boolean } | 'discard';

/** @param without name evidence that is about to go */
export async function readingFacts(session: Session, without: number | null = null): Promise<ReadingFacts> {
  const { bucketMinutes, ownFormats, nameImports } = await session.writer('store.facts', null);
  const profile = await session.writer('store.readingProfile', null);
  const isNamed = nameImports.some((id) => id !== without);
  const names = isNamed ? await (await session.slowReader()).call('reader.nameTable', { without }) : NO_NAMES;
  return { profile, bucketMinutes, ownFormats, names };
}

/** Runs one import up to, but not including, the step that makes it visible. */
export async function runWatched(
  session: Session,
  job: JobProgress,
  onFailure: OnFailure,
  run: (tools: ImportTools, job: JobProgress) => Promise<ImportRun>,
): Promise<ImportRun> {
  const { pool, writerCalls } = session;
  let id: number | null = null;
  const watched = viewOf(job, {
    attach: (importId) => {
      id = importId;
      job.attach(importId);
    },
  });
  job.onCancel(() => pool.cancel());
  try {
    return await run({ pool, writer: writerCalls, now: Date.now }, watched);
  } catch (cause) {
    if (id !== null) await takeBack(session, [id], onFailure, cause);
    throw cause;
  }
}

/** Imports that ran but are not visible are no more. Whoever opens the workspace next takes back what cannot be taken back now. */
export async function takeBack(
  { writerCalls }: Session,
  ids: readonly number[],
  onFailure: OnFailure,
  cause: unknown,
): Promise<void> {
  for (const id of ids) {
    const gone = onFailure === 'discard' ? writerCalls.discard(id) : writerCalls.abandon(id, endOf(onFailure, cause));
    await gone.catch(() => undefined);
  }
}

function endOf({ files, isSealed }: Exclude<OnFailure, 'discard'>, cause: unknown): TakenBack {
  const error = toWireError(cause);
  if (error.code === 'job.cancelled') return { state: 'cancelled', files, error: null };
  return { state: 'failed', files, error: isSealed ? { ...error, message: UNNAMED, data: {} } : error };
}

/** The one step that makes imports visible, with the log's entry. @param remove imports that they replace */
export function publishRuns(
  session: Session,
  runs: readonly ImportRun[],
  remove: readonly number[],
  log: GovernanceNote | null,
  reached: FeedReached | null = null,
): Promise<void> {
  const ends = runs.map(({ told: _, ...end }): ImportEnd => end);
  return session.writerCalls.publish(ends, remove, log, reached);
}
