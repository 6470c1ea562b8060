import { closeSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { crc32, inflateRawSync } from 'node:zlib';
import yauzl, { type Entry } from 'yauzl';
import { AppError } from '../../contract/errors.ts';
import { type OpenedZip, openZip, zipError } from './open-zip.ts';
import { peek } from './peek.ts';
import { guardRatio, isBomb, ratioExceeded } from './ratio-guard.ts';
import { refuseBinary, refuseBinaryStream, refuseOffice, refusePacked } from './refuse-binary.ts';
import type { SourceProblem } from './sources.ts';
import { archiveError, compressionOf, unpack } from './unpack.ts';

export interface ZipMember {
  readonly name: string;
  readonly compressedBytes: number;
  readonly modifiedMs: number;
  /** Its place in the archive, kept so that opening a member reads no directory again. */
  readonly entry: Entry;
}

export interface ZipListing {
  readonly entries: readonly ZipMember[];
  readonly problems: readonly SourceProblem[];
}

/** A zip that lists more members than this is no log archive. */
const MAX_MEMBERS = 100_000;
const [STORED, DEFLATED] = [0, 8];
const METHODS_READ = [STORED, DEFLATED];
/** A member up to here is read in one piece: opening the archive and a chain of streams for each of thousands costs more than all else. */
const SMALL_BYTES = 1024 * 1024;
/** What stands before a member's bytes, without its name and what may follow that (APPNOTE 4.3.7). */
const LOCAL_HEADER = 30;
const LOCAL_MAGIC = 0x04034b50;

/** @param visit false ends the walk */
async function walk({ zip }: OpenedZip, file: string, visit: (entry: Entry) => boolean): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        if (visit(entry)) {
          zip.readEntry();
        } else {
          resolve();
        }
      });
      zip.on('end', resolve);
      zip.on('error', (cause: unknown) => reject(zipError(cause, file)));
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
}

/** Decoded as its flags say, backslashes as slashes. */
function nameOf(entry: Entry): string {
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

/**
 * @throws AppError archive.ratioExceeded where its members together are out of all proportion to it, as when many share the same bytes
 * @param most members that are listed; a problem says that there are more
 */
export async function listZip(file: string, most = MAX_MEMBERS): Promise<ZipListing> {
  const entries: ZipMember[] = [];
  const problems: SourceProblem[] = [];
  let unpacked = 0;
  let listed = 0;
  const opened = await openZip(file, false);
  if (opened.loss) problems.push({ name: file, error: opened.loss });
  await walk(opened, file, (entry) => {
    if (++listed > most) {
      problems.push({ name: file, error: tooManyMembers(file, most) });
      return false;
    }
    const name = nameOf(entry);
    const shown = `${file}/${name}`;
    if (name.endsWith('/') || name.startsWith('__MACOSX/')) {
      return true;
    }
    if (entry.isEncrypted()) {
      problems.push({
        name: shown,
        error: new AppError(
          'archive.encrypted',
          `${shown} is password-protected. Unpack it first and import the files.`,
          { path: shown },
        ),
      });
      return true;
    }
    if (yauzl.validateFileName(name) !== null) {
      problems.push({
        name: shown,
        error: new AppError('archive.unsafeName', `${shown} has a name that points outside its archive.`, {
          path: shown,
        }),
      });
      return true;
    }
    if (!METHODS_READ.includes(entry.compressionMethod)) {
      problems.push({
        name: shown,
        error: new AppError(
          'file.unsupported',
          `${shown} is packed in a way that is not read here (method ${entry.compressionMethod}). Unpack it first and import the files.`,
          { path: shown, method: entry.compressionMethod },
        ),
      });
      return true;
    }
    if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize) {
      problems.push({ name: shown, error: archiveError(new Error('its sizes do not fit'), shown) });
      return true;
    }
    // None gives more than it declares.
    if (isBomb(entry.uncompressedSize, entry.compressedSize)) {
      problems.push({ name: shown, error: ratioExceeded(shown) });
      return true;
    }
    unpacked += entry.uncompressedSize;
    entries.push({
      name,
      compressedBytes: entry.compressedSize,
      modifiedMs: entry.getLastModDate().getTime(),
      entry,
    });
    return true;
  });
  if (isBomb(unpacked, (await stat(file)).size)) throw ratioExceeded(file);
  refuseOffice(
    file,
    entries.map(({ name }) => name),
  );
  return { entries, problems };
}

function tooManyMembers(file: string, most: number): AppError {
  const why = `${file} lists more than ${most.toLocaleString('en')} members; those behind were left out. Unpack it and import the folder.`;
  return new AppError('file.unsupported', why, { path: file });
}

/** Opens one member as a log; a member that is itself gzip or zstd is unpacked once more. */
export async function openZipEntry(
  file: string,
  member: ZipMember,
  onLoss?: (loss: AppError) => void,
): Promise<Readable> {
  const name = `${file}/${member.name}`;
  const small = smallMember(file, member);
  if (small !== null && compressionOf(small) === 'none') {
    refusePacked(name, small);
    refuseBinary(name, small);
    return Readable.from(small.length === 0 ? [] : [small], { objectMode: false });
  }
  const { head, rest } = await peek(await openZipMember(file, member), 4);
  const compression = compressionOf(head);
  // Whether all of it came is seen by its checksum.
  const bytes = compression === 'none' ? null : member.compressedBytes;
  return refuseBinaryStream(name, unpack(rest, compression, name, bytes, onLoss));
}

/** All of a small member. @returns null for a larger one, and for one that is damaged: the streams say what is wrong with it */
function smallMember(file: string, { entry }: ZipMember): Buffer | null {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (compressedSize > SMALL_BYTES || uncompressedSize > SMALL_BYTES) return null;
  const packed = packedBytes(file, entry.relativeOffsetOfLocalHeader, compressedSize);
  if (packed === null) return null;
  try {
    const bytes = compressionMethod === STORED ? packed : inflateRawSync(packed, { maxOutputLength: SMALL_BYTES });
    return bytes.length === uncompressedSize && crc32(bytes) === entry.crc32 >>> 0 ? bytes : null;
  } catch {
    return null;
  }
}

function packedBytes(file: string, offset: number, length: number): Buffer | null {
  const fd = openSync(file, 'r');
  try {
    const header = readAt(fd, offset, LOCAL_HEADER);
    if (header === null || header.readUInt32LE(0) !== LOCAL_MAGIC) return null;
    return readAt(fd, offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28), length);
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, offset: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  return readSync(fd, bytes, 0, length, offset) === length ? bytes : null;
}

/** A member's own bytes, whatever they are; a wrong checksum is an error at their end. */
export async function openZipMember(file: string, member: ZipMember): Promise<Readable> {
  const name = `${file}/${member.name}`;
  const { zip } = await openZip(file);
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(member.entry, (cause, opened) => {
      if (cause) {
        zip.close();
        reject(archiveError(cause, name));
      } else {
        resolve(opened);
      }
    });
  });
  const checked = checkCrc(name, member.entry.crc32);
  const guarded = guardRatio(name, () => member.compressedBytes);
  stream.on('error', (cause) => checked.destroy(archiveError(cause, name)));
  checked.on('error', (cause) => guarded.destroy(cause));
  guarded.on('close', () => {
    checked.destroy();
    stream.destroy();
    zip.close();
  });
  return stream.pipe(checked).pipe(guarded);
}

/** Passes bytes on; at the end they must be the ones that were packed. */
function checkCrc(name: string, expected: number): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === expected >>> 0 ? null : archiveError(new Error('its checksum does not fit'), name));
    },
  });
}
