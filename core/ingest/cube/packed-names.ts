/**
 * In: names with a number each. Out: the number of a name.
 * Guarantee: what it holds lies outside of the heap that is collected, in a third of the memory that a map of texts takes; its hash is
 * seeded so that log lines cannot aim at collisions.
 */

const FIRST_SLOTS = 1024;
/** A slot: where the name lies and one (0 while it is empty), its hash, its number. */
const SLOT = 3;
const AT = 0;
const HASH = 1;
const VALUE = 2;

/** Names lie in pages, none across two, each behind a byte with its length. */
const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;
/** Longer ones are rare. */
const MAX_PACKED = 255;
/** Stands for the hash of a name that is not packed. */
const ODD = -1;

export class PackedNames {
  private packed = 0;
  private readonly seed: number;
  private readonly factor: number;
  private slots = new Int32Array(FIRST_SLOTS * SLOT);
  private mask = FIRST_SLOTS - 1;
  private readonly pages: Uint8Array[] = [];
  /** Where the next name goes in the last page. */
  private end = PAGE;
  /** Long names, and those of characters that take more than a byte. */
  private readonly odd = new Map<string, number>();

  constructor(seed: number) {
    this.seed = seed | 0;
    this.factor = Math.imul(seed ^ (seed >>> 15), 0x85ebca6b) | 1;
  }

  get size(): number {
    return this.packed + this.odd.size;
  }

  /** @returns the name's number; undefined when it has none */
  get(name: string): number | undefined {
    const hash = this.hash(name);
    if (hash === ODD) return this.odd.get(name);
    const at = this.slotOf(name, hash);
    return this.slots[at + AT] === 0 ? undefined : this.slots[at + VALUE];
  }

  /**
   * Gives a name its number, in the place of the one that it has.
   * @param name must not be a piece of a longer text: engines keep all of that alive
   * @param value fits 31 bits
   */
  set(name: string, value: number): void {
    const hash = this.hash(name);
    if (hash === ODD) {
      this.odd.set(name, value);
      return;
    }
    let at = this.slotOf(name, hash);
    if (this.slots[at + AT] === 0) {
      if ((this.packed + 1) * 4 > (this.mask + 1) * 3) {
        this.grow();
        at = this.slotOf(name, hash);
      }
      this.packed++;
      this.slots[at + AT] = this.keep(name) + 1;
      this.slots[at + HASH] = hash;
    }
    this.slots[at + VALUE] = value;
  }

  /** @returns ODD where the name is not packed */
  private hash(name: string): number {
    const { length } = name;
    if (length > MAX_PACKED) return ODD;
    const { factor } = this;
    let h = this.seed ^ length;
    let all = 0;
    for (let i = 0; i < length; i++) {
      const code = name.charCodeAt(i);
      all |= code;
      h = Math.imul(h ^ code, factor);
      h ^= h >>> 15;
    }
    if (all > 0xff) return ODD;
    h = Math.imul(h, 0xc2b2ae35);
    return (h ^ (h >>> 13)) & 0x7fffffff;
  }

  /** Where the slot of a name begins: its own, or the empty one that it would take. */
  private slotOf(name: string, hash: number): number {
    const { slots, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT;
      const found = slots[at + AT] ?? 0;
      if (found === 0 || (slots[at + HASH] === hash && this.lies(name, found - 1))) return at;
    }
  }

  private lies(name: string, at: number): boolean {
    const page = this.pages[at >>> PAGE_BITS];
    if (!page) return false;
    const { length } = name;
    const from = at & (PAGE - 1);
    if (page[from] !== length) return false;
    for (let i = 0; i < length; i++) {
      if (page[from + 1 + i] !== name.charCodeAt(i)) return false;
    }
    return true;
  }

  private keep(name: string): number {
    const { length } = name;
    let page = this.pages.at(-1);
    if (!page || this.end + 1 + length > PAGE) {
      page = new Uint8Array(PAGE);
      this.pages.push(page);
      this.end = 0;
    }
    const at = (this.pages.length - 1) * PAGE + this.end;
    page[this.end++] = length;
    for (let i = 0; i < length; i++) page[this.end++] = name.charCodeAt(i);
    return at;
  }

  private grow(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / SLOT - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + AT] === 0) continue;
      let slot = (old[from + HASH] ?? 0) & mask;
      while (slots[slot * SLOT + AT] !== 0) slot = (slot + 1) & mask;
      slots.set(old.subarray(from, from + SLOT), slot * SLOT);
    }
    this.slots = slots;
    this.mask = mask;
  }
}
