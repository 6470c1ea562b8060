/**
 * The dictionary at the beginning of a compacted evidence file: a piece of the import's own lines that all of its frames are
 * compressed against, since lines of one log resemble each other more than a frame alone can show.
 */
import { fstatSync, readSync } from 'node:fs';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { packSmallFrame, unpackFrame } from './frame-codec.ts';

const MAGIC = Buffer.from('UCDICT1\n');
const HEADER_BYTES = MAGIC.length + 4;
/** Files whose dictionary is kept unpacked. */
const MAX_KEPT = 4;

/** What stands at the beginning of the file. */
export function packDictionary(dictionary: Buffer, seal: WorkspaceSeal | null): Buffer {
  const packed = packSmallFrame(dictionary, null, seal);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(packed.length);
  return Buffer.concat([MAGIC, length, packed]);
}

const kept = new Map<string, Buffer>();

/** @returns null when the file has none or it is damaged */
export function readDictionary(fd: number, file: string, seal: WorkspaceSeal | null): Buffer | null {
  const { ino, mtimeMs } = fstatSync(fd);
  const key = `${file} ${ino} ${mtimeMs}`;
  const known = kept.get(key);
  if (known) return known;
  const header = Buffer.alloc(HEADER_BYTES);
  if (readSync(fd, header, 0, HEADER_BYTES, 0) !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
    return null;
  }
  const length = header.readUInt32BE(MAGIC.length);
  if (length > MAX_PACKED) return null;
  const packed = Buffer.alloc(length);
  if (readSync(fd, packed, 0, length, HEADER_BYTES) !== length) return null;
  const dictionary = unpackFrame(packed, null, seal);
  if (dictionary) {
    kept.set(key, dictionary);
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
  }
  return dictionary;
}

/** Larger dictionaries than 1 MiB gained next to nothing on a Squid log of 10 M lines and doubled the time. */
export const MAX_DICTIONARY = 1024 * 1024;
const MAX_PACKED = 2 * MAX_DICTIONARY;
