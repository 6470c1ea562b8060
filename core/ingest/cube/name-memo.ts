/**
 * In: names as windows of raw bytes. Out: the ids that they were found to have.
 * Guarantee: a window is known only if it was learned byte for byte; what is forgotten (the memo is bounded) is merely not known.
 *
 * A log repeats its names: most lines need neither a string nor a look at how a name is spelled. What takes time is waiting: for memory,
 * so all that a look-up needs of a short name lies side by side, and for branches guessed wrongly, so bytes are taken four at a time, the
 * last four overlapping those before. With the length, these words tell a name as well as its bytes do.
 */

import { doubled } from '../../kit/doubled.ts';

/** Few: small files and windows of evidence hold few names, and clearing the memory of many takes longer than reading them. */
const FIRST_ENTRIES = 256;
const MAX_ENTRIES = 131_072;
/** Longer names are rare; they take the long way. */
const MAX_NAME = 255;
/** Names up to here stand in their slots, longer ones in the arena. */
const SHORT = 16;
/** Words of long names, all together. */
const MAX_ARENA = MAX_ENTRIES * 8;

/** A slot: length in bytes (0 where it is empty), id, and of a short name its four words, of another its hash and first word in the arena. */
const SLOT = 8;
const LENGTH = 0;
const ID = 1;
const WORD = 2;
const HASH = 2;
const FROM = 3;

export class NameMemo {
  /** Odd factors that no log line can know: it cannot aim at collisions. */
  private readonly factors: readonly [number, number, number, number];
  private entries = FIRST_ENTRIES;
  private count = 0;
  private used = 0;
  private mask = FIRST_ENTRIES * 2 - 1;
  private slots = new Int32Array(FIRST_ENTRIES * 2 * SLOT);
  /** Grows with the long names: most dictionaries have few. */
  private arena = new Int32Array(FIRST_ENTRIES);
  private bytes: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  constructor(seed: number) {
    this.factors = [
      scramble(seed, 0x9e3779b1),
      scramble(seed, 0x85ebca6b),
      scramble(seed, 0xc2b2ae35),
      scramble(seed, 0x27d4eb2f),
    ];
  }

  /** @returns the id learned for bytes[start, end), 0 for an empty window, -1 when it is not known */
  find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    if (length > MAX_NAME) return -1;
    const at = this.slotOf(bytes, start, end);
    return this.slots[at + LENGTH] === 0 ? -1 : (this.slots[at + ID] ?? -1);
  }

  /** Remembers the id of a window that `find` does not know. */
  learn(bytes: Uint8Array, start: number, end: number, id: number): void {
    const length = end - start;
    if (length <= 0 || length > MAX_NAME || this.find(bytes, start, end) >= 0) return;
    const words = (length + 3) >> 2;
    const isLong = length > SHORT;
    if (isLong && this.used + words > MAX_ARENA) this.forget();
    if (this.count === this.entries) this.makeRoom();
    if (isLong && this.used + words > this.arena.length) this.arena = doubled(this.arena);
    this.count++;
    const at = this.slotOf(bytes, start, end);
    const { slots, view } = this;
    slots[at + LENGTH] = length;
    slots[at + ID] = id;
    if (!isLong) {
      for (let word = 0; word < 4; word++) slots[at + WORD + word] = shortWord(view, start, end, word);
      return;
    }
    slots[at + HASH] = this.longHash(start, end);
    slots[at + FROM] = this.used;
    for (let word = 0; word < words; word++) this.arena[this.used++] = longWord(view, start, end, word);
  }

  /** Where the slot of a window begins: its own, or the empty one that it would take. */
  private slotOf(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return end - start <= SHORT ? this.shortSlot(start, end) : this.longSlot(start, end);
  }

  private shortSlot(start: number, end: number): number {
    const { view, slots, mask } = this;
    const length = end - start;
    const first = length >= 4 ? view.getInt32(start, true) : fewBytes(view, start, end);
    const second = length > 8 ? view.getInt32(start + 4, true) : 0;
    const third = length > 8 ? view.getInt32(end - 8, true) : 0;
    const fourth = length > 4 ? view.getInt32(end - 4, true) : 0;
    for (let slot = this.shortHash(length, first, second, third, fourth) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT;
      const found = slots[at + LENGTH];
      if (found === 0) return at;
      if (
        found === length &&
        slots[at + WORD] === first &&
        slots[at + WORD + 1] === second &&
        slots[at + WORD + 2] === third &&
        slots[at + WORD + 3] === fourth
      )
        return at;
    }
  }

  private shortHash(length: number, first: number, second: number, third: number, fourth: number): number {
    const { factors } = this;
    const h =
      Math.imul(first ^ length, factors[0]) ^
      Math.imul(second, factors[1]) ^
      (Math.imul(third, factors[2]) + Math.imul(fourth, factors[3]));
    return finish(h);
  }

  private longSlot(start: number, end: number): number {
    const { view, slots, arena, mask } = this;
    const length = end - start;
    const hash = this.longHash(start, end);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT;
      const found = slots[at + LENGTH];
      if (found === 0) return at;
      if (found !== length || slots[at + HASH] !== hash) continue;
      let from = slots[at + FROM] ?? 0;
      let pos = start;
      while (pos + 4 <= end && arena[from] === view.getInt32(pos, true)) {
        pos += 4;
        from++;
      }
      if (pos + 4 > end && (pos === end || arena[from] === view.getInt32(end - 4, true))) return at;
    }
  }

  private longHash(start: number, end: number): number {
    const { view, factors } = this;
    const [even, odd] = factors;
    let h = end - start;
    let g = 0;
    let at = start;
    for (; at + 8 <= end; at += 8) {
      h = Math.imul(h ^ view.getInt32(at, true), even);
      g = Math.imul(g ^ view.getInt32(at + 4, true), odd);
      h ^= h >>> 15;
      g ^= g >>> 15;
    }
    h = Math.imul(h ^ view.getInt32(end - 8, true), even);
    g = Math.imul(g ^ view.getInt32(end - 4, true), odd);
    return finish(h ^ g);
  }

  /** Doubles, or forgets everything once there is no more to give. */
  private makeRoom(): void {
    if (this.entries >= MAX_ENTRIES) {
      this.forget();
      return;
    }
    this.entries *= 2;
    const old = this.slots;
    this.slots = new Int32Array(this.entries * 2 * SLOT);
    this.mask = this.entries * 2 - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      const length = old[from + LENGTH] ?? 0;
      if (length === 0) continue;
      let slot = (length <= SHORT ? this.storedHash(old, from) : (old[from + HASH] ?? 0)) & this.mask;
      while (this.slots[slot * SLOT + LENGTH] !== 0) slot = (slot + 1) & this.mask;
      const at = slot * SLOT;
      for (let word = 0; word < SLOT; word++) this.slots[at + word] = old[from + word] ?? 0;
    }
  }

  private forget(): void {
    this.count = 0;
    this.used = 0;
    this.slots.fill(0);
  }

  private storedHash(slots: Int32Array, at: number): number {
    const from = at + WORD;
    return this.shortHash(
      slots[at + LENGTH] ?? 0,
      slots[from] ?? 0,
      slots[from + 1] ?? 0,
      slots[from + 2] ?? 0,
      slots[from + 3] ?? 0,
    );
  }
}

function scramble(seed: number, by: number): number {
  const h = Math.imul(seed ^ (seed >>> 15) ^ by, by);
  return (h ^ (h >>> 13)) | 1;
}

function finish(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** One to three bytes as one word. */
function fewBytes(view: DataView, start: number, end: number): number {
  return view.getUint8(start) | (view.getUint8((start + end) >> 1) << 8) | (view.getUint8(end - 1) << 16);
}

/** The words of a name of up to 16 bytes, as `shortSlot` takes them. */
function shortWord(view: DataView, start: number, end: number, word: number): number {
  const length = end - start;
  if (word === 0) return length >= 4 ? view.getInt32(start, true) : fewBytes(view, start, end);
  if (word === 3) return length > 4 ? view.getInt32(end - 4, true) : 0;
  if (length <= 8) return 0;
  return view.getInt32(word === 1 ? start + 4 : end - 8, true);
}

/** The words of a longer name; the last one ends where the name does. */
function longWord(view: DataView, start: number, end: number, word: number): number {
  return view.getInt32(Math.min(start + word * 4, end - 4), true);
}
