const FIRST_BYTES = 4096;
const EMPTY = Buffer.alloc(0);

/** The beginning of a message whose rest is still to come. Grows by doubling, so that one that comes in crumbs is not copied for each of them. */
export class HeldBytes {
  private buffer = EMPTY;
  private used = 0;

  get length(): number {
    return this.used;
  }

  get content(): Buffer {
    return this.buffer.subarray(0, this.used);
  }

  append(bytes: Buffer): void {
    const end = this.used + bytes.length;
    if (end > this.buffer.length) {
      const bigger = Buffer.allocUnsafeSlow(Math.max(end, this.buffer.length * 2, FIRST_BYTES));
      this.buffer.copy(bigger, 0, 0, this.used);
      this.buffer = bigger;
    }
    bytes.copy(this.buffer, this.used);
    this.used = end;
  }

  /** Holds these bytes and no others; they are copied, so that a few do not keep a whole chunk in memory. */
  keep(bytes: Buffer): void {
    this.buffer = bytes.length === 0 ? EMPTY : Buffer.from(bytes);
    this.used = bytes.length;
  }
}
