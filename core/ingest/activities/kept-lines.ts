/**
 * Lines of a part of the kept records. In: lines one after the other, parts of larger buffers that must stay as they are until they are taken.
 * Out: all of them with line ends between; without a copy where they lie so in the log.
 */

const LF = 10;

/** Lines that lie one behind the other, by places in the buffer that they are parts of. */
interface Run {
  readonly of: Uint8Array;
  readonly start: number;
  end: number;
}

export class KeptLines {
  private runs: Run[] = [];
  private last: Run | null = null;
  /** With a line end behind each. */
  bytes = 0;
  count = 0;

  /** @param line without its end */
  add(line: Uint8Array): void {
    const { buffer, byteOffset: start, length } = line;
    const { last } = this;
    if (last !== null && last.end + 1 === start && last.of.buffer === buffer && last.of[last.end] === LF) {
      last.end = start + length;
    } else {
      this.last = { of: new Uint8Array(buffer), start, end: start + length };
      this.runs.push(this.last);
    }
    this.bytes += length + 1;
    this.count++;
  }

  /** The lines so far; those that follow are others. */
  take(): Buffer {
    const { runs, bytes } = this;
    this.runs = [];
    this.last = null;
    this.bytes = 0;
    this.count = 0;
    const [first] = runs;
    if (first !== undefined && runs.length === 1)
      return Buffer.from(first.of.buffer, first.start, first.end - first.start);
    const out = Buffer.allocUnsafe(Math.max(bytes - 1, 0));
    let at = 0;
    for (const run of runs) {
      if (run !== first) out[at++] = LF;
      out.set(run.of.subarray(run.start, run.end), at);
      at += run.end - run.start;
    }
    return out;
  }
}
