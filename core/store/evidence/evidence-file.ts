import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { EVIDENCE_FOLDER } from '../workspace-folder.ts';
import { readDictionary } from './dictionary.ts';
import { isSealed, needsDictionary, sealedPart, unpackFrame } from './frame-codec.ts';

/** @param revision 0 as imported; one more each time that it is written anew */
export function evidencePath(folder: string, importId: number, revision = 0): string {
  return path.join(folder, EVIDENCE_FOLDER, revision === 0 ? `${importId}.frames` : `${importId}.${revision}.frames`);
}

/** Import and revision that an evidence file's name says; null for any other file. */
export function evidenceName(file: string): { readonly importId: number; readonly revision: number } | null {
  const parts = /^(\d+)(?:\.(\d+))?\.frames$/.exec(file);
  return parts ? { importId: Number(parts[1]), revision: Number(parts[2] ?? 0) } : null;
}

/** Removes evidence files that `isWanted` does not want; one that cannot be removed now (open elsewhere) goes another time. */
export function sweepEvidence(folder: string, isWanted: (importId: number, revision: number) => boolean): void {
  const evidence = path.join(folder, EVIDENCE_FOLDER);
  for (const file of readdirSync(evidence)) {
    const name = evidenceName(file);
    if (name && !isWanted(name.importId, name.revision)) {
      try {
        rmSync(path.join(evidence, file), { force: true });
      } catch {
        // Left for the next sweep.
      }
    }
  }
}

function damaged(file: string, offset: number): AppError {
  return new AppError(
    'workspace.corrupt',
    `Evidence is damaged (${path.basename(file)} at byte ${offset}). The figures are not affected; restore a backup to see these lines.`,
    {
      offset,
    },
  );
}

function readPacked(fd: number, file: string, offset: number, clen: number): Buffer {
  const packed = Buffer.allocUnsafe(clen);
  if (clen === 0 || readSync(fd, packed, 0, clen, offset) !== clen) throw damaged(file, offset);
  return packed;
}

/**
 * Raw bytes of a frame.
 * @throws AppError workspace.corrupt when the file is short or the checksum does not hold; privacy.locked when the frame is sealed
 * and `seal` is not given
 */
export function readFrame(
  fd: number,
  file: string,
  offset: number,
  clen: number,
  seal: WorkspaceSeal | null = null,
): Buffer {
  const packed = readPacked(fd, file, offset, clen);
  if (isSealed(packed) && !seal) throw locked();
  const dictionary = needsDictionary(packed) ? readDictionary(fd, file, seal) : null;
  const raw = needsDictionary(packed) && !dictionary ? null : unpackFrame(packed, dictionary, seal);
  if (!raw) throw damaged(file, offset);
  return raw;
}

/** What a question meets that needs the key of an anonymised stream. */
export function locked(): AppError {
  return new AppError(
    'privacy.locked',
    'These lines are sealed. Unlock the workspace with its passphrase (or import its key) to read them.',
  );
}

/**
 * Checks a frame as far as it can be without the key: a sealed one by its checksum, any other by unpacking it.
 * @param rlen raw bytes it must have
 * @throws AppError workspace.corrupt
 */
export function verifyFrame(
  fd: number,
  file: string,
  frame: { readonly offset: number; readonly clen: number; readonly rlen: number },
  seal: WorkspaceSeal | null,
): void {
  const packed = readPacked(fd, file, frame.offset, frame.clen);
  if (isSealed(packed) && !seal) {
    if (!sealedPart(packed)) throw damaged(file, frame.offset);
    return;
  }
  if (readFrame(fd, file, frame.offset, frame.clen, seal).length !== frame.rlen) throw damaged(file, frame.offset);
}

/** Written and not yet synced at most: syncing as much takes moments, and very many small files are not waited for one by one. */
const MOST_UNSYNCED = 32 * 1024 * 1024;

/** Appends frames of one import. Call `sync` before anything counts on them. */
export class EvidenceAppender {
  length: number;
  private readonly fd: number;
  private unsynced = 0;

  constructor(folder: string, importId: number) {
    this.fd = openSync(evidencePath(folder, importId), 'a+');
    this.length = fstatSync(this.fd).size;
  }

  /** @returns the offset of the first byte */
  append(chunks: readonly Uint8Array[]): number {
    const start = this.length;
    for (const bytes of chunks) {
      let done = 0;
      while (done < bytes.length) {
        done += writeSync(this.fd, bytes, done, bytes.length - done);
      }
      this.length += bytes.length;
    }
    this.unsynced += this.length - start;
    if (this.unsynced > MOST_UNSYNCED) this.sync();
    return start;
  }

  sync(): void {
    fdatasyncSync(this.fd);
    this.unsynced = 0;
  }

  truncate(length: number): void {
    ftruncateSync(this.fd, length);
    this.length = length;
  }

  close(): void {
    closeSync(this.fd);
  }
}
