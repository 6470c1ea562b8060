/** A set of 64-bit keys, given as two halves: open addressing over plain arrays, eight bytes a key and no object. */
const FIRST_SIZE = 1 << 12;
/** One place in so many stays free: half of them would double the memory of millions of keys for little speed. */
const FULLEST = 4;

export class KeySet {
  private high = new Uint32Array(FIRST_SIZE);
  private low = new Uint32Array(FIRST_SIZE);
  private count = 0;
  /** The key 0 marks an empty place, so it is kept apart. */
  private hasZero = false;

  /** @returns false when it was there already */
  add(high: number, low: number): boolean {
    if (high === 0 && low === 0) {
      const isNew = !this.hasZero;
      this.hasZero = true;
      return isNew;
    }
    if ((this.count + 1) * FULLEST > this.high.length * (FULLEST - 1)) this.grow();
    if (!this.put(high, low)) return false;
    this.count++;
    return true;
  }

  private put(high: number, low: number): boolean {
    const mask = this.high.length - 1;
    // Keys are hashes: their own bits spread them.
    for (let at = low & mask; ; at = (at + 1) & mask) {
      if (this.high[at] === high && this.low[at] === low) return false;
      if (this.high[at] === 0 && this.low[at] === 0) {
        this.high[at] = high;
        this.low[at] = low;
        return true;
      }
    }
  }

  private grow(): void {
    const { high, low } = this;
    this.high = new Uint32Array(high.length * 2);
    this.low = new Uint32Array(low.length * 2);
    for (let at = 0; at < high.length; at++) {
      if (high[at] !== 0 || low[at] !== 0) this.put(high[at] ?? 0, low[at] ?? 0);
    }
  }
}
