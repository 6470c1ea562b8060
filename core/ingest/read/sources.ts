/**
 * In: paths as the user gave them (files, folders, archives, `-`). Out: log files, each openable as a stream of plain bytes.
 * Guarantee: compression is told from content, not from names; nothing is unpacked to disk; nothing outside a folder that was
 * named is read, wherever links in it lead; an entry that cannot be read is reported and the others go on.
 */
import { closeSync, constants, createReadStream, fstatSync, openSync, type ReadStream, readSync } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import { EARLIEST_MS } from '../normalize/time.ts';
import { peek } from './peek.ts';
import { MAGIC_BYTES, refuseBinary, refuseBinaryStream } from './refuse-binary.ts';
import type { BlockOpener } from './sealed-blocks.ts';
import { beginsSegment, openSegment, readSegment } from './spool-segment.ts';
import { listTar, openTarMember } from './tar.ts';
import { TarBytes, type TarPacking } from './tar-bytes.ts';
import { isTar, packsTar } from './tar-sniff.ts';
import { compressionOf, pieceOf, readError, shortened, unpack } from './unpack.ts';
import { listZip, openZipEntry } from './zip.ts';

export type Compression = 'none' | 'gzip' | 'zip' | 'zstd' | 'tar';

export interface SegmentFacts {
  /** The segment's own hash: it is imported exactly once, under whatever name. */
  readonly sha256: string;
  /** The workspace key that its lines are sealed with; absent where they are clear. */
  readonly key?: string | undefined;
  /** How its collector was told to read it; absent where stored lines are read again. */
  readonly reading?: { readonly stream: string; readonly format: string; readonly zone: string | null };
}

export interface OpenSource {
  /** For a segment whose lines are sealed. */
  readonly opener?: BlockOpener | undefined;
  /** Told before the stream's end what of the file was no log or is missing; without it, the stream ends in that error. */
  readonly onLoss?: (loss: AppError) => void;
}

/** For whoever looks at a log's beginning only: what is wrong with its end is told by whoever reads that. */
export const HEAD_ONLY: OpenSource = { onLoss: () => undefined };

export interface LogSource {
  /** What the user sees: the path, with `archive.zip/entry` for archive members. */
  readonly name: string;
  readonly compression: Compression;
  /** Size on disk (of an archive member its own, compressed in a zip); null for standard input. */
  readonly bytes: number | null;
  /** The file's own date, ms; where it has none that can be meant, that of its archive or now. */
  readonly modifiedMs: number;
  /** A plain uncompressed file: may be read by offset. Null for anything that can only be read as a stream. */
  readonly plainPath: string | null;
  /** A sealed segment of a collector's spool: its lines were received once, whatever other files say. */
  readonly segment?: SegmentFacts;
  /** Its records stand one on a line whatever its beginning looks like: lines that an import has kept. */
  readonly unfolded?: boolean;
  /** Decompressed bytes. Errors are AppErrors. */
  open(options?: OpenSource): Promise<Readable>;
  /** Bytes on disk read so far, for progress; absent where it cannot be told. */
  consumed?(): number;
}

export interface SourceProblem {
  readonly name: string;
  readonly error: AppError;
}

export interface SourceList {
  readonly sources: readonly LogSource[];
  readonly problems: readonly SourceProblem[];
}

/** Reading this name means standard input. */
export const STDIN = '-';

export async function listSources(paths: readonly string[], stdin: Readable = process.stdin): Promise<SourceList> {
  const sources: LogSource[] = [];
  const problems: SourceProblem[] = [];
  for (const given of paths) {
    if (given === STDIN) {
      sources.push(stdinSource(stdin));
      continue;
    }
    try {
      await addPath(given, sources, problems, null, new Set());
    } catch (cause) {
      problems.push({ name: given, error: readError(cause, given) });
    }
  }
  return { sources, problems };
}

/**
 * @param root real path of the folder that was named, out of which no link is followed; null for what was named itself
 * @param above real paths of the folders that lead here: a link back to one of them is not followed
 */
async function addPath(
  given: string,
  sources: LogSource[],
  problems: SourceProblem[],
  root: string | null,
  above: ReadonlySet<string>,
): Promise<void> {
  const entry = await lstat(given);
  const isLink = entry.isSymbolicLink();
  const facts = isLink ? await stat(given) : entry;
  // Of files that are no links, thousands in a folder, the folder's own place says it.
  const real = isLink || facts.isDirectory() ? await realpath(given) : null;
  if (root !== null && real !== null && !isInside(root, real)) {
    throw new AppError(
      'file.unsupported',
      `${given} is a link to a place outside the folder, and was not followed. Name what it leads to, to import that.`,
      { path: given },
    );
  }
  if (real !== null && facts.isDirectory()) {
    if (above.has(real)) {
      return;
    }
    const inside = new Set(above).add(real);
    const entries = (await readdir(given, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
    for (const [at, entry] of entries.sort((a, b) => byName(a.name, b.name)).entries()) {
      const inner = path.join(given, entry.name);
      if (at % FILES_AT_ONCE === FILES_AT_ONCE - 1) await setImmediate();
      try {
        if (entry.isFile()) await addFile(inner, sources, problems);
        else await addPath(inner, sources, problems, root ?? real, inside);
      } catch (cause) {
        problems.push({ name: inner, error: readError(cause, inner) });
      }
    }
    return;
  }
  if (!facts.isFile()) throw noFile(given);
  await addFile(given, sources, problems);
}

/** Adds what is known to be no link, or one that may be followed. */
async function addFile(given: string, sources: LogSource[], problems: SourceProblem[]): Promise<void> {
  const { magic, bytes, dateMs } = lookAt(given);
  if (beginsSegment(magic)) {
    sources.push(await segmentSource(given));
    return;
  }
  const modifiedMs = meantDate(dateMs, Date.now());
  if (isZip(magic)) {
    const listing = await listZip(given);
    problems.push(...listing.problems);
    for (const entry of listing.entries) {
      sources.push({
        name: `${given}/${entry.name}`,
        compression: 'zip',
        bytes: entry.compressedBytes,
        modifiedMs: meantDate(entry.modifiedMs, modifiedMs),
        plainPath: null,
        open: ({ onLoss } = {}) => openZipEntry(given, entry, onLoss),
      });
    }
    return;
  }
  const compression = compressionOf(magic);
  if (compression === 'none' ? isTar(magic) : await packsTar(given, compression, magic, bytes)) {
    await addTar(given, new TarBytes(given, compression, bytes), modifiedMs, sources, problems);
    return;
  }
  if (compression === 'none') {
    refuseBinary(given, magic);
  }
  sources.push(fileSource(given, compression, bytes, modifiedMs));
}

async function addTar(
  given: string,
  bytes: TarBytes,
  modifiedMs: number,
  sources: LogSource[],
  problems: SourceProblem[],
): Promise<void> {
  const listing = await listTar(given, bytes);
  problems.push(...listing.problems);
  for (const entry of listing.entries) {
    sources.push({
      name: `${given}/${entry.name}`,
      compression: 'tar',
      bytes: entry.bytes,
      modifiedMs: meantDate(entry.modifiedMs, modifiedMs),
      plainPath: null,
      open: ({ onLoss } = {}) => openTarMember(given, bytes, entry, onLoss),
    });
  }
}

/** Kept for each of thousands of files: it holds on to nothing of one but these facts, and to a stream only while that is open. */
function fileSource(given: string, compression: TarPacking, bytes: number, modifiedMs: number): LogSource {
  let file: ReadStream | undefined;
  let consumed = 0;
  return {
    name: given,
    compression,
    bytes,
    modifiedMs,
    plainPath: compression === 'none' ? given : null,
    open: async ({ onLoss } = {}) => {
      const opened = createReadStream(given, { highWaterMark: pieceOf(bytes) });
      file = opened;
      opened.once('close', () => {
        if (file !== opened) return;
        consumed = opened.bytesRead;
        file = undefined;
      });
      const told =
        onLoss &&
        ((loss: AppError) => {
          if (opened.bytesRead < bytes) throw shortened(given);
          onLoss(loss);
        });
      const plain = unpack(opened, compression, given, bytes, told);
      return compression === 'none' ? plain : refuseBinaryStream(given, plain);
    },
    consumed: () => file?.bytesRead ?? consumed,
  };
}

async function segmentSource(given: string): Promise<LogSource> {
  const segment = await readSegment(given);
  const { header, trailer } = segment;
  return {
    name: given,
    compression: 'none',
    bytes: trailer.bytes,
    // Times without a year are of the time when the lines came, not of when the segment was copied here.
    modifiedMs: trailer.to ?? header.opened,
    plainPath: null,
    segment: {
      sha256: trailer.sha256,
      key: header.key,
      reading: { stream: header.stream, format: header.format, zone: header.zone },
    },
    open: async ({ opener } = {}) => openSegment(given, segment, opener),
  };
}

/** Archivers and copies without a date write 1970 or 1980: such a file may be of any time. */
function meantDate(ms: number, otherwise: number): number {
  return ms >= EARLIEST_MS ? ms : otherwise;
}

function isInside(root: string, real: string): boolean {
  return real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function stdinSource(stdin: Readable): LogSource {
  return {
    name: STDIN,
    compression: 'none',
    bytes: null,
    modifiedMs: Date.now(),
    plainPath: null,
    open: async ({ onLoss } = {}) => {
      const { head, rest } = await peek(stdin, 4);
      return refuseBinaryStream(STDIN, unpack(rest, compressionOf(head), STDIN, null, onLoss));
    },
  };
}

/** Looked at before others get a turn. */
const FILES_AT_ONCE = 100;

/** A file's facts and first bytes. At once: of thousands of files, waiting for each step would take most of the time. */
function lookAt(file: string): { readonly magic: Buffer; readonly bytes: number; readonly dateMs: number } {
  // Should a pipe have taken its place, opening it must not wait for a writer.
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(fd);
    if (!facts.isFile()) throw noFile(file);
    const buffer = Buffer.alloc(MAGIC_BYTES);
    const magic = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, 0));
    return { magic, bytes: facts.size, dateMs: facts.mtimeMs };
  } finally {
    closeSync(fd);
  }
}

function noFile(given: string): AppError {
  return new AppError('file.unsupported', `${given} is neither a file nor a folder.`, { path: given });
}

const ZIP_BEGINNINGS = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00'];

function isZip(magic: Buffer): boolean {
  // A member, an empty archive's end, or the mark of one in several parts.
  return magic.length >= 4 && ZIP_BEGINNINGS.includes(magic.toString('latin1', 0, 4));
}
