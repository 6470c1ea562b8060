/** An audit log through the parsers, slice by slice. */
import { createHash } from 'node:crypto';
import type { Connector } from '../../connectors/index.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { dayOrderOf } from '../../ingest/activities/day-order.ts';
import { blocksOf } from '../../ingest/read/blocks.ts';
import { openText } from '../../ingest/read/open-text.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { type FileContent, LossNote } from './file-content.ts';
import type { FileTally } from './file-ledger.ts';
import { sizeOf, sniffPlain } from './plain-file.ts';
import { readByOffset } from './read-by-offset.ts';
import type { ImportTools } from './run-import.ts';

/** Facts of a file's bytes. */
export interface AuditSlices {
  readonly tools: ImportTools;
  readonly spec: { readonly connector: string; readonly ownConnectors: readonly CustomConnector[] };
  readonly file: number;
  readonly source: LogSource;
  readonly tally: FileTally;
  readonly job: JobProgress;
  /** Bytes of the files before it. */
  readonly before: number;
}

/** Records handed to a parser at once: few large blocks are cheaper to scan than many small ones. */
const SLICE_BYTES = 8 * 1024 * 1024;

/** Reads a source through the parsers: a plain file by offset, everything else as a stream. */
export async function readSlices({ tools, spec, file, source, tally, job, before }: AuditSlices): Promise<FileContent> {
  const { plainPath: path, name: fileName, modifiedMs: fileDateMs } = source;
  const unfolded = source.unfolded === true;
  const dayOrder = await dayOrderOf(source, () => connectorsOf(spec));
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
  const loss = new LossNote();
  const opening = await openText(await source.open({ onLoss: loss.onLoss }), { rows: true, unfolded, onBytes });
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
  return { sha256: hash.digest('hex'), bytes, encoding: opening.encoding, lost: loss.lost };
}

/** The bytes with a buffer that can go to another thread: a block's own, or a copy where it lies in one that others use. */
function ownBytes(block: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = block;
  const isOwn = byteOffset === 0 && length >= buffer.byteLength / 2 && buffer instanceof ArrayBuffer;
  return isOwn ? new Uint8Array(buffer, 0, length) : Uint8Array.from(block);
}

async function connectorsOf({ connector, ownConnectors }: AuditSlices['spec']): Promise<readonly Connector[]> {
  const { connectorsFor } = await import('../../connectors/index.ts');
  return connectorsFor(connector, ownConnectors) ?? [];
}
