import type { Random } from './random.ts';

/** Picks indices with given weights in constant time (Vose's alias method). */
export class Weighted {
  private readonly threshold: Uint32Array;
  private readonly alias: Int32Array;

  /** @param weights one non-negative number per index, not all zero. */
  constructor(weights: readonly number[]) {
    const n = weights.length;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (n === 0 || !(total > 0)) throw new RangeError('weights must hold a positive number');
    const scaled = Float64Array.from(weights, (weight) => (weight * n) / total);
    const threshold = new Uint32Array(n);
    const alias = new Int32Array(n);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < n; i++) ((scaled[i] ?? 0) < 1 ? small : large).push(i);
    for (let s = small.pop(); s !== undefined; s = small.pop()) {
      const l = large.pop();
      const share = scaled[s] ?? 0;
      // Rounding may leave a few small ones without a partner: they stand for themselves.
      threshold[s] = l === undefined ? 0xffffffff : Math.min(0xffffffff, Math.floor(share * 4_294_967_296));
      alias[s] = l ?? s;
      if (l === undefined) continue;
      const rest = (scaled[l] ?? 0) + share - 1;
      scaled[l] = rest;
      (rest < 1 ? small : large).push(l);
    }
    for (const l of large) {
      threshold[l] = 0xffffffff;
      alias[l] = l;
    }
    this.threshold = threshold;
    this.alias = alias;
  }

  pick(random: Random): number {
    const index = random.below(this.threshold.length);
    return random.next() <= (this.threshold[index] ?? 0) ? index : (this.alias[index] ?? index);
  }
}

/** Weights that fall as 1/(rank + shift): the shape of how often sites are visited. */
export function zipfWeights(count: number, shift: number): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + shift));
}
