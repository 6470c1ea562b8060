/** A plain file through the parsers, slice by slice by offset, and hashed ahead meanwhile. */
import type { AppError } from '../../contract/errors.ts';
import type { FileTally } from './file-ledger.ts';
import type { FileRange } from './parser-orders.ts';
import type { SliceEnd } from './parser-pool.ts';
import { FileHash } from './plain-file.ts';

export interface OffsetRead {
  readonly range: FileRange;
  readonly tally: FileTally;
  readonly cancelled: () => boolean;
  /** Sees the bytes in front of a slice before that is handed over. */
  readonly onBytes: (bytes: Buffer) => void;
  /** Bytes of the file that parsers have read so far; lines of the slice just read. */
  readonly onProgress: (bytes: number, lines: number) => void;
  readonly submit: (slice: number, last: boolean, end: SliceEnd) => Promise<void>;
  /** Resolves when every slice that was handed over has been read. */
  readonly finish: () => Promise<void>;
}

/** @returns the file's SHA-256, of as much as was hashed where it was cancelled @throws AppError where it cannot be read to its end */
export async function readByOffset(read: OffsetRead): Promise<string> {
  const { range, tally, cancelled, onBytes, onProgress, submit, finish } = read;
  const { path, base, size, block } = range;
  const faults: AppError[] = [];
  const slices = Math.ceil((size - base) / block);
  const hash = new FileHash(path, size, { cancelled, onBytes });
  let sha256 = '';
  let done = 0;
  const end: SliceEnd = {
    onResult: (result) => {
      tally.add(result);
      done += result.bytes;
      onProgress(done, result.lines);
    },
    onUnreadable: (error) => faults.push(error),
  };
  try {
    for (let slice = 0; slice < slices && faults.length === 0 && !cancelled(); slice++) {
      await hash.reach(base + slice * block);
      await submit(slice, slice === slices - 1, end);
    }
    if (faults.length === 0) sha256 = await hash.whole();
    await finish();
    if (faults[0]) throw faults[0];
    if (!cancelled()) await hash.requireSame(sha256);
  } finally {
    hash.close();
  }
  return sha256;
}
