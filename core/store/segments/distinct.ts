/**
 * Exact distinct counts per group: how many different members (users, hosts …) a group (app, hour …) has.
 * A bit table where groups × members is small enough, a hash set of pairs otherwise; both exact.
 */
export interface DistinctCounter {
  add(group: number, member: number): void;
  count(group: number): number;
  /** Distinct members over several groups together. */
  union(groups: readonly number[]): number;
}

/** Largest bit table, in bits (32 MiB). */
const MAX_BITS = 2 ** 28;

/** Members run from 1; member 0 means unknown and is never counted. */
export function distinctCounter(groups: number, members: number): DistinctCounter {
  return groups * (members + 1) <= MAX_BITS ? new BitCounter(groups, members + 1) : new PairCounter(groups);
}

class BitCounter implements DistinctCounter {
  private readonly words: number;
  private readonly bits: Int32Array;

  constructor(groups: number, members: number) {
    this.words = (members + 31) >>> 5;
    this.bits = new Int32Array(groups * this.words);
  }

  add(group: number, member: number): void {
    if (member !== 0) {
      const at = group * this.words + (member >>> 5);
      this.bits[at] = (this.bits[at] ?? 0) | (1 << (member & 31));
    }
  }

  count(group: number): number {
    let n = 0;
    const start = group * this.words;
    for (let i = start; i < start + this.words; i++) {
      n += ones(this.bits[i] ?? 0);
    }
    return n;
  }

  union(groups: readonly number[]): number {
    let n = 0;
    for (let w = 0; w < this.words; w++) {
      let word = 0;
      for (const group of groups) {
        word |= this.bits[group * this.words + w] ?? 0;
      }
      n += ones(word);
    }
    return n;
  }
}

function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Open-addressing set of (group, member) pairs. */
class PairCounter implements DistinctCounter {
  private groups = new Uint32Array(1 << 16);
  private members = new Uint32Array(1 << 16);
  private size = 0;
  private readonly counts: Uint32Array;

  constructor(groups: number) {
    this.counts = new Uint32Array(groups);
  }

  add(group: number, member: number): void {
    if (member === 0) {
      return;
    }
    if (this.size * 2 > this.members.length) {
      this.grow();
    }
    if (this.insert(group, member)) {
      this.size++;
      this.counts[group] = (this.counts[group] ?? 0) + 1;
    }
  }

  private insert(group: number, member: number): boolean {
    const mask = this.members.length - 1;
    let h = Math.imul(group ^ 0x5bd1e995, 0x9e3779b1) ^ Math.imul(member, 0x85ebca6b);
    h ^= h >>> 15;
    for (let slot = h & mask; ; slot = (slot + 1) & mask) {
      const held = this.members[slot] ?? 0;
      if (held === 0) {
        this.members[slot] = member;
        this.groups[slot] = group;
        return true;
      }
      if (held === member && this.groups[slot] === group) {
        return false;
      }
    }
  }

  private grow(): void {
    const { groups, members } = this;
    this.groups = new Uint32Array(groups.length * 2);
    this.members = new Uint32Array(members.length * 2);
    for (let i = 0; i < members.length; i++) {
      if ((members[i] ?? 0) !== 0) {
        this.insert(groups[i] ?? 0, members[i] ?? 0);
      }
    }
  }

  count(group: number): number {
    return this.counts[group] ?? 0;
  }

  union(groups: readonly number[]): number {
    if (groups.length === 1) {
      return this.count(groups[0] ?? 0);
    }
    const wanted = new Set(groups);
    const seen = new Set<number>();
    for (let i = 0; i < this.members.length; i++) {
      const member = this.members[i] ?? 0;
      if (member !== 0 && wanted.has(this.groups[i] ?? 0)) {
        seen.add(member);
      }
    }
    return seen.size;
  }
}
