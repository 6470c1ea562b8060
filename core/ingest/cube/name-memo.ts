/**
 * In: names as windows of raw bytes. Out: the ids that they were found to have.
 * Guarantee: a window is known only if it was learned byte for byte; what is forgotten (the memo is bounded) is merely not known.
 *
 * A log repeats its names: most lines need neither a string nor a look at how a name is spelled. Bytes are taken four at a time, and all
 * that a look-up needs of an entry lies side by side: what takes time is waiting for memory. The hash is seeded so that log lines cannot
 * aim at collisions.
 */

const FIRST_ENTRIES = 2048;
const MAX_ENTRIES = 131_072;
/** Longer names are rare; they take the long way. */
const MAX_NAME = 255;
const MAX_WORDS = 64;
const WORDS_PER_ENTRY = 8;

/** A slot: hash, length in bytes (0 where it is empty), first word in the arena, id. */
const SLOT = 4;
const HASH = 0;
const LENGTH = 1;
const FROM = 2;
const ID = 3;

export class NameMemo {
  private readonly seed: number;
  private entries = FIRST_ENTRIES;
  private count = 0;
  private used = 0;
  private slots = new Int32Array(FIRST_ENTRIES * 2 * SLOT);
  private arena = new Int32Array(FIRST_ENTRIES * WORDS_PER_ENTRY);
  /** The window at hand, four bytes a word, the last one filled up with zeros. */
  private readonly words = new Int32Array(MAX_WORDS);
  private bytes: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** @returns the id learned for bytes[start, end), 0 for an empty window, -1 when it is not known */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length > MAX_NAME) return -1;
    const at = this.slotOf(this.take(bytes, start, end), length);
    return this.slots[at + LENGTH] === 0 ? -1 : (this.slots[at + ID] ?? -1);
  }

  /** Remembers the id of a window that `find` does not know. */
  learn(bytes: Uint8Array, start: number, end: number, id: number): void {
    const length = end - start;
    if (length <= 0 || length > MAX_NAME || this.find(bytes, start, end) >= 0) return;
    const words = (length + 3) >> 2;
    if (this.count === this.entries || this.used + words > this.arena.length) this.makeRoom();
    this.count++;
    const hash = this.take(bytes, start, end);
    const { slots } = this;
    const at = this.slotOf(hash, length);
    slots[at + HASH] = hash;
    slots[at + LENGTH] = length;
    slots[at + FROM] = this.used;
    slots[at + ID] = id;
    this.arena.set(this.words.subarray(0, words), this.used);
    this.used += words;
  }

  /** Where the slot of the window in `words` begins: its own, or the empty one that it would take. */
  private slotOf(hash: number, length: number): number {
    const { slots, arena, words } = this;
    const mask = slots.length / SLOT - 1;
    const count = (length + 3) >> 2;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT;
      const found = slots[at + LENGTH];
      if (found === 0) return at;
      if (found !== length || slots[at + HASH] !== hash) continue;
      const from = slots[at + FROM] ?? 0;
      let word = 0;
      while (word < count && arena[from + word] === words[word]) word++;
      if (word === count) return at;
    }
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
    const old = this.slots;
    this.slots = new Int32Array(this.entries * 2 * SLOT);
    const mask = this.entries * 2 - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + LENGTH] === 0) continue;
      let slot = (old[from + HASH] ?? 0) & mask;
      while (this.slots[slot * SLOT + LENGTH] !== 0) slot = (slot + 1) & mask;
      this.slots.set(old.subarray(from, from + SLOT), slot * SLOT);
    }
    const arena = new Int32Array(this.entries * WORDS_PER_ENTRY);
    arena.set(this.arena);
    this.arena = arena;
  }

  /** Copies a window into `words`. @returns its hash */
  private take(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const { view, words } = this;
    let h = this.seed ^ (end - start);
    let at = start;
    let word = 0;
    for (; at + 4 <= end; at += 4) {
      const four = view.getInt32(at, true);
      words[word++] = four;
      h = Math.imul(h ^ four, 0x9e3779b1);
      h ^= h >>> 15;
    }
    if (at < end) {
      let rest = bytes[at] ?? 0;
      if (at + 1 < end) rest |= (bytes[at + 1] ?? 0) << 8;
      if (at + 2 < end) rest |= (bytes[at + 2] ?? 0) << 16;
      words[word] = rest;
      h = Math.imul(h ^ rest, 0x85ebca6b);
    }
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    return h ^ (h >>> 16);
  }
}
