/**
 * Which hashes of ids a block has, as a Bloom filter (B. Bloom, Communications of the ACM 13/7, 1970). In: a column of hashes. Out: bits that say
 * of a hash that it is not there, or that it may be: with ten bits a hash and seven probes, wrongly so in one of a hundred blocks. A
 * question for one id reads the column of few blocks then, which is six times as long.
 *
 * The bytes: codec, CRC-32 of what follows, the bits, the first in the lowest of a byte.
 */
import { crc32 } from 'node:zlib';
import { damagedColumn } from './packed-column.ts';

const BLOOM = 1;
const HEAD_BYTES = 5;
const BITS_PER_HASH = 10;
const PROBES = 7;
const HALF = 2 ** 32;

/** @param hashes of 53 bits; 0 stands for none. @returns null where there are none at all */
export function packHashFilter(hashes: Float64Array): Buffer | null {
  let count = 0;
  for (let row = 0; row < hashes.length; row++) if (hashes[row] !== 0) count++;
  if (count === 0) return null;
  const out = Buffer.alloc(HEAD_BYTES + Math.ceil((count * BITS_PER_HASH) / 8));
  const bits = out.subarray(HEAD_BYTES);
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row] ?? 0;
    if (hash === 0) continue;
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = bitOf(hash, probe, bits.length * 8);
      bits[bit >>> 3] = (bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  out[0] = BLOOM;
  out.writeUInt32LE(crc32(bits), 1);
  return out;
}

/** @param name of the column, for the error. @returns the bits. @throws AppError workspace.corrupt */
export function unpackHashFilter(data: Buffer, name: string): Uint8Array<ArrayBuffer> {
  const bits = data.subarray(HEAD_BYTES);
  if (data[0] !== BLOOM || bits.length === 0 || data.readUInt32LE(1) !== crc32(bits)) throw damagedColumn(name);
  return Uint8Array.from(bits);
}

/** False where the block has no such hash. */
export function mayHold(bits: Uint8Array, hash: number): boolean {
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = bitOf(hash, probe, bits.length * 8);
    if (((bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** Steps from the hash's lower half, as wide as its upper half says (Kirsch and Mitzenmacher 2006), spread over all bits. */
function bitOf(hash: number, probe: number, count: number): number {
  const step = Math.imul(Math.floor(hash / HALF), 0x9e3779b1) | 1;
  return Math.floor((((hash + Math.imul(step, probe)) >>> 0) * count) / HALF);
}
