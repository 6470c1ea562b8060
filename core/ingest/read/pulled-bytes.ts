/** The bytes of a compressed stream, taken piece by piece: what one decompressor leaves is there for the next, and each has its place. */
export class PulledBytes {
  private readonly chunks: AsyncIterator<Buffer>;
  /** What was pulled and not taken yet. */
  rest: Buffer = Buffer.alloc(0);
  /** Bytes that were taken. */
  offset = 0;
  /** Bytes that were pulled. */
  pulled = 0;

  constructor(input: AsyncIterable<Buffer>) {
    this.chunks = input[Symbol.asyncIterator]();
  }

  /** Has at least so many bytes in `rest`, as far as there are as many. @returns false at the end of the input */
  async fill(bytes = 1): Promise<boolean> {
    while (this.rest.length < bytes) {
      const next = await this.chunks.next();
      if (next.done) return false;
      this.pulled += next.value.length;
      this.rest = this.rest.length === 0 ? next.value : Buffer.concat([this.rest, next.value]);
    }
    return true;
  }

  take(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.offset += taken.length;
    return taken;
  }

  /** Takes zeros: tapes and block devices fill what they hold with them. @returns false at the end of the input */
  async passZeros(): Promise<boolean> {
    while (await this.fill()) {
      const zeros = zerosOf(this.rest);
      this.take(zeros);
      if (this.rest.length > 0) return true;
    }
    return false;
  }

  /** Takes all there is. @returns how many bytes it was */
  async passAll(): Promise<number> {
    let passed = 0;
    while (await this.fill()) passed += this.take(this.rest.length).length;
    return passed;
  }
}

function zerosOf(bytes: Buffer): number {
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++;
  return zeros;
}
