/** Lines a second over the last seconds, from a counter that only grows. */
const SECONDS = 64;

export class Rate {
  private readonly marks = new Float64Array(SECONDS);
  private second = -1;
  private first = -1;

  /** Tells the counter's value at `now` (ms); call at least once a second while it grows. */
  note(total: number, now: number): void {
    const second = Math.floor(now / 1000);
    if (this.second < 0) {
      this.first = second;
      this.second = second;
    }
    while (this.second < second) {
      const held = this.marks[this.second % SECONDS] ?? 0;
      this.second = Math.max(this.second + 1, second - SECONDS + 1);
      this.marks[this.second % SECONDS] = held;
    }
    this.marks[second % SECONDS] = total;
  }

  /** Mean over the last `seconds` (60 at most) before `now`; less where it has not run that long. */
  over(seconds: number, now: number): number {
    const second = Math.floor(now / 1000);
    if (this.second < 0) return 0;
    const span = Math.min(seconds, SECONDS - 4, second - this.first + 1);
    const at = (when: number): number =>
      when < this.first ? 0 : (this.marks[Math.min(when, this.second) % SECONDS] ?? 0);
    if (second - this.second >= span) return 0;
    return Math.max(0, at(second) - at(second - span)) / span;
  }
}
