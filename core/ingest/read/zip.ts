import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../../contract/errors.ts';
import { peek } from './peek.ts';
import { guardRatio } from './ratio-guard.ts';
import type { SourceProblem } from './sources.ts';
import { archiveError, compressionOf, unpack } from './unpack.ts';

export interface ZipMember {
  readonly name: string;
  readonly compressedBytes: number;
  readonly modifiedMs: number;
  readonly offset: number;
}

export interface ZipListing {
  readonly entries: readonly ZipMember[];
  readonly problems: readonly SourceProblem[];
}

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
/** A zip that lists more members than this is no log archive. */
const MAX_MEMBERS = 100_000;

async function walk(file: string, visit: (entry: Entry, zip: ZipFile) => boolean): Promise<void> {
  let zip: ZipFile;
  try {
    // Names are only shown, never used as paths; they are checked below all the same.
    zip = await openZip(file, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: false,
      validateEntrySizes: true,
    });
  } catch (cause) {
    throw archiveError(cause, file);
  }
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (visit(entry, zip)) {
        zip.readEntry();
      } else {
        resolve();
      }
    });
    zip.on('end', () => {
      zip.close();
      resolve();
    });
    zip.on('error', (cause: unknown) => {
      zip.close();
      reject(archiveError(cause, file));
    });
    zip.readEntry();
  });
}

export async function listZip(file: string): Promise<ZipListing> {
  const entries: ZipMember[] = [];
  const problems: SourceProblem[] = [];
  await walk(file, (entry) => {
    const name = entry.fileName;
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
        error: new AppError(
          'archive.unsafeName',
          `${shown} has a name that points outside its archive and was left out.`,
          { path: shown },
        ),
      });
      return true;
    }
    entries.push({
      name,
      compressedBytes: entry.compressedSize,
      modifiedMs: entry.getLastModDate().getTime(),
      offset: entry.relativeOffsetOfLocalHeader,
    });
    return entries.length < MAX_MEMBERS;
  });
  return { entries, problems };
}

/** Opens one member; a member that is itself gzip or zstd is unpacked once more. */
export async function openZipEntry(file: string, member: ZipMember): Promise<Readable> {
  let found: { entry: Entry; zip: ZipFile } | undefined;
  await walk(file, (entry, zip) => {
    if (entry.relativeOffsetOfLocalHeader === member.offset && entry.fileName === member.name) {
      found = { entry, zip };
      return false;
    }
    return true;
  });
  if (!found) {
    throw new AppError('file.changed', `${file} changed while it was read. Import it again.`, { path: file });
  }
  const { entry, zip } = found;
  const name = `${file}/${member.name}`;
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (cause, opened) => {
      if (cause) {
        reject(archiveError(cause, name));
      } else {
        resolve(opened);
      }
    });
  });
  const guarded = guardRatio(name, member.compressedBytes);
  stream.on('error', (cause) => guarded.destroy(archiveError(cause, name)));
  guarded.on('close', () => {
    stream.destroy();
    zip.close();
  });
  stream.pipe(guarded);
  const { head, rest } = await peek(guarded, 4);
  return unpack(rest, compressionOf(head), name, member.compressedBytes);
}
