/**
 * In: complete files of a watched folder. Out: what they hold, each as what it is: traffic, activities of audit logs, snapshots of a tenant.
 * Guarantee: a file is told as one is that a person imports; it is put away once all of it is stored, and what comes twice because nobody was
 * told of the first time counts once. One of which nothing came is put aside with the reason.
 */
import type { ReadyFile } from '../../collect/collector-source.ts';
import type { SourceConfig } from '../../contract/collectors.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileLedger } from '../../contract/imports.ts';
import { type LogSource, listSources, type SourceProblem } from '../../ingest/read/sources.ts';
import { OUT_OF_SCOPE } from '../../model/activity-scope.ts';
import { isStateFile } from '../../services/imports/state-file.ts';
import { badLinesText } from '../../snapshots/index.ts';
import { requireEvents } from '../imports/require-events.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { type FoundSnapshot, keepSnapshots, snapshotsIn } from '../workspace/snapshot-files.ts';
import { COLLECTED, type CollectedTools } from './import-collected.ts';

/** What came of files that were imported. */
export interface FolderDone {
  readonly transactions: number;
  readonly activities: number;
  readonly snapshots: number;
}

/** What became of a file, or of one in an archive: how much was stored of it, or why nothing was. */
interface Outcome {
  readonly path: string;
  readonly why: string | null;
}

/** Named in one event at most. */
const MOST_NAMED = 3;

export async function importFolder(
  tools: CollectedTools,
  source: SourceConfig,
  ready: readonly ReadyFile[],
  job: JobProgress,
): Promise<FolderDone> {
  const listed = await listSources(ready.map((file) => file.path));
  // Taken away by somebody since it was seen: there is nothing to account for.
  const problems = listed.problems.filter((one) => one.error.code !== 'file.notFound');
  if (listed.sources.length + problems.length === 0) return { transactions: 0, activities: 0, snapshots: 0 };
  const { logs, states } = await split(tools, source, listed.sources);
  const outcomes: Outcome[] = [];
  const read = await importLogs(tools, source, logs, problems, job, outcomes);
  job.throwIfCancelled();
  const snapshots = await importStates(tools, source, states, outcomes);
  for (const file of ready) await putAway(tools, source, file, outcomes);
  return { ...read, snapshots };
}

/** Whoever names a format has traffic in mind. */
async function split(
  { session }: CollectedTools,
  { format }: SourceConfig,
  sources: readonly LogSource[],
): Promise<{ logs: LogSource[]; states: LogSource[] }> {
  const logs: LogSource[] = [];
  const states: LogSource[] = [];
  const own = await session.writer('store.facts', null);
  for (const one of sources) {
    // Whoever reads it says what is wrong with it.
    const isState = format === 'auto' && (await isStateFile(one, own).catch(() => false));
    (isState ? states : logs).push(one);
  }
  return { logs, states };
}

async function importLogs(
  { imports, tell }: CollectedTools,
  { name, stream, format, zone, anonymise }: SourceConfig,
  sources: readonly LogSource[],
  problems: readonly SourceProblem[],
  job: JobProgress,
  outcomes: Outcome[],
): Promise<Omit<FolderDone, 'snapshots'>> {
  if (sources.length + problems.length === 0) return { transactions: 0, activities: 0 };
  const order = { stream, format, zone: zone ?? undefined, anonymise: anonymise || undefined };
  const { ledger, audits } = await imports.startAll({ ...COLLECTED, ...order, sources, problems }, job);
  const ofApps = new Set(audits?.files.map((file) => file.path));
  for (const file of ledger.files) {
    if (file.lost !== undefined) await tell(`${name}: ${file.lost.message}`);
    outcomes.push({ path: file.path, why: whyNothing(file, ofApps.has(file.path)) });
  }
  const activities = audits?.stored ?? 0;
  if (activities > 0) {
    const from = named(audits?.files.filter((file) => file.stored > 0).map((file) => file.path) ?? []);
    await tell(`${name}: ${count(activities, 'activity', 'activities')} of audit logs came from ${from}.`, 'info');
  }
  return { transactions: ledger.stored - activities, activities };
}

/** Why nothing of a log was stored, now or before; null where something was, or nobody in it is in scope. */
function whyNothing(file: FileLedger, isAudit: boolean): string | null {
  if (file.parsed > 0 || (file.reasons[OUT_OF_SCOPE] ?? 0) > 0) return null;
  try {
    requireEvents([file], 0, isAudit ? 'activities' : 'traffic');
    return null;
  } catch (cause) {
    if (cause instanceof AppError) return cause.message;
    throw cause;
  }
}

/** Each is dated by its file: one that comes again replaces itself. */
async function importStates(
  { session, tell }: CollectedTools,
  { name }: SourceConfig,
  states: readonly LogSource[],
  outcomes: Outcome[],
): Promise<number> {
  let kept = 0;
  const from: string[] = [];
  // One file's objects at a time: together they may be large.
  for (const source of states) {
    const why = await keepStates(source).catch(refusal);
    if (typeof why === 'number') {
      kept += why;
      from.push(source.name);
    }
    outcomes.push({ path: source.name, why: typeof why === 'string' ? why : null });
  }
  if (kept > 0)
    await tell(`${name}: ${count(kept, 'snapshot', 'snapshots')} of a tenant came from ${named(from)}.`, 'info');
  return kept;

  async function keepStates(source: LogSource): Promise<number | string> {
    const found = await snapshotsIn(source);
    if (typeof found === 'string') return found;
    const dated = found.map((one): FoundSnapshot => ({ ...one, source: source.name, taken: source.modifiedMs }));
    const count = (await keepSnapshots(session, dated)).length;
    const bad = found[0]?.badLines ?? null;
    if (bad !== null) await tell(`${name}: ${source.name}: ${badLinesText(bad)}`);
    return count;
  }
}

/** A workspace whose key is not here takes no snapshot; anything else stops the import, to be tried again. */
function refusal(cause: unknown): string {
  if (cause instanceof AppError && cause.code.startsWith('privacy.')) {
    return `It holds the state of a tenant, which is kept sealed: ${cause.message}`;
  }
  throw cause;
}

async function putAway(
  { putAway: put, tell }: CollectedTools,
  { name }: SourceConfig,
  file: ReadyFile,
  outcomes: readonly Outcome[],
): Promise<void> {
  const own = outcomes.filter(({ path }) => path === file.path || path.startsWith(`${file.path}/`));
  const left = own.filter(({ why }) => why !== null);
  const [first] = left;
  const isAll = left.length === own.length;
  if (first !== undefined && !isAll) {
    const more = left.length === 1 ? '' : ` (and ${left.length - 1} more)`;
    await tell(`${name}: nothing came of ${first.path}${more}: ${first.why}`);
  }
  await put(file, isAll ? (first?.why ?? 'There are no files in it.') : null);
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function named(files: readonly string[]): string {
  const more = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
