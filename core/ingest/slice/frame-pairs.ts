/** More destinations than a parser ever names (4 M and their folds): user and destination fit into one exact number. */
const DEST_IDS = 2 ** 24;
const SPARE = 4096;

/** Collects the (user, destination) pairs of one frame. */
export class FramePairs {
  private users = new Uint32Array(SPARE);
  private dests = new Uint32Array(SPARE);
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
    const keys = new Float64Array(pairs);
    for (let i = 0; i < pairs; i++) {
      keys[i] = (this.users[i] ?? 0) * DEST_IDS + (this.dests[i] ?? 0);
    }
    keys.sort();
    const users = new Uint32Array(pairs);
    const dests = new Uint32Array(pairs);
    let n = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0;
      if (i > 0 && key === keys[i - 1]) {
        continue;
      }
      users[n] = Math.floor(key / DEST_IDS);
      dests[n] = key % DEST_IDS;
      n++;
    }
    return { users: users.slice(0, n), dests: dests.slice(0, n) };
  }
}

function twice(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(old.length * 2);
  bigger.set(old);
  return bigger;
}
