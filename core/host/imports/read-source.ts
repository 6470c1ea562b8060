/** One log file through the parsers: sliced by offset when it is plain, streamed when it is compressed, piped or UTF-16. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AppError } from '../../contract/errors.ts';
import type { FileLedger } from '../../contract/imports.ts';
import { BLOCK_BYTES, blocksOf } from '../../ingest/read/blocks.ts';
import type { EncodingGuess } from '../../ingest/read/encoding.ts';
import { openText } from '../../ingest/read/open-text.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { emptyCounts } from '../../ingest/slice/counts.ts';
import { storedHash, storedPath } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { ImportHandle } from '../../store/write/imports.ts';
import { segmentOpener } from '../collect/segment-seal.ts';
import { DirectiveTracker } from './directives.ts';
import { FileTally, fileLedger } from './file-ledger.ts';
import { OrderedSlices } from './ordered-slices.ts';
import { FileHash, sizeOf, sniffPlain } from './plain-file.ts';
import type { ImportTools } from './run-import.ts';

export interface SourceRead {
  readonly ledger: FileLedger;
  readonly tMin: number | null;
  readonly tMax: number | null;
}

interface Watch {
  readonly cancelled: () => boolean;
  /** Bytes of the source consumed so far; lines read since the last call. */
  readonly onProgress: (bytes: number, lines: number) => void;
}

interface Content {
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
}

export async function readSource(
  tools: ImportTools,
  handle: ImportHandle,
  source: LogSource,
  seal: WorkspaceSeal | null,
  watch: Watch,
): Promise<SourceRead> {
  const tally = new FileTally();
  const modified = Math.round(source.modifiedMs);
  const plain = source.plainPath === null ? null : await sniffPlain(source.plainPath);
  if (source.plainPath !== null && plain) {
    const { guess } = plain;
    const size = sizeOf(source.plainPath);
    const twin = await knownTwin(tools, handle, source, seal, size, modified, guess.encoding, watch);
    if (twin) {
      return twin;
    }
    if (plain.isCoded || plain.container !== null) {
      return readAsStream(tools, handle, source, seal, tally, watch);
    }
    const file = await tools.writer.addFile(handle.id, {
      path: storedPath(source.name, seal),
      bytes: size,
      modified,
      encoding: guess.encoding,
    });
    const content = await readPlain(tools, source.plainPath, size, guess, file, source.modifiedMs, tally, watch);
    return finish(tools, handle, source, seal, file, tally, content);
  }
  return readAsStream(tools, handle, source, seal, tally, watch);
}

async function readAsStream(
  tools: ImportTools,
  handle: ImportHandle,
  source: LogSource,
  seal: WorkspaceSeal | null,
  tally: FileTally,
  watch: Watch,
): Promise<SourceRead> {
  const { segment } = source;
  // A stored segment that is read again replaces itself, under the hash that it is stored with.
  const segmentHash = segment?.reading ? storedHash(segment.sha256, seal) : segment?.sha256;
  if (segment?.reading && segmentHash && (await tools.writer.hasSegment(segmentHash, handle.id))) {
    return knownSegment(source, segment.sha256);
  }
  const file = await tools.writer.addFile(handle.id, {
    path: storedPath(source.name, seal),
    bytes: source.bytes ?? 0,
    modified: Math.round(source.modifiedMs),
    encoding: 'unknown',
    ...(segmentHash === undefined ? {} : { segment: segmentHash }),
  });
  const content = await readStream(
    tools,
    await source.open(seal ? segmentOpener(seal) : undefined),
    file,
    source,
    tally,
    watch,
  );
  return finish(tools, handle, source, seal, file, tally, content);
}

async function finish(
  tools: ImportTools,
  handle: ImportHandle,
  source: LogSource,
  seal: WorkspaceSeal | null,
  file: number,
  tally: FileTally,
  content: Content,
): Promise<SourceRead> {
  await tools.pool.drain();
  const counts = tally.counts;
  const sha256 = storedHash(content.sha256, seal);
  const twin =
    counts.parsed > 0 && counts.duplicates === counts.parsed && (await tools.writer.hasContent(handle, sha256));
  // Frames of this file may still be with the parsers; their line numbers are shifted when they are stored.
  await tools.writer.finishFile(handle.id, file, {
    ...content,
    sha256,
    sliceLines: tally.sliceLines(),
    samples: tally.samples(),
  });
  const ledger = fileLedger(source.name, counts, { ...content, format: tally.format(), alreadyImported: twin });
  return { ledger, tMin: tally.tMin, tMax: tally.tMax };
}

/** A file of the same size was imported before: hashing it tells whether anything needs to be read at all. */
async function knownTwin(
  tools: ImportTools,
  handle: ImportHandle,
  source: LogSource,
  seal: WorkspaceSeal | null,
  size: number,
  modified: number,
  encoding: string,
  watch: Watch,
): Promise<SourceRead | null> {
  if (source.plainPath === null || !(await tools.writer.hasSize(handle, size))) {
    return null;
  }
  const sha256 = await hashFile(source.plainPath, size, watch);
  const file = { path: storedPath(source.name, seal), bytes: size, modified, encoding };
  const twin = await tools.writer.linkTwin(handle, file, storedHash(sha256, seal));
  if (!twin) {
    return null;
  }
  const ledger: FileLedger = {
    ...twin.ledger,
    path: source.name,
    sha256,
    duplicates: twin.ledger.parsed,
    stored: 0,
    alreadyImported: true,
  };
  return { ledger, tMin: twin.tMin, tMax: twin.tMax };
}

/** Lines that were received once and counted already: there is nothing to read, so no line of it enters this ledger. */
function knownSegment(source: LogSource, sha256: string): SourceRead {
  const nothing = { format: 'unknown', bytes: source.bytes ?? 0, sha256, encoding: 'unknown', alreadyImported: true };
  return { ledger: fileLedger(source.name, emptyCounts(), nothing), tMin: null, tMax: null };
}

async function hashFile(path: string, size: number, { cancelled, onProgress }: Watch): Promise<string> {
  const hash = new FileHash(path, size, { cancelled, onBytes: (_, hashed) => onProgress(hashed, 0) });
  try {
    return await hash.whole();
  } finally {
    hash.close();
  }
}

/** Hashes ahead while parsers read slices behind; directive lines met on the way go with later slices. */
async function readPlain(
  tools: ImportTools,
  path: string,
  size: number,
  guess: EncodingGuess,
  file: number,
  fileDateMs: number,
  tally: FileTally,
  watch: Watch,
): Promise<Content> {
  const directives = new DirectiveTracker();
  const faults: AppError[] = [];
  const ordered = new OrderedSlices(tools.pool);
  const slices = Math.max(1, Math.ceil((size - guess.bom) / BLOCK_BYTES));
  const { cancelled } = watch;
  const hash = new FileHash(path, size, { cancelled, onBytes: (bytes) => directives.feed(bytes) });
  const bytes = { path, base: guess.bom, size, block: BLOCK_BYTES };
  let sha256 = '';
  let done = 0;
  try {
    for (let slice = 0; slice < slices && faults.length === 0 && !cancelled(); slice++) {
      await hash.reach(Math.min(size, guess.bom + slice * BLOCK_BYTES));
      const prelude = directives.prelude();
      const last = slice === slices - 1;
      await ordered.submit(
        { type: 'slice', file, slice, fileDateMs, bytes, last, prelude },
        {
          onResult: (result) => {
            tally.add(result);
            done += result.bytes;
            watch.onProgress(done, result.lines);
          },
          onUnreadable: (error) => faults.push(error),
        },
      );
    }
    if (faults.length === 0) sha256 = await hash.whole();
  } finally {
    hash.close();
  }
  await ordered.finish();
  if (faults[0]) {
    throw faults[0];
  }
  return { sha256, bytes: size, encoding: guess.encoding };
}

async function readStream(
  tools: ImportTools,
  opened: Readable,
  file: number,
  source: LogSource,
  tally: FileTally,
  watch: Watch,
): Promise<Content> {
  const hash = createHash('sha256');
  const directives = new DirectiveTracker();
  let bytes = 0;
  const opening = await openText(opened, {
    unfolded: source.unfolded === true,
    onBytes: (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    },
  });
  const ordered = new OrderedSlices(tools.pool);
  let slice = 0;
  try {
    for await (const block of blocksOf(opening.text)) {
      if (watch.cancelled()) {
        break;
      }
      // A block leaves as its own buffer: it moves to the parser.
      const own = new Uint8Array(block.bytes.length);
      own.set(block.bytes);
      const prelude = directives.prelude();
      directives.feed(Buffer.from(own.buffer));
      await ordered.submit(
        {
          type: 'slice',
          file,
          slice,
          fileDateMs: source.modifiedMs,
          bytes: own,
          last: block.last,
          prelude,
          isSegment: source.segment !== undefined,
        },
        {
          onResult: (result) => {
            tally.add(result);
            watch.onProgress(source.consumed?.() ?? 0, result.lines);
          },
        },
      );
      slice++;
    }
    await ordered.finish();
  } finally {
    opening.destroy();
  }
  return { sha256: hash.digest('hex'), bytes, encoding: opening.encoding };
}
