/**
 * In: paths as the user gave them (files, folders, archives, `-`). Out: log files, each openable as a stream of plain bytes.
 * Guarantee: compression is told from content, not from names; nothing is unpacked to disk; an entry that cannot be read is
 * reported and the others go on.
 */
import { createReadStream, type ReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import { compressionOf, readError, unpack } from './unpack.ts';
import { listZip, openZipEntry } from './zip.ts';

export type Compression = 'none' | 'gzip' | 'zip' | 'zstd';

export interface LogSource {
  /** What the user sees: the path, with `archive.zip/entry` for archive members. */
  readonly name: string;
  readonly compression: Compression;
  /** Size on disk (compressed size of an archive member); null for standard input. */
  readonly bytes: number | null;
  /** The file's own date, ms. */
  readonly modifiedMs: number;
  /** A plain uncompressed file: may be read by offset. Null for anything that can only be read as a stream. */
  readonly plainPath: string | null;
  /** Decompressed bytes. Errors are AppErrors. */
  open(): Promise<Readable>;
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
      await addPath(given, sources, problems);
    } catch (cause) {
      problems.push({ name: given, error: readError(cause, given) });
    }
  }
  return { sources, problems };
}

async function addPath(given: string, sources: LogSource[], problems: SourceProblem[]): Promise<void> {
  const facts = await stat(given);
  if (facts.isDirectory()) {
    const names = (await readdir(given)).filter((name) => !name.startsWith('.')).sort(byName);
    for (const name of names) {
      const inner = path.join(given, name);
      try {
        await addPath(inner, sources, problems);
      } catch (cause) {
        problems.push({ name: inner, error: readError(cause, inner) });
      }
    }
    return;
  }
  if (!facts.isFile()) {
    throw new AppError('file.unsupported', `${given} is neither a file nor a folder.`, { path: given });
  }
  const magic = await firstBytes(given);
  const modifiedMs = facts.mtimeMs;
  if (isZip(magic)) {
    const listing = await listZip(given);
    problems.push(...listing.problems);
    for (const entry of listing.entries) {
      sources.push({
        name: `${given}/${entry.name}`,
        compression: 'zip',
        bytes: entry.compressedBytes,
        modifiedMs: entry.modifiedMs,
        plainPath: null,
        open: () => openZipEntry(given, entry),
      });
    }
    return;
  }
  const compression = compressionOf(magic);
  if (compression === 'none') {
    refuseBinary(given, magic);
  }
  let file: ReadStream | undefined;
  sources.push({
    name: given,
    compression,
    bytes: facts.size,
    modifiedMs,
    plainPath: compression === 'none' ? given : null,
    open: async () => {
      file = createReadStream(given, { highWaterMark: 1 << 20 });
      return unpack(file, compression, given, facts.size);
    },
    consumed: () => file?.bytesRead ?? 0,
  });
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
    open: async () => stdin,
  };
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(512);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isZip(magic: Buffer): boolean {
  return magic.length >= 4 && magic[0] === 0x50 && magic[1] === 0x4b && (magic[2] === 3 || magic[2] === 5);
}

const BINARY_MAGIC: readonly (readonly [string, string])[] = [
  ['89504e47', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['25504446', 'a PDF document'],
  ['7f454c46', 'a program'],
  ['4d5a', 'a Windows program'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['377abcaf271c', 'a 7z archive'],
  ['526172211a07', 'a RAR archive'],
  ['425a68', 'a bzip2 file'],
  ['fd377a585a00', 'an xz file'],
  ['d0cf11e0', 'an Office document'],
  ['456c6646696c65', 'a Windows event log'],
];

/** A clear word for what is plainly no log, instead of a million rejects. */
function refuseBinary(file: string, magic: Buffer): void {
  const hex = magic.toString('hex');
  const hit = BINARY_MAGIC.find(([prefix]) => hex.startsWith(prefix));
  if (hit) {
    throw new AppError(
      'file.unsupported',
      `${file} is ${hit[1]}, not a log. Give the log as text, or as gzip, zip or zstd.`,
      { path: file, found: hit[1] },
    );
  }
}
