/** 2^32, the number of values `next` can give. */
const RANGE = 4_294_967_296;

/**
 * Seeded random numbers (sfc32). Only 32-bit integer operations and exact divisions by powers of two are used, so the
 * same seed gives the same logs on every machine and every version of the JavaScript engine.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param seed any integer; `branch` separates independent streams of one seed. */
  constructor(seed: number, branch = 0) {
    this.a = seed | 0;
    this.b = Math.floor(seed / RANGE) | 0;
    this.c = branch | 0;
    this.d = 0x9e3779b9 | 0;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** The next unsigned 32-bit integer. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** An integer from 0 to `limit` − 1; `limit` at most 2^21 keeps the division exact enough to be even. */
  below(limit: number): number {
    return Math.floor((this.next() / RANGE) * limit);
  }

  /** True with a chance of `chance` in 65,536. */
  in65536(chance: number): boolean {
    return this.next() >>> 16 < chance;
  }
}

/** Scatters an integer: the same input gives the same unrelated-looking unsigned 32-bit output. */
export function scatter(value: number): number {
  let h = (value + 0x6d2b79f5) | 0;
  h = Math.imul(h ^ (h >>> 15), h | 1);
  h ^= h + Math.imul(h ^ (h >>> 7), h | 61);
  return (h ^ (h >>> 14)) >>> 0;
}
