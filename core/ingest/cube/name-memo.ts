/**
 * In: names as windows of raw bytes. Out: the ids that they were found to have.
 * Guarantee: a window is known only if it was learned byte for byte; what is forgotten (the memo is bounded) is merely not known.
 *
 * A log repeats its names: most lines need neither a string nor a look at how a name is spelled. The hash is seeded so that log lines
 * cannot aim at collisions.
 */

const FIRST_ENTRIES = 2048;
const MAX_ENTRIES = 131_072;
/** Longer names are rare; they take the long way. */
const MAX_NAME = 255;
const BYTES_PER_ENTRY = 32;

export class NameMemo {
  private readonly seed: number;
  private entries = FIRST_ENTRIES;
  private count = 0;
  private used = 0;
  /** Entry of a slot, plus one. */
  private slots = new Int32Array(FIRST_ENTRIES * 2);
  private hashes = new Int32Array(FIRST_ENTRIES);
  private starts = new Uint32Array(FIRST_ENTRIES);
  private lengths = new Uint8Array(FIRST_ENTRIES);
  private ids = new Uint32Array(FIRST_ENTRIES);
  private arena = new Uint8Array(FIRST_ENTRIES * BYTES_PER_ENTRY);

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** @returns the id learned for bytes[start, end), 0 for an empty window, -1 when it is not known */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length > MAX_NAME) return -1;
    const hash = this.hash(bytes, start, end);
    const { slots, hashes, lengths, arena } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return -1;
      if (hashes[entry] !== hash || lengths[entry] !== length) continue;
      const from = this.starts[entry] ?? 0;
      let at = 0;
      while (at < length && arena[from + at] === bytes[start + at]) at++;
      if (at === length) return this.ids[entry] ?? -1;
    }
  }

  /** Remembers the id of a window that `find` does not know. */
  learn(bytes: Uint8Array, start: number, end: number, id: number): void {
    const length = end - start;
    if (length <= 0 || length > MAX_NAME || this.find(bytes, start, end) >= 0) return;
    if (this.count === this.entries || this.used + length > this.arena.length) this.makeRoom();
    const entry = this.count++;
    const hash = this.hash(bytes, start, end);
    this.hashes[entry] = hash;
    this.starts[entry] = this.used;
    this.lengths[entry] = length;
    this.ids[entry] = id;
    this.arena.set(bytes.subarray(start, end), this.used);
    this.used += length;
    this.place(entry, hash);
  }

  private place(entry: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }

  /** Doubles, or forgets everything once there is no more to give. */
  private makeRoom(): void {
    if (this.entries >= MAX_ENTRIES) {
      this.count = 0;
      this.used = 0;
      this.slots.fill(0);
      return;
    }
    this.entries *= 2;
    this.slots = new Int32Array(this.entries * 2);
    this.hashes = resized(this.hashes, new Int32Array(this.entries));
    this.starts = resized(this.starts, new Uint32Array(this.entries));
    this.lengths = resized(this.lengths, new Uint8Array(this.entries));
    this.ids = resized(this.ids, new Uint32Array(this.entries));
    this.arena = resized(this.arena, new Uint8Array(this.entries * BYTES_PER_ENTRY));
    for (let entry = 0; entry < this.count; entry++) this.place(entry, this.hashes[entry] ?? 0);
  }

  /** Four bytes a step: the multiplications are what takes time. */
  private hash(bytes: Uint8Array, start: number, end: number): number {
    let h = this.seed ^ (end - start);
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const four =
        (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
      h = Math.imul(h ^ four, 0x9e3779b1);
      h ^= h >>> 15;
    }
    for (; at < end; at++) h = Math.imul(h ^ (bytes[at] ?? 0), 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
}

function resized<T extends Int32Array | Uint32Array | Uint8Array>(old: T, bigger: T): T {
  bigger.set(old);
  return bigger;
}
