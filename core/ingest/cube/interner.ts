const OTHER = 'other';

/**
 * Names to small local ids, one instance per parser thread and import. Id 0 is "unknown" and is never given out.
 * Past its cap, new names are folded by `fold` (to a network, a registrable domain or `other`), and the fold is counted; when folds
 * alone have added a quarter of the cap (a log made to fill memory), what is new is `other`.
 */
export class Interner {
  private readonly ids = new Map<string, number>();
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
   * @param copy must return a string that does not keep its parent text alive (engines share substrings).
   * @param narrow the name under which a new one is kept, asked before it gets an id
   */
  constructor(
    cap: number,
    fold: (name: string) => string,
    copy: (name: string) => string,
    narrow: ((name: string) => string) | null = null,
  ) {
    this.narrow = narrow;
    this.cap = cap;
    this.fold = fold;
    this.copy = copy;
  }

  id(name: string): number {
    if (name === '') {
      return 0;
    }
    const known = this.ids.get(name);
    return known ?? this.insert(name);
  }

  private insert(name: string): number {
    let kept = this.narrow === null ? name : this.narrow(name);
    if (kept !== name) {
      this.narrowed++;
      const known = this.ids.get(kept);
      if (known !== undefined) {
        return known;
      }
    }
    if (this.ids.size >= this.cap) {
      kept = this.ids.size >= this.cap * 1.25 ? OTHER : this.fold(name);
      this.folded++;
      const known = this.ids.get(kept);
      if (known !== undefined) {
        return known;
      }
    }
    const flat = this.copy(kept);
    const id = this.ids.size + 1;
    this.ids.set(flat, id);
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
