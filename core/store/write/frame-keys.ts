import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import type { ReadConnection } from '../open.ts';

/** Distinct (user, destination) pairs of a frame as one BLOB: all users, then all destinations, little-endian, zstd level 1. */
export function packKeys(users: Uint32Array, dests: Uint32Array): Buffer {
  const both = new Uint32Array(users.length * 2);
  both.set(users);
  both.set(dests, users.length);
  return zstdCompressSync(new Uint8Array(both.buffer), {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
}

const MAX_KEYS_BYTES = 64 * 1024 * 1024;

/** Pairs of a frame, side by side. */
export interface FrameKeys {
  readonly users: Uint32Array;
  readonly dests: Uint32Array;
}

/** @returns a reader of frames' pairs by the frame's id; null where none are stored */
export function keysReader(db: ReadConnection): (frame: number) => FrameKeys | null {
  const query = db.prepare<[number], Buffer>('SELECT keys FROM frame_keys WHERE frame = ?').pluck();
  return (frame) => {
    const packed = query.get(frame);
    return packed ? unpackKeys(packed) : null;
  };
}

/** @throws AppError workspace.corrupt */
export function unpackKeys(blob: Buffer): FrameKeys {
  let raw: Buffer;
  try {
    raw = zstdDecompressSync(blob, { maxOutputLength: MAX_KEYS_BYTES });
  } catch {
    throw new AppError(
      'workspace.corrupt',
      'The list of what a piece of evidence holds is damaged. Run the integrity check, then restore a backup.',
    );
  }
  const both = new Uint32Array(raw.byteLength / 4);
  new Uint8Array(both.buffer).set(raw);
  const half = both.length / 2;
  return { users: both.subarray(0, half), dests: both.subarray(half) };
}
