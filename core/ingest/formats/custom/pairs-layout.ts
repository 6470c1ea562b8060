/** In: lines of key and value pairs. Out: the values of the keys that the mapping names. */
import { KeyMask } from '../kv/key-mask.ts';
import { type Layout, TAKEN, type Taken, UNFIT } from './layout.ts';
import { createPairReader, type PairOptions, type PairReader } from './pair-scanner.ts';
import type { Values } from './values.ts';

export class PairsLayout implements Layout {
  readonly reason = 'shape';
  private readonly pairs: PairReader;
  private readonly keys: readonly string[];
  private readonly mask: KeyMask;

  constructor(options: PairOptions, keys: readonly string[]) {
    this.pairs = createPairReader(options);
    this.keys = keys;
    this.mask = new KeyMask(keys);
  }

  take(text: string, start: number, end: number, values: Values): Taken {
    const { pairs } = this;
    pairs.reset(text, start, end);
    let found = 0;
    while (pairs.next()) {
      const slot = this.slotOf(text, pairs.keyStart, pairs.keyEnd);
      if (slot < 0) continue;
      found++;
      if (pairs.escaped) {
        const value = pairs.value();
        values.set(slot, value, 0, value.length);
      } else values.set(slot, text, pairs.valueStart, pairs.valueEnd);
    }
    return found === 0 ? UNFIT : TAKEN;
  }

  /** Without making a string of the key. */
  private slotOf(text: string, start: number, end: number): number {
    if (!this.mask.mayHold(text, start, end)) return -1;
    const { keys } = this;
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] ?? '';
      if (key.length === end - start && text.startsWith(key, start)) return slot;
    }
    return -1;
  }
}
