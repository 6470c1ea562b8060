/**
 * In: log sources and how to read them. Out: an import in state 'running' with everything stored, and the facts to publish it.
 * Guarantee: on failure or cancellation the caller can discard the import and nothing remains; figures change only on publish.
 */

import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { NameTable } from '../../ingest/names/name-table.ts';
import type { NameUse } from '../../ingest/names/record.ts';
import type { LogSource, SourceProblem } from '../../ingest/read/sources.ts';
import { readError } from '../../ingest/read/unpack.ts';
import { sealedLedger } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { ImportEnd, ImportHandle, NewImport } from '../../store/write/imports.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { batchTransfer } from './batch-transfer.ts';
import { FileGroups } from './file-groups.ts';
import { failedFile, least, most, sumLedger } from './file-ledger.ts';
import type { ParserPool } from './parser-pool.ts';
import { readSource, type SourceRead } from './read-source.ts';
import { requireEvents } from './require-events.ts';
import type { WriterCalls } from './writer-calls.ts';

/** Name evidence that lines are read with. */
export interface NamesInForce {
  readonly ids: readonly number[];
  readonly table: NameTable | null;
}

export interface ImportSpec extends Omit<NewImport, 'started' | 'anonymised' | 'names'> {
  /** The stream is anonymised: its lines leave the parsers sealed. */
  readonly seal: WorkspaceSeal | null;
  readonly sources: readonly LogSource[];
  readonly problems: readonly SourceProblem[];
  readonly profile: ReadingProfile;
  readonly ownFormats: readonly CustomFormat[];
  readonly names: NamesInForce;
  readonly bucketMinutes: number;
  /** What a collector received is accounted for even where none of it is a traffic record. */
  readonly mayBeEmpty?: boolean;
  /** Imports that this one replaces: their frames do not count as known. */
  readonly exclude: readonly number[];
  /** Running imports of the same job whose frames count as known already. */
  readonly include: readonly number[];
}

export interface ImportTools {
  readonly pool: ParserPool;
  readonly writer: WriterCalls;
  readonly now: () => number;
}

/** `ledger` is as it may be stored; `told` is for whoever asked for the import. */
export interface ImportRun extends ImportEnd {
  readonly told: Ledger;
}

/** Provisional figures are told at once, then this far apart: every telling makes open pages ask again. */
const PROVISIONAL_MS = 2500;

export async function runImport(tools: ImportTools, spec: ImportSpec, job: JobProgress): Promise<ImportRun> {
  const { pool, writer } = tools;
  const started = tools.now();
  const { handle, known, sizes, isFirst } = await writer.begin(
    { ...withoutSources(spec), started },
    spec.sources.every((source) => source.segment !== undefined),
    spec.exclude,
    spec.include,
  );
  job.attach(handle.id);
  try {
    const groups = new FileGroups(pool, writer, handle.id);
    let shown = Number.NEGATIVE_INFINITY;
    pool.begin(
      {
        type: 'begin',
        format: spec.format,
        ownFormats: spec.ownFormats,
        names: spec.names.table,
        zone: spec.zone,
        profile: spec.profile,
        bucketMinutes: spec.bucketMinutes,
        keepEvidence: spec.keepEvidence,
        key: spec.seal?.key ?? null,
        known,
      },
      {
        store: async (parser, batch) => {
          groups.stored(await writer.append(handle.id, parser, batch, groups.wantsFrames, batchTransfer(batch)));
          if (isFirst && tools.now() >= shown + PROVISIONAL_MS) {
            shown = tools.now();
            job.showProvisional();
          }
        },
      },
    );
    return await readAll(tools, spec, handle, groups, sizes, job, started);
  } catch (cause) {
    pool.cancel();
    await pool.drain().catch(() => undefined);
    throw cause;
  }
}

function withoutSources(spec: ImportSpec): Omit<NewImport, 'started'> {
  const { stream, format, ownFormats, zone, keepEvidence, place, day, profile, kind } = spec;
  return {
    stream,
    format,
    ownFormats,
    names: spec.names.ids,
    zone,
    keepEvidence,
    profile,
    anonymised: spec.seal !== null,
    ...(kind === undefined ? {} : { kind }),
    ...(place === undefined ? {} : { place }),
    ...(day === undefined ? {} : { day }),
  };
}

async function readAll(
  tools: ImportTools,
  spec: ImportSpec,
  handle: ImportHandle,
  groups: FileGroups,
  sizes: ReadonlySet<number>,
  job: JobProgress,
  started: number,
): Promise<ImportRun> {
  const { pool, writer } = tools;
  const reads: (() => Promise<SourceRead>)[] = [];
  const failed = (name: string, { code, message }: AppError): void => {
    const read = { ledger: failedFile(name, code, message), tMin: null, tMax: null };
    reads.push(async () => read);
  };
  for (const { name, error } of spec.problems) failed(name, error);
  const total = spec.sources.reduce<number | null>(
    (sum, s) => (sum === null || s.bytes === null ? null : sum + s.bytes),
    0,
  );
  job.update({ stage: 'reading', bytesTotal: total });
  let doneBefore = 0;
  for (const [index, source] of spec.sources.entries()) {
    job.throwIfCancelled();
    groups.isLast = index + 1 === spec.sources.length;
    try {
      const watch = {
        cancelled: () => job.cancelled,
        onProgress: (bytes: number, lines: number) => job.advance(doneBefore + bytes, lines),
      };
      reads.push(await readSource({ tools, groups, handle, source, seal: spec.seal, sizes, watch }));
    } catch (cause) {
      const fault = isFileError(cause) ? readError(cause, source.name) : cause;
      if (!(fault instanceof AppError) || !isFileFault(fault) || job.cancelled) {
        throw cause;
      }
      // One bad file must not lose the others; what was read of it so far must not count.
      await groups.drop();
      failed(source.name, fault);
    }
    doneBefore += source.bytes ?? 0;
    job.advance(doneBefore, 0);
  }
  job.throwIfCancelled();
  await groups.finish();
  job.update({ stage: 'storing' });
  await pool.flush();
  job.throwIfCancelled();
  const files: FileLedger[] = [];
  let first: number | null = null;
  let last: number | null = null;
  for (const read of reads) {
    const { ledger, tMin, tMax } = await read();
    files.push(ledger);
    first = least(first, tMin);
    last = most(last, tMax);
  }
  await writer.close(handle.id);
  for (const [reason, count] of [
    ['names-folded', pool.folded],
    ['hosts-folded', pool.foldedHosts],
  ] as const) {
    const last = files.at(-1);
    if (count > 0 && last) {
      last.reasons[reason] = count;
    }
  }
  const seconds = (tools.now() - started) / 1000;
  const ledger = sumLedger(files, { from: first, to: last }, seconds);
  if (!spec.mayBeEmpty) {
    requireEvents(files, ledger.parsed);
  }
  const formats = await pool.describe([...new Set(files.flatMap((file) => Object.keys(file.formats)))]);
  const fields = new Set(formats.flatMap((format) => format.fields));
  return {
    id: handle.id,
    ended: tools.now(),
    firstEvent: first === null ? null : first * 1000,
    lastEvent: last === null ? null : last * 1000,
    fields: [...fields],
    named: pool.named.map((use) => tokenUse(use, spec.seal)),
    fromEndpoints: formats.length > 0 && formats.every((format) => format.fromEndpoints === true),
    ledger: spec.seal ? sealedLedger(ledger, spec.seal) : ledger,
    told: ledger,
  };
}

/** An anonymised import keeps no clear name of a person. */
function tokenUse(use: NameUse, seal: WorkspaceSeal | null): NameUse {
  return seal && use.kind !== 'host' ? { ...use, value: seal.token(use.kind, use.value) } : use;
}

const FILE_FAULTS = new Set([
  'file.notFound',
  'file.notReadable',
  'file.unsupported',
  'archive.truncated',
  'archive.encrypted',
  'archive.ratioExceeded',
  'archive.unsafeName',
  'file.changed',
]);

/** The operating system's word about a file that this thread reads: the source's, for evidence is the writer's. */
function isFileError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause && 'code' in cause;
}

export function isFileFault(error: AppError): boolean {
  return FILE_FAULTS.has(error.code);
}
