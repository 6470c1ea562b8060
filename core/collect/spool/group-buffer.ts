import type { GroupFacts } from './segment-file.ts';

const LF = 10;
const FIRST_BYTES = 64 * 1024;

/** Lines that wait for the next sync, as the bytes that will stand in the segment. Grows, and is used again. */
export class GroupBuffer {
  private buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private readonly senders = new Map<string, number>();
  private from = 0;
  private to = 0;
  bytes = 0;
  lines = 0;

  add(line: Buffer, sender: string, now: number): void {
    const end = this.bytes + line.length + 1;
    if (end > this.buffer.length) {
      const bigger = Buffer.allocUnsafeSlow(Math.max(end, this.buffer.length * 2));
      this.buffer.copy(bigger, 0, 0, this.bytes);
      this.buffer = bigger;
    }
    line.copy(this.buffer, this.bytes);
    this.buffer[end - 1] = LF;
    this.bytes = end;
    if (this.lines++ === 0) this.from = now;
    this.to = now;
    this.senders.set(sender, (this.senders.get(sender) ?? 0) + 1);
  }

  get content(): Buffer {
    return this.buffer.subarray(0, this.bytes);
  }

  get facts(): GroupFacts {
    return { lines: this.lines, from: this.from, to: this.to, senders: this.senders };
  }

  clear(): void {
    this.bytes = 0;
    this.lines = 0;
    this.senders.clear();
  }
}
