/**
 * In: a file that begins as a zip does. Out: it, opened, and what stands behind its end.
 * Guarantee: what follows an archive keeps nobody from reading it; one that cannot be opened says why and what to do.
 */
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type ZipFile } from 'yauzl';
import { AppError } from '../../contract/errors.ts';
import { archiveError } from './unpack.ts';
import { type Loss, lossError } from './unpack-loss.ts';

export interface OpenedZip {
  readonly zip: ZipFile;
  /** Something that is not zeros stands behind the archive. */
  readonly loss: AppError | null;
}

// Names are decoded later: with `decodeStrings` one unsafe name would end the reading of the whole archive.
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false };
const openFile = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
const openReader = promisify<yauzl.RandomAccessReader, number, yauzl.Options, ZipFile>(yauzl.fromRandomAccessReader);
/** End of central directory record, without its comment (APPNOTE 4.3.16). */
const END_MAGIC = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
/** The archive's end is looked for in so much of the file's. */
const MOST_BEHIND = 1024 * 1024;

/**
 * @param validateEntrySizes not to be asked for where members are only listed: one whose sizes do not fit would end the list of all
 * @throws AppError
 */
export async function openZip(file: string, validateEntrySizes = true): Promise<OpenedZip> {
  const options = { ...OPTIONS, validateEntrySizes };
  try {
    return { zip: await openFile(file, options), loss: null };
  } catch (cause) {
    const loss = isZipText(cause, 'Invalid comment length', 'End of central directory') ? behindEnd(file) : null;
    if (loss === null) throw zipError(cause, file);
    const isPadding = loss.bytes === 0;
    try {
      const zip = await openReader(new FileRange(file), loss.offset, options);
      return { zip, loss: isPadding ? null : lossError(file, loss) };
    } catch (again) {
      throw zipError(again, file);
    }
  }
}

/** @returns null where there is no end, or nothing behind it; of zeros, no bytes are lost */
function behindEnd(file: string): Loss | null {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const start = Math.max(0, size - MOST_BEHIND);
    const tail = Buffer.alloc(size - start);
    const bytes = tail.subarray(0, readSync(fd, tail, 0, tail.length, start));
    for (let at = bytes.lastIndexOf(END_MAGIC); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(END_MAGIC, at - 1)) {
      const end = at + END_BYTES + (at + END_BYTES <= bytes.length ? bytes.readUInt16LE(at + END_BYTES - 2) : 0);
      if (end >= bytes.length) continue;
      const rest = bytes.subarray(end);
      return { isCut: false, offset: start + end, bytes: rest.every((byte) => byte === 0) ? 0 : rest.length };
    }
    return null;
  } finally {
    closeSync(fd);
  }
}

/** A file's bytes, for an archive that ends before the file does. */
class FileRange extends yauzl.RandomAccessReader {
  private readonly file: string;

  constructor(file: string) {
    super();
    this.file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.file, { start, end: end - 1 });
  }
}

function isZipText(cause: unknown, ...texts: readonly string[]): boolean {
  return cause instanceof Error && texts.some((text) => cause.message.startsWith(text));
}

/** What the library says, as somebody can act on it. */
export function zipError(cause: unknown, name: string): AppError {
  if (isZipText(cause, 'End of central directory')) {
    const why = `${name} is cut off: the list of its members, which stands at the end of a zip, is missing. Fetch the file again, or repair it (zip -FF gives the members that are whole).`;
    return new AppError('archive.truncated', why, { path: name });
  }
  if (isZipText(cause, 'multi-disk')) {
    const why = `${name} is one part of a zip that was split. Join the parts first (zip -s 0 PARTS.zip --out WHOLE.zip).`;
    return new AppError('file.unsupported', why, { path: name });
  }
  if (isZipText(cause, 'strong encryption')) {
    const why = `${name} is password-protected. Unpack it first and import the files.`;
    return new AppError('archive.encrypted', why, { path: name });
  }
  return archiveError(cause, name);
}
