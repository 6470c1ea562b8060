/** Keeps the values that were asked for last. */
export class LastUsed<V extends object> {
  private readonly held = new Map<string, V>();
  private readonly most: number;

  /** @param most values that are kept */
  constructor(most: number) {
    this.most = most;
  }

  /** The kept value, else one made now; what making throws is thrown and nothing kept. */
  get(key: string, make: () => V): V {
    const value = this.held.get(key) ?? make();
    // Last used goes last.
    this.held.delete(key);
    this.held.set(key, value);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= this.most) break;
      this.held.delete(oldest);
    }
    return value;
  }
}
