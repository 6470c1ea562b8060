/**
 * In: audit logs of connected apps. Out: an import in state 'running' with every activity stored, and the facts to publish it.
 * Guarantee: as for traffic: on failure or cancellation the caller can discard the import and nothing remains.
 */
import { createHash } from 'node:crypto';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileLedger } from '../../contract/imports.ts';
import type { StreamKind } from '../../contract/streams.ts';
import type { ScopeFacts } from '../../enrich/index.ts';
import { SNIFF_BYTES } from '../../ingest/containers/sniff.ts';
import { guessEncoding } from '../../ingest/read/encoding.ts';
import type { LogSource, SourceProblem } from '../../ingest/read/sources.ts';
import { readError } from '../../ingest/read/unpack.ts';
import type { SliceResult } from '../../ingest/slice/slice-run.ts';
import { ACTIVITY_FIELDS } from '../../model/activity.ts';
import { TRUNCATED } from '../../model/reason-text.ts';
import { sealedLedger, storedHash, storedPath } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { FileEnd, ImportHandle, NewFile } from '../../store/write/imports.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { AuditGroups } from './audit-groups.ts';
import { activityTransfer } from './batch-transfer.ts';
import { endOf, type FileContent, LossNote } from './file-content.ts';
import { FileTally, failedFile, fileLedger, least, most, sumLedger } from './file-ledger.ts';
import { readSlices } from './read-audit-slices.ts';
import { requireEvents } from './require-events.ts';
import { type ImportRun, type ImportTools, isFileFault } from './run-import.ts';
import { smallBytes } from './small-audit.ts';

/** An audit log; of one that is read again from what was kept, the facts of the file that it was. */
export interface AuditSource extends LogSource {
  readonly content?: FileContent;
}

export interface ActivitiesSpec {
  readonly sources: readonly AuditSource[];
  readonly problems: readonly SourceProblem[];
  readonly stream: string;
  readonly connector: string;
  /** Connectors that the workspace describes itself. */
  readonly ownConnectors: readonly CustomConnector[];
  readonly zone: string;
  /** The key of an anonymised stream; null where names are kept in clear. */
  readonly seal: WorkspaceSeal | null;
  /** Whether the records are kept beside the activities: without them there is no raw record to look at. */
  readonly keepRecords: boolean;
  /** Whose activities are stored; null: everybody's. */
  readonly scope: ScopeFacts | null;
  readonly mayBeEmpty?: boolean | undefined;
  /** What a stream that it makes is. */
  readonly kind?: StreamKind | undefined;
  /** The UTC day (since 1970) that it is part of. */
  readonly day?: number | undefined;
  /** Keeps the place of the import it replaces. */
  readonly place?: number;
}

/** Exporters stop at these without saying so: a file of exactly so many records is probably not all there was. */
const SILENT_CAPS: ReadonlySet<number> = new Set([5_000, 10_000, 50_000, 100_000, 250_000]);

export async function runActivities(tools: ImportTools, spec: ActivitiesSpec, job: JobProgress): Promise<ImportRun> {
  const { pool, writer } = tools;
  const started = tools.now();
  const { stream, connector, ownConnectors, zone, seal } = spec;
  // The records are kept with the activities, not as evidence of traffic.
  const { kind = 'snapshot', day, place } = spec;
  const begun = {
    ...{ stream, kind, format: 'auto', connector, zone, keepEvidence: false, started, day },
    anonymised: seal !== null,
    ...(place === undefined ? {} : { place }),
  };
  const { handle } = await writer.begin(begun, false, [], []);
  job.attach(handle.id);
  const repeated = new Map<number, number>();
  const groups = new AuditGroups(pool, writer, handle.id);
  try {
    pool.begin(
      {
        type: 'beginActivities',
        connector,
        ownConnectors,
        zone,
        keepRecords: spec.keepRecords,
        key: seal?.key ?? null,
        scope: spec.scope,
      },
      {
        store: () => Promise.reject(new Error('a batch of traffic among activities')),
        storeActivities: async (parser, batch) => {
          const counts = await writer.appendActivities(handle.id, parser, batch, activityTransfer(batch));
          for (const [file, count] of counts) repeated.set(file, (repeated.get(file) ?? 0) + count);
        },
      },
    );
    return await readAll({ tools, spec, handle, groups, repeated, job }, started);
  } catch (cause) {
    pool.cancel();
    await pool.drain().catch(() => undefined);
    throw cause;
  }
}

/** What an import's files are read with. */
interface Reading {
  readonly tools: ImportTools;
  readonly spec: ActivitiesSpec;
  readonly handle: ImportHandle;
  readonly groups: AuditGroups;
  /** By file, as far as batches are stored. */
  readonly repeated: ReadonlyMap<number, number>;
  readonly job: JobProgress;
}

/** What came of a file, to be asked once all that was read is stored: only then is it known which rows repeat others. */
type FileRead = () => Promise<{ readonly ledger: FileLedger; readonly tally: FileTally | null }>;

async function readAll(reading: Reading, started: number): Promise<ImportRun> {
  const { tools, spec, handle, groups, job } = reading;
  const { writer, pool } = tools;
  const reads: FileRead[] = [];
  const failed = (name: string, { code, message }: AppError): void => {
    const ledger = failedFile(name, code, message);
    reads.push(async () => ({ ledger, tally: null }));
  };
  for (const { name, error } of spec.problems) failed(name, error);
  let before = 0;
  job.update({ stage: 'reading', bytesTotal: totalOf(spec.sources) });
  for (const source of spec.sources) {
    job.throwIfCancelled();
    try {
      reads.push((await readSmall(reading, source)) ?? (await readLarge(reading, source, before)));
    } catch (cause) {
      const fault = cause instanceof AppError ? cause : readError(cause, source.name);
      if (!(fault instanceof AppError) || !isFileFault(fault) || job.cancelled) throw cause;
      failed(source.name, fault);
    }
    before += source.bytes ?? 0;
    job.advance(before, 0);
  }
  job.throwIfCancelled();
  await groups.finish();
  await pool.flush();
  job.throwIfCancelled();
  job.update({ stage: 'storing' });
  const files: FileLedger[] = [];
  let first: number | null = null;
  let last: number | null = null;
  for (const read of reads) {
    const { ledger, tally } = await read();
    files.push(ledger);
    first = least(first, tally?.tMin ?? null);
    last = most(last, tally?.tMax ?? null);
  }
  await writer.close(handle.id);
  const ledger = sumLedger(files, { from: first, to: last }, (tools.now() - started) / 1000);
  if (spec.mayBeEmpty !== true) requireEvents(files, ledger.parsed, 'activities');
  return {
    id: handle.id,
    ended: tools.now(),
    firstEvent: first === null ? null : first * 1000,
    lastEvent: last === null ? null : last * 1000,
    fields: [...ACTIVITY_FIELDS],
    ledger: spec.seal ? sealedLedger(ledger, spec.seal) : ledger,
    told: ledger,
  };
}

function totalOf(sources: readonly LogSource[]): number | null {
  return sources.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0);
}

function newFile({ seal }: ActivitiesSpec, { name, bytes, modifiedMs }: LogSource): NewFile {
  return { path: storedPath(name, seal), bytes: bytes ?? 0, modified: Math.round(modifiedMs), encoding: 'unknown' };
}

/** @returns null for a file that is not small */
async function readSmall(reading: Reading, source: AuditSource): Promise<FileRead | null> {
  const { spec, groups, job } = reading;
  const loss = new LossNote();
  const bytes = await smallBytes(source, groups.place, loss.onLoss);
  if (bytes === null) return null;
  const tally = new FileTally();
  const content = source.content ?? {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    encoding: guessEncoding(Buffer.from(bytes.buffer, 0, Math.min(bytes.length, SNIFF_BYTES))).encoding,
    lost: loss.lost,
  };
  let file = -1;
  const endOfFile = (result: SliceResult): Omit<FileEnd, 'file'> => {
    file = result.file;
    tally.add(result);
    job.advance(0, result.lines);
    return endOf(tally, content, spec.seal);
  };
  const { name, modifiedMs: fileDateMs, unfolded = false } = source;
  await groups.add({ file: newFile(spec, source), name, unfolded, fileDateMs, endOf: endOfFile }, bytes);
  return () => readOf(reading, source, file, tally, content);
}

async function readLarge(reading: Reading, source: AuditSource, before: number): Promise<FileRead> {
  const { tools, spec, handle, job } = reading;
  const { pool, writer } = tools;
  const tally = new FileTally();
  const file = await writer.addFile(handle.id, newFile(spec, source));
  try {
    const read = await readSlices({ tools, spec, file, source, tally, job, before });
    const content = source.content ?? read;
    await writer.finishFiles(handle.id, [{ file, ...endOf(tally, content, spec.seal) }]);
    return () => readOf(reading, source, file, tally, content);
  } catch (cause) {
    if (job.cancelled) throw cause;
    await pool.flush();
    await writer.dropFile(handle.id);
    throw cause;
  }
}

async function readOf(
  { tools, spec, handle, repeated }: Reading,
  source: AuditSource,
  file: number,
  tally: FileTally,
  content: FileContent,
): Promise<Awaited<ReturnType<FileRead>>> {
  const { counts } = tally;
  counts.duplicates = repeated.get(file) ?? 0;
  const isKnown =
    source.content === undefined &&
    counts.parsed > 0 &&
    counts.duplicates === counts.parsed &&
    (await tools.writer.hasContent(handle, storedHash(content.sha256, spec.seal)));
  if (SILENT_CAPS.has(counts.read)) counts.reasons[TRUNCATED] = 1;
  const ledger = fileLedger(source.name, counts, { ...content, format: tally.format(), alreadyImported: isKnown });
  return { ledger, tally };
}
