/** A plain file, which parsers read by offset: what its beginning says of it, and its hash, which is made while they read. */
import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, fstatSync, openSync, read as readFd, readSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { sniffHead } from '../../ingest/read/open-text.ts';
import { pieceOf, replaced, shortened } from '../../ingest/read/unpack.ts';

const HEAD_BYTES = 64 * 1024;
/** Read and hashed at once. */
const MOST_HASHED = 1 << 22;
const readAsync = promisify(readFd);

/** @param rows as in `OpenOptions` */
export function sniffPlain(path: string, rows = false): ReturnType<typeof sniffHead> {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return sniffHead(head.subarray(0, readSync(fd, head, 0, HEAD_BYTES, 0)), rows);
  } finally {
    closeSync(fd);
  }
}

export function sizeOf(path: string): number {
  const fd = openSync(path, 'r');
  try {
    return fstatSync(fd).size;
  } finally {
    closeSync(fd);
  }
}

export interface PlainFile extends Awaited<ReturnType<typeof sniffHead>> {
  readonly size: number;
  /** All of a small file, in the place that was given for it. */
  readonly content: Uint8Array<ArrayBuffer> | null;
}

/**
 * Looks at a file, and reads all of it where it is small: where it fits into `place`.
 * @param place for the file's bytes; used again for the next one, as a buffer for each of thousands is only given back when memory is short
 * @throws AppError file.changed where such a file became shorter meanwhile
 */
export async function openPlain(path: string, place: Uint8Array<ArrayBuffer>): Promise<PlainFile> {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const isSmall = size <= place.length;
    const bytes = place.subarray(0, isSmall ? size : HEAD_BYTES);
    let have = 0;
    for (let got = -1; have < bytes.length && got !== 0; have += got) {
      got = readSync(fd, bytes, have, bytes.length - have, have);
    }
    if (isSmall && have < size) throw shortened(path);
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(have, HEAD_BYTES));
    return { ...(await sniffHead(head)), size, content: isSmall ? bytes : null };
  } finally {
    closeSync(fd);
  }
}

interface Watch {
  readonly cancelled: () => boolean;
  /** Sees the bytes in their order, and how many there were with them. Keeps none of them. */
  readonly onBytes: (bytes: Buffer, hashed: number) => void;
}

/** SHA-256 of a file's first bytes, which are hashed as far as somebody needs them. */
export class FileHash {
  private readonly path: string;
  private readonly size: number;
  private readonly watch: Watch;
  private readonly fd: number;
  private readonly buffer: Buffer;
  private readonly begun: BigIntStats;
  private readonly sum = createHash('sha256');
  private hashed = 0;

  /** To be closed. */
  constructor(path: string, size: number, watch: Watch) {
    this.path = path;
    this.size = size;
    this.watch = watch;
    this.fd = openSync(path, 'r');
    this.begun = fstatSync(this.fd, { bigint: true });
    this.buffer = Buffer.allocUnsafe(pieceOf(size, MOST_HASHED));
  }

  /** @throws AppError file.changed where the file ends before `target` */
  async reach(target: number): Promise<void> {
    const { fd, buffer, size, watch } = this;
    while (this.hashed < target && !watch.cancelled()) {
      const { bytesRead } = await readAsync(fd, buffer, 0, Math.min(buffer.length, size - this.hashed), this.hashed);
      if (bytesRead === 0) throw shortened(this.path);
      const part = buffer.subarray(0, bytesRead);
      this.sum.update(part);
      this.hashed += bytesRead;
      watch.onBytes(part, this.hashed);
    }
  }

  /** In hexadecimal digits. The last to be called. */
  async whole(): Promise<string> {
    await this.reach(this.size);
    return this.sum.digest('hex');
  }

  /**
   * Parsers open the file by its path, slice by slice: another file may have taken that, or other bytes the place of those that were there.
   * @param sha256 of the file as it was hashed
   * @throws AppError file.changed
   */
  async requireSame(sha256: string): Promise<void> {
    const { begun, fd, buffer, size } = this;
    const now = statSync(this.path, { bigint: true, throwIfNoEntry: false });
    // Gone by now: it was read to its end before.
    if (now === undefined) return;
    if (now.ino !== begun.ino || now.dev !== begun.dev) throw replaced(this.path);
    if (now.mtimeNs === begun.mtimeNs && now.ctimeNs === begun.ctimeNs) return;
    // What is only written to at its end is as it was up to there.
    const sum = createHash('sha256');
    for (let at = 0; at < size && !this.watch.cancelled(); ) {
      const { bytesRead } = await readAsync(fd, buffer, 0, Math.min(buffer.length, size - at), at);
      if (bytesRead === 0) throw shortened(this.path);
      sum.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    if (!this.watch.cancelled() && sum.digest('hex') !== sha256) throw replaced(this.path);
  }

  close(): void {
    closeSync(this.fd);
  }
}
