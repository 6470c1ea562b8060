import { doubled } from '../../kit/doubled.ts';

const SPARE = 4096;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Collects the (user, destination) pairs of one frame. */
export class FramePairs {
  private users = new Uint32Array(SPARE);
  private dests = new Uint32Array(SPARE);
  /** Used again for each frame: what a thread allocates for a moment only makes it mark its whole memory more often. */
  private otherUsers = new Uint32Array(SPARE);
  private otherDests = new Uint32Array(SPARE);
  private readonly counts = new Uint32Array(DIGITS);
  private count = 0;
  /** All bits that occur in the ids: what has none needs no sorting. */
  private userBits = 0;
  private destBits = 0;

  add(user: number, dest: number): void {
    if (this.count >= this.users.length) {
      this.users = doubled(this.users);
      this.dests = doubled(this.dests);
    }
    this.users[this.count] = user;
    this.dests[this.count] = dest;
    this.userBits |= user;
    this.destBits |= dest;
    this.count++;
  }

  /** Distinct pairs, sorted by user, then destination (sorted ids compress well). */
  take(): { users: Uint32Array<ArrayBuffer>; dests: Uint32Array<ArrayBuffer> } {
    const pairs = this.count;
    if (this.otherUsers.length < this.users.length) {
      this.otherUsers = new Uint32Array(this.users.length);
      this.otherDests = new Uint32Array(this.users.length);
    }
    for (let shift = 0; shift < 32 && this.destBits >>> shift > 0; shift += DIGIT_BITS) this.sort(this.dests, shift);
    for (let shift = 0; shift < 32 && this.userBits >>> shift > 0; shift += DIGIT_BITS) this.sort(this.users, shift);
    this.count = 0;
    this.userBits = 0;
    this.destBits = 0;
    const { users, dests } = this;
    let n = 0;
    for (let i = 0; i < pairs; i++) {
      const user = users[i] ?? 0;
      const dest = dests[i] ?? 0;
      if (n > 0 && user === users[n - 1] && dest === dests[n - 1]) continue;
      users[n] = user;
      dests[n++] = dest;
    }
    return { users: users.slice(0, n), dests: dests.slice(0, n) };
  }

  /** Orders the pairs by one digit of the ids in `keys` and leaves those of the same digit as they stood. */
  private sort(keys: Uint32Array, shift: number): void {
    const { users, dests, otherUsers, otherDests, counts, count } = this;
    counts.fill(0);
    for (let i = 0; i < count; i++) {
      const digit = ((keys[i] ?? 0) >>> shift) & (DIGITS - 1);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    let before = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const here = counts[digit] ?? 0;
      counts[digit] = before;
      before += here;
    }
    for (let i = 0; i < count; i++) {
      const digit = ((keys[i] ?? 0) >>> shift) & (DIGITS - 1);
      const to = counts[digit] ?? 0;
      counts[digit] = to + 1;
      otherUsers[to] = users[i] ?? 0;
      otherDests[to] = dests[i] ?? 0;
    }
    this.users = otherUsers;
    this.dests = otherDests;
    this.otherUsers = users;
    this.otherDests = dests;
  }
}
