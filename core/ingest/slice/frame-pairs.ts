/** More destinations than a parser ever names (4 M and their folds): user and destination fit into one exact number. */
const DEST_IDS = 2 ** 24;
const SPARE = 4096;

/** Collects the (user, destination) pairs of one frame. */
export class FramePairs {
  private users = new Uint32Array(SPARE);
  private dests = new Uint32Array(SPARE);
  /** Used again for each frame: what a thread allocates for a moment only makes it mark its whole memory more often. */
  private keys = new Float64Array(SPARE);
  private count = 0;

  add(user: number, dest: number): void {
    if (this.count >= this.users.length) {
      this.users = twice(this.users);
      this.dests = twice(this.dests);
    }
    this.users[this.count] = user;
    this.dests[this.count] = dest;
    this.count++;
  }

  /** Distinct pairs, sorted by user, then destination (sorted ids compress well). */
  take(): { users: Uint32Array<ArrayBuffer>; dests: Uint32Array<ArrayBuffer> } {
    const pairs = this.count;
    this.count = 0;
    if (this.keys.length < pairs) this.keys = new Float64Array(this.users.length);
    const keys = this.keys.subarray(0, pairs);
    for (let i = 0; i < pairs; i++) {
      keys[i] = (this.users[i] ?? 0) * DEST_IDS + (this.dests[i] ?? 0);
    }
    keys.sort();
    let n = 0;
    for (let i = 0; i < pairs; i++) {
      const key = keys[i] ?? 0;
      if (i > 0 && key === keys[n - 1]) continue;
      keys[n++] = key;
    }
    const users = new Uint32Array(n);
    const dests = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const key = keys[i] ?? 0;
      users[i] = Math.floor(key / DEST_IDS);
      dests[i] = key % DEST_IDS;
    }
    return { users, dests };
  }
}

function twice(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(old.length * 2);
  bigger.set(old);
  return bigger;
}
