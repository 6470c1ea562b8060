/** The bytes of a slice: as the order brings them, or from the file, cut where lines end. */
import { closeSync, openSync, readSync } from 'node:fs';
import { MAX_FRAME_BYTES } from '../../ingest/frames/cut.ts';
import { BLOCK_BYTES, cutInFile, noSearch } from '../../ingest/read/blocks.ts';
import { LongLineFilter } from '../../ingest/read/long-lines.ts';
import { shortened } from '../../ingest/read/unpack.ts';
import type { SliceSource } from './parser-orders.ts';

export class SliceBytes {
  /** One buffer for all slices of a thread: what outlives a slice has been copied out of it. */
  private shared = Buffer.allocUnsafeSlow(BLOCK_BYTES + MAX_FRAME_BYTES);
  /** The file that slices were read of last. */
  private searched = { file: -1, line: noSearch() };

  /** Files are numbered anew by each import. */
  begin(): void {
    this.searched = { file: -1, line: noSearch() };
  }

  /** @throws AppError file.changed where the file ends before `end`: lines that are gone must not pass for lines that never were. */
  private readRange(fd: number, start: number, end: number, path: string): Buffer {
    if (end - start > this.shared.length) {
      this.shared = Buffer.allocUnsafeSlow(end - start);
    }
    const bytes = this.shared.subarray(0, Math.max(0, end - start));
    let have = 0;
    while (have < bytes.length) {
      const got = readSync(fd, bytes, have, bytes.length - have, start + have);
      if (got === 0) throw shortened(path);
      have += got;
    }
    return bytes;
  }

  private readFiltered(fd: number, start: number, end: number, path: string): Buffer {
    const filter = new LongLineFilter();
    const parts: Buffer[] = [];
    for (let at = start; at < end; at += BLOCK_BYTES) {
      parts.push(Buffer.from(filter.keep(this.readRange(fd, at, Math.min(end, at + BLOCK_BYTES), path))));
    }
    return Buffer.concat(parts);
  }

  /** @throws AppError file.changed where the file is shorter than it was; what the system says where it cannot be read */
  read({ file, slice, bytes, last }: SliceSource): Buffer {
    if (bytes instanceof Uint8Array) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { path, base, size, block } = bytes;
    const fd = openSync(path, 'r');
    try {
      const nominal = base + slice * block;
      if (this.searched.file !== file) this.searched = { file, line: noSearch() };
      const { line } = this.searched;
      const start = cutInFile(fd, size, base, nominal, line);
      const end = last ? size : cutInFile(fd, size, base, nominal + block, line);
      if (start < 0 || end < 0) throw shortened(path);
      // So long only where a line is longer than any that is kept.
      const isLong = end - start > block + BLOCK_BYTES;
      return isLong ? this.readFiltered(fd, start, end, path) : this.readRange(fd, start, end, path);
    } finally {
      closeSync(fd);
    }
  }
}
