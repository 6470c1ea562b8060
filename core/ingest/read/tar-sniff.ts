/** In: a file's first bytes, as they are stored. Out: whether it is, or packs, a tar archive; told from content, not from names. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { peek } from './peek.ts';
import { unpack } from './unpack.ts';

export const TAR_BLOCK = 512;
const MAGIC_AT = 257;
const [SUM_AT, SUM_BYTES] = [148, 8];
/** So much of a gzip file tells in nearly every case what it begins with. */
const SNIFFED = 4096;
const MOST_UNPACKED = 8 * 1024 * 1024;
const PARTIAL = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_UNPACKED };

/** A header's own checksum tells those older than the magic word. */
export function isTar(head: Buffer): boolean {
  if (head.length < TAR_BLOCK || head[0] === 0) return false;
  if (head.toString('latin1', MAGIC_AT, MAGIC_AT + 5) === 'ustar') return true;
  const told = /^ *([0-7]+)[ \0]/.exec(head.toString('latin1', SUM_AT, SUM_AT + SUM_BYTES))?.[1];
  if (told === undefined) return false;
  let sum = SUM_BYTES * 32;
  for (let at = 0; at < TAR_BLOCK; at++) if (at < SUM_AT || at >= SUM_AT + SUM_BYTES) sum += head[at] ?? 0;
  return sum === Number.parseInt(told, 8);
}

/** Whether a packed file holds a tar archive. @param head the file's first bytes @param bytes its size */
export async function packsTar(
  file: string,
  compression: 'gzip' | 'zstd',
  head: Buffer,
  bytes: number,
): Promise<boolean> {
  if (compression === 'gzip') {
    for (const read of [() => head, () => readHead(file)]) {
      const some = read();
      const plain = partOf(some);
      if (plain === null) break;
      if (plain.length >= TAR_BLOCK || some.length >= bytes) return isTar(plain);
    }
  }
  const packed = createReadStream(file);
  try {
    const { head: plain, rest } = await peek(
      unpack(packed, compression, file, bytes, () => undefined),
      TAR_BLOCK,
    );
    rest.destroy();
    return isTar(plain);
  } catch {
    // Whoever reads it says what is wrong with it.
    return false;
  } finally {
    packed.destroy();
  }
}

/** What the beginning of a gzip file unpacks to; null where that cannot be told. */
function partOf(head: Buffer): Buffer | null {
  try {
    return gunzipSync(head, PARTIAL);
  } catch {
    return null;
  }
}

function readHead(file: string): Buffer {
  const fd = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(SNIFFED);
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(fd);
  }
}
