import { PackedNames } from './packed-names.ts';

const OTHER = 'other';
/** Names kept as texts, which are found a little faster: the first ones that a log brings are those it repeats most. */
const MAX_TEXTS = 16_384;

/**
 * Names to small local ids, one instance per parser thread and import. Id 0 is "unknown" and is never given out.
 * Past its cap, new names are folded by `fold` (to a network, a registrable domain or `other`), and the fold is counted; when folds
 * alone have added a quarter of the cap (a log made to fill memory), what is new is `other`.
 */
export class Interner {
  private readonly texts = new Map<string, number>();
  /** The names behind those. */
  private readonly packed: PackedNames;
  private fresh: string[] = [];
  private readonly cap: number;
  private readonly fold: (name: string) => string;
  private readonly copy: (name: string) => string;
  private readonly narrow: ((name: string) => string) | null;
  /** Names that were folded because the cap was reached. */
  folded = 0;
  /** Names that `narrow` gave another name. */
  narrowed = 0;

  /**
   * @param seed no log line can know it
   * @param copy must return a string that does not keep its parent text alive (engines share substrings).
   * @param narrow the name under which a new one is kept, asked before it gets an id
   */
  constructor(
    seed: number,
    cap: number,
    fold: (name: string) => string,
    copy: (name: string) => string,
    narrow: ((name: string) => string) | null = null,
  ) {
    this.packed = new PackedNames(seed);
    this.narrow = narrow;
    this.cap = cap;
    this.fold = fold;
    this.copy = copy;
  }

  id(name: string): number {
    if (name === '') {
      return 0;
    }
    return this.find(name) ?? this.insert(name);
  }

  private find(name: string): number | undefined {
    const known = this.texts.get(name);
    return known === undefined && this.packed.size > 0 ? this.packed.get(name) : known;
  }

  private get size(): number {
    return this.texts.size + this.packed.size;
  }

  private insert(name: string): number {
    let kept = this.narrow === null ? name : this.narrow(name);
    if (kept !== name) {
      this.narrowed++;
      const known = this.find(kept);
      if (known !== undefined) {
        return known;
      }
    }
    if (this.size >= this.cap) {
      kept = this.size >= this.cap * 1.25 ? OTHER : this.fold(name);
      this.folded++;
      const known = this.find(kept);
      if (known !== undefined) {
        return known;
      }
    }
    const flat = this.copy(kept);
    const id = this.size + 1;
    if (this.texts.size < MAX_TEXTS) this.texts.set(flat, id);
    else this.packed.set(flat, id);
    this.fresh.push(flat);
    return id;
  }

  /** Names given an id since the last call, in id order. */
  takeFresh(): string[] {
    const fresh = this.fresh;
    this.fresh = [];
    return fresh;
  }
}
