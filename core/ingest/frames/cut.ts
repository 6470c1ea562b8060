/**
 * Content-defined frames: a frame ends after a line whose bytes hash to 0 mod 2048, so that the same lines are cut the same
 * way wherever they stand (rotated, grown, overlapping or recompressed files). No frame exceeds MAX_FRAME_BYTES.
 */

/** Average lines per frame; a power of two. */
const CUT_MODULUS = 2048;
export const MAX_FRAME_BYTES = 2 * 1024 * 1024;
/** Lines longer than this are rejected after being read past. */
export const MAX_LINE_BYTES = 1024 * 1024;

const SAMPLES = 32;

/**
 * Hash of a line's bytes [start, end), line end excluded; at most 32 bytes, evenly spread, and the length are looked at: enough to
 * spread cuts, cheap enough for every line.
 * @returns a signed number of 32 bits, which costs no object when it is returned; stored and compared with stored ones it is unsigned
 */
export function lineHash(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const step = length > SAMPLES ? (length / SAMPLES) | 0 : 1;
  let h = length | 0;
  for (let i = start; i < end; i += step) {
    h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  }
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

/**
 * True when a frame ends after this line. A line that repeats the one before never ends a frame: a flood of one line would make
 * a frame of each, and each of them would look like the stored ones.
 * @param previous hash of the line before, signed or unsigned as `hash` is; -1 where there is none
 */
export function isCut(hash: number, previous: number): boolean {
  return mayCut(hash) && hash !== previous;
}

/** A line of this hash ends a frame unless it repeats the one before. */
export function mayCut(hash: number): boolean {
  return (hash & (CUT_MODULUS - 1)) === 0;
}
