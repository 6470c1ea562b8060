/**
 * In: audit logs of connected apps. Out: an import in state 'running' with every activity stored, and the facts to publish it.
 * Guarantee: as for traffic: on failure or cancellation the caller can discard the import and nothing remains.
 */
import { createHash } from 'node:crypto';
import type { Connector } from '../../connectors/index.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileLedger } from '../../contract/imports.ts';
import type { StreamKind } from '../../contract/streams.ts';
import type { ScopeFacts } from '../../enrich/index.ts';
import { dayOrderOf } from '../../ingest/activities/day-order.ts';
import { blocksOf } from '../../ingest/read/blocks.ts';
import { openText } from '../../ingest/read/open-text.ts';
import type { LogSource, SourceProblem } from '../../ingest/read/sources.ts';
import { readError } from '../../ingest/read/unpack.ts';
import type { SliceResult } from '../../ingest/slice/slice-run.ts';
import { ACTIVITY_FIELDS } from '../../model/activity.ts';
import { sealedLedger, storedHash, storedPath } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { ImportHandle } from '../../store/write/imports.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { activityTransfer } from './batch-transfer.ts';
import { FileTally, failedFile, fileLedger, least, most, sumLedger } from './file-ledger.ts';
import { TRUNCATED } from './lost-refusals.ts';
import { sizeOf, sniffPlain } from './plain-file.ts';
import { readByOffset } from './read-by-offset.ts';
import { requireEvents } from './require-events.ts';
import { type ImportRun, type ImportTools, isFileFault } from './run-import.ts';

/** An audit log; of one that is read again from what was kept, the facts of the file that it was. */
export interface AuditSource extends LogSource {
  readonly content?: Content;
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
/** Records handed to a parser at once: few large blocks are cheaper to scan than many small ones. */
const SLICE_BYTES = 8 * 1024 * 1024;

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
  try {
    pool.begin(
      {
        type: 'beginActivities',
        connector,
        ownConnectors,
        keepRecords: spec.keepRecords,
        key: seal?.key ?? null,
        scope: spec.scope,
      },
      {
        store: () => Promise.reject(new Error('a batch of traffic among activities')),
        storeActivities: async (parser, batch) => {
          const { file } = batch;
          const count = await writer.appendActivities(handle.id, parser, batch, activityTransfer(batch));
          repeated.set(file, (repeated.get(file) ?? 0) + count);
        },
      },
    );
    return await readAll(tools, spec, handle, repeated, job, started);
  } catch (cause) {
    pool.cancel();
    await pool.drain().catch(() => undefined);
    throw cause;
  }
}

async function readAll(
  tools: ImportTools,
  spec: ActivitiesSpec,
  handle: ImportHandle,
  repeated: ReadonlyMap<number, number>,
  job: JobProgress,
  started: number,
): Promise<ImportRun> {
  const { writer } = tools;
  const files: FileLedger[] = spec.problems.map((p) => failedFile(p.name, p.error.code, p.error.message));
  let first: number | null = null;
  let last: number | null = null;
  let before = 0;
  job.update({ stage: 'reading', bytesTotal: totalOf(spec.sources) });
  for (const source of spec.sources) {
    job.throwIfCancelled();
    try {
      const read = await readFile(tools, spec, handle, source, repeated, job, before);
      files.push(read.ledger);
      first = least(first, read.tally.tMin);
      last = most(last, read.tally.tMax);
    } catch (cause) {
      const fault = cause instanceof AppError ? cause : readError(cause, source.name);
      if (!(fault instanceof AppError) || !isFileFault(fault) || job.cancelled) throw cause;
      await tools.pool.flush();
      await writer.dropFile(handle.id);
      files.push(failedFile(source.name, fault.code, fault.message));
    }
    before += source.bytes ?? 0;
    job.advance(before, 0);
  }
  job.throwIfCancelled();
  job.update({ stage: 'storing' });
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

async function readFile(
  tools: ImportTools,
  spec: ActivitiesSpec,
  handle: ImportHandle,
  source: AuditSource,
  repeated: ReadonlyMap<number, number>,
  job: JobProgress,
  before: number,
): Promise<{ readonly ledger: FileLedger; readonly tally: FileTally }> {
  const { pool, writer } = tools;
  const { seal } = spec;
  const tally = new FileTally();
  const file = await writer.addFile(handle.id, {
    path: storedPath(source.name, seal),
    bytes: source.bytes ?? 0,
    modified: Math.round(source.modifiedMs),
    encoding: 'unknown',
  });
  const read = await readSlices(tools, file, source, () => connectorsOf(spec), tally, job, before);
  const content = source.content ?? read;
  const sha256 = storedHash(content.sha256, seal);
  // Every batch of the file must be stored: only then is it known which rows repeat others.
  await pool.flush();
  const { counts } = tally;
  counts.duplicates = repeated.get(file) ?? 0;
  const isKnown =
    source.content === undefined &&
    counts.parsed > 0 &&
    counts.duplicates === counts.parsed &&
    (await writer.hasContent(handle, sha256));
  await writer.finishFiles(handle.id, [
    {
      file,
      ...content,
      sha256,
      sliceLines: tally.sliceLines(),
      samples: tally.samples(),
    },
  ]);
  if (SILENT_CAPS.has(counts.read)) counts.reasons[TRUNCATED] = 1;
  const ledger = fileLedger(source.name, counts, { ...content, format: tally.format(), alreadyImported: isKnown });
  return { ledger, tally };
}

async function connectorsOf({ connector, ownConnectors }: ActivitiesSpec): Promise<readonly Connector[]> {
  const { connectorsFor } = await import('../../connectors/index.ts');
  return connectorsFor(connector, ownConnectors) ?? [];
}

interface Content {
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
}

/** Reads a source through the parsers: a plain file by offset, everything else as a stream. */
async function readSlices(
  tools: ImportTools,
  file: number,
  source: LogSource,
  connectors: () => Promise<readonly Connector[]>,
  tally: FileTally,
  job: JobProgress,
  before: number,
): Promise<Content> {
  const { plainPath: path, name: fileName, modifiedMs: fileDateMs } = source;
  const unfolded = source.unfolded === true;
  const dayOrder = await dayOrderOf(source, connectors);
  const order = { type: 'records', file, fileName, fileDateMs, dayOrder } as const;
  if (path !== null && !unfolded) {
    const { guess, container, isCoded } = await sniffPlain(path, true);
    if (container === null && !isCoded) {
      const { bom: base, encoding } = guess;
      const range = { path, base, size: sizeOf(path), block: SLICE_BYTES };
      const sha256 = await readByOffset({
        range,
        tally,
        cancelled: () => job.cancelled,
        onBytes: () => undefined,
        onProgress: (bytes, lines) => job.advance(before + bytes, lines),
        submit: (slice, last, end) => tools.pool.submit({ ...order, slice, last, bytes: range }, end),
        finish: () => tools.pool.drain(),
      });
      job.throwIfCancelled();
      return { sha256, bytes: range.size, encoding };
    }
  }
  const onResult = (result: SliceResult): void => {
    tally.add(result);
    job.advance(before + (source.consumed?.() ?? 0), result.lines);
  };
  const hash = createHash('sha256');
  let bytes = 0;
  const onBytes = (chunk: Buffer): void => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  const opening = await openText(await source.open(), { rows: true, unfolded, onBytes });
  let slice = 0;
  try {
    for await (const block of blocksOf(opening.text, SLICE_BYTES)) {
      job.throwIfCancelled();
      if (block.bytes.length === 0) continue;
      await tools.pool.submit({ ...order, slice, bytes: ownBytes(block.bytes), last: block.last }, { onResult });
      slice++;
    }
  } finally {
    opening.destroy();
  }
  await tools.pool.drain();
  return { sha256: hash.digest('hex'), bytes, encoding: opening.encoding };
}

/** The bytes with a buffer that can go to another thread: a block's own, or a copy where it lies in one that others use. */
function ownBytes(block: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = block;
  const isOwn = byteOffset === 0 && length >= buffer.byteLength / 2 && buffer instanceof ArrayBuffer;
  return isOwn ? new Uint8Array(buffer, 0, length) : Uint8Array.from(block);
}
