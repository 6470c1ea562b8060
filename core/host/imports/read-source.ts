/** One log file through the parsers: sliced by offset when it is plain, streamed when it is compressed, piped or UTF-16. */
import { createHash } from 'node:crypto';
import type { FileLedger } from '../../contract/imports.ts';
import { BLOCK_BYTES, blocksOf } from '../../ingest/read/blocks.ts';
import type { EncodingGuess } from '../../ingest/read/encoding.ts';
import { openText } from '../../ingest/read/open-text.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { emptyCounts } from '../../ingest/slice/counts.ts';
import { storedHash, storedPath } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { ImportHandle, NewFile } from '../../store/write/imports.ts';
import { segmentOpener } from '../collect/segment-seal.ts';
import { DirectiveTracker } from './directives.ts';
import { endOf, type FileContent, LossNote } from './file-content.ts';
import type { FileGroups } from './file-groups.ts';
import { FileTally, fileLedger } from './file-ledger.ts';
import { OrderedSlices } from './ordered-slices.ts';
import { FileHash, openPlain, type PlainFile } from './plain-file.ts';
import { readByOffset } from './read-by-offset.ts';
import type { ImportTools } from './run-import.ts';
import { SMALL_FILE_BYTES, type SmallFile } from './small-parts.ts';

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

/** One file of an import, and what it is read with. */
export interface ReadJob {
  readonly tools: ImportTools;
  readonly groups: FileGroups;
  readonly handle: ImportHandle;
  readonly source: LogSource;
  readonly seal: WorkspaceSeal | null;
  /** Bytes of files that were imported before. */
  readonly sizes: ReadonlySet<number>;
  readonly watch: Watch;
}

/** @returns what came of it, to be asked once the groups' small files are all read */
export async function readSource(job: ReadJob): Promise<() => Promise<SourceRead>> {
  const { groups, source, seal, watch } = job;
  const plain = source.plainPath === null ? null : await openPlain(source.plainPath, groups.place);
  if (source.plainPath !== null && plain) {
    const { guess, size } = plain;
    const { encoding } = guess;
    const file = { path: storedPath(source.name, seal), bytes: size, modified: dateOf(source), encoding };
    const twin = await knownTwin(job, source.plainPath, plain, file);
    if (twin) {
      return async () => twin;
    }
    if (plain.isCoded || plain.container !== null) {
      return readAsStream(job);
    }
    if (plain.content) {
      return readWhole(job, file, plain.content.subarray(guess.bom), {
        sha256: hashOf(plain.content),
        bytes: size,
        encoding,
      });
    }
    const tally = new FileTally();
    const number = await groups.beginLarge(file);
    const {
      tools,
      source: { modifiedMs },
    } = job;
    const content = await readPlain(tools, source.plainPath, size, guess, number, modifiedMs, tally, watch);
    return finish(job, number, tally, content);
  }
  return readAsStream(job);
}

function dateOf({ modifiedMs }: LogSource): number {
  return Math.round(modifiedMs);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** @param bytes a small file's, which are taken before anything is waited for */
async function readWhole(
  job: ReadJob,
  file: NewFile,
  bytes: Uint8Array,
  content: FileContent,
): Promise<() => Promise<SourceRead>> {
  const { seal, watch } = job;
  const { modifiedMs } = job.source;
  let read: SourceRead | undefined;
  const endOfFile: SmallFile['endOf'] = (result) => {
    const tally = new FileTally();
    tally.add(result);
    watch.onProgress(0, result.lines);
    read = sourceRead(job, tally, content);
    return endOf(tally, content, seal);
  };
  await job.groups.addSmall({ file, fileDateMs: modifiedMs, endOf: endOfFile }, bytes);
  return async () => {
    if (!read) throw new Error('a small file was not read');
    return checkTwin(job, read);
  };
}

async function readAsStream(job: ReadJob): Promise<() => Promise<SourceRead>> {
  const { tools, source, seal, handle } = job;
  const { segment } = source;
  // A stored segment that is read again replaces itself, under the hash that it is stored with.
  const segmentHash = segment?.reading ? storedHash(segment.sha256, seal) : segment?.sha256;
  if (segment?.reading && segmentHash && (await tools.writer.hasSegment(segmentHash, handle.id))) {
    return async () => knownSegment(source, segment.sha256);
  }
  const file = {
    path: storedPath(source.name, seal),
    bytes: source.bytes ?? 0,
    modified: dateOf(source),
    encoding: 'unknown',
    ...(segmentHash === undefined ? {} : { segment: segmentHash }),
  };
  return readStream(job, file);
}

/** Closes a file that was read in slices. */
async function finish(
  job: ReadJob,
  file: number,
  tally: FileTally,
  content: FileContent,
): Promise<() => Promise<SourceRead>> {
  await job.tools.pool.drain();
  // Frames of this file may still be with the parsers; their line numbers are shifted when they are stored.
  await job.groups.endLarge({ ...endOf(tally, content, job.seal), file });
  const read = sourceRead(job, tally, content);
  return () => checkTwin(job, read);
}

function sourceRead({ source }: ReadJob, tally: FileTally, content: FileContent): SourceRead {
  const facts = { ...content, format: tally.format(), alreadyImported: false };
  return { ledger: fileLedger(source.name, tally.counts, facts), tMin: tally.tMin, tMax: tally.tMax };
}

/** Where all lines are known, the file may be. */
async function checkTwin({ tools, handle, seal }: ReadJob, read: SourceRead): Promise<SourceRead> {
  const { parsed, duplicates, sha256 } = read.ledger;
  const isTwin =
    parsed > 0 && duplicates === parsed && (await tools.writer.hasContent(handle, storedHash(sha256, seal)));
  return isTwin ? { ...read, ledger: { ...read.ledger, alreadyImported: true } } : read;
}

/** A file of the same size was imported before: hashing it tells whether anything needs to be read at all. */
async function knownTwin(
  { tools, handle, source, seal, sizes, watch }: ReadJob,
  path: string,
  { size, content }: PlainFile,
  file: NewFile,
): Promise<SourceRead | null> {
  if (!sizes.has(size)) {
    return null;
  }
  const sha256 = content ? hashOf(content) : await hashFile(path, size, watch);
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

/** Directive lines met on the way go with later slices. */
async function readPlain(
  tools: ImportTools,
  path: string,
  size: number,
  guess: EncodingGuess,
  file: number,
  fileDateMs: number,
  tally: FileTally,
  watch: Watch,
): Promise<FileContent> {
  const directives = new DirectiveTracker();
  const ordered = new OrderedSlices(tools.pool);
  const range = { path, base: guess.bom, size, block: BLOCK_BYTES };
  const sha256 = await readByOffset({
    range,
    tally,
    cancelled: watch.cancelled,
    onBytes: (bytes) => directives.feed(bytes),
    onProgress: watch.onProgress,
    submit: (slice, last, end) => {
      const prelude = directives.prelude();
      return ordered.submit({ type: 'slice', file, slice, fileDateMs, bytes: range, last, prelude }, end);
    },
    finish: () => ordered.finish(),
  });
  return { sha256, bytes: size, encoding: guess.encoding };
}

/** The file is begun once it is known whether it is a small one: until then nothing is stored of it. */
async function readStream(job: ReadJob, file: NewFile): Promise<() => Promise<SourceRead>> {
  const { tools, groups, source, seal, watch } = job;
  const hash = createHash('sha256');
  const directives = new DirectiveTracker();
  const tally = new FileTally();
  let bytes = 0;
  const loss = new LossNote();
  const opened = await source.open({ opener: seal ? segmentOpener(seal) : undefined, onLoss: loss.onLoss });
  const opening = await openText(opened, {
    unfolded: source.unfolded === true,
    onBytes: (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    },
  });
  const contentNow = (): FileContent => ({
    sha256: hash.digest('hex'),
    bytes,
    encoding: opening.encoding,
    lost: loss.lost,
  });
  const ordered = new OrderedSlices(tools.pool);
  let slice = 0;
  let number = -1;
  try {
    for await (const block of blocksOf(opening.text)) {
      if (watch.cancelled()) {
        break;
      }
      if (slice === 0 && block.last && block.bytes.length <= SMALL_FILE_BYTES && source.segment === undefined) {
        return readWhole(job, file, block.bytes, contentNow());
      }
      // A block leaves as its own buffer: it moves to the parser.
      const own = new Uint8Array(block.bytes.length);
      own.set(block.bytes);
      if (slice === 0) number = await groups.beginLarge(file);
      const prelude = directives.prelude();
      directives.feed(Buffer.from(own.buffer));
      await ordered.submit(
        {
          type: 'slice',
          file: number,
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
  // A stream of nothing.
  if (number < 0) number = await groups.beginLarge(file);
  return finish(job, number, tally, contentNow());
}
