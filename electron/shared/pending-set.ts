/** What was asked for and not yet confirmed, and who waits for all of it. */
export interface PendingSet {
  add(key: string): void;
  remove(key: string): void;
  clear(): void;
  /** Resolves when nothing is pending (any more). */
  empty(): Promise<void>;
}

export function createPendingSet(): PendingSet {
  const keys = new Set<string>();
  let waiting: (() => void)[] = [];
  function release(): void {
    if (keys.size > 0) return;
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  }
  return {
    add: (key) => {
      keys.add(key);
    },
    remove(key) {
      keys.delete(key);
      release();
    },
    clear() {
      keys.clear();
      release();
    },
    empty: () => (keys.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
