/**
 * The unpacked bytes of a tar archive from any place on. A plain one is read there. A compressed one is unpacked from its beginning: what
 * was unpacked for one member goes on with the next, so that members read in their order cost one unpacking, and a member whose beginning was
 * looked at is read without another.
 * Guarantee: nothing is unpacked to disk; of a compressed archive one decompressor and a member's beginning are held, for seconds.
 */
import { createReadStream } from 'node:fs';
import { PulledBytes } from './pulled-bytes.ts';
import type { Compression } from './sources.ts';
import { pieceOf, unpack } from './unpack.ts';

export type TarPacking = Exclude<Compression, 'zip' | 'tar'>;

/** Kept of a member's beginning: as much as a preview looks at. */
const MOST_KEPT = 2 * 1024 * 1024;
/** Members are opened soon after one another or not at all. */
const IDLE_MS = 5_000;

export class TarBytes {
  private readonly file: string;
  private readonly packing: TarPacking;
  private readonly packedBytes: number;
  private idle: Unpacking | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(file: string, packing: TarPacking, packedBytes: number) {
    this.file = file;
    this.packing = packing;
    this.packedBytes = packedBytes;
  }

  /** So many bytes from there on; fewer where the archive ends. */
  async *read(offset: number, length: number): AsyncGenerator<Buffer> {
    if (length === 0) return;
    const { packing } = this;
    if (packing === 'none') {
      yield* createReadStream(this.file, {
        start: offset,
        end: offset + length - 1,
        highWaterMark: pieceOf(length),
      }) as AsyncIterable<Buffer>;
      return;
    }
    const unpacking = this.take(offset, packing);
    try {
      yield* unpacking.read(offset, length);
    } finally {
      // Left early, it goes on with the next.
      if (unpacking.isFailed) unpacking.destroy();
      else this.giveBack(unpacking);
    }
  }

  private take(offset: number, packing: Exclude<TarPacking, 'none'>): Unpacking {
    const { idle } = this;
    this.idle = null;
    if (this.timer) clearTimeout(this.timer);
    if (idle?.reaches(offset)) return idle;
    idle?.destroy();
    return new Unpacking(this.file, packing, this.packedBytes);
  }

  private giveBack(unpacking: Unpacking): void {
    this.idle?.destroy();
    this.idle = unpacking;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.idle?.destroy();
      this.idle = null;
    }, IDLE_MS).unref();
  }
}

/** One pass over a compressed archive. */
class Unpacking {
  private readonly stream: ReturnType<typeof unpack>;
  private readonly bytes: PulledBytes;
  /** Where the kept bytes begin, which reach to where it stands; null where they are too many. */
  private kept: { readonly start: number; readonly parts: Buffer[]; bytes: number } | null = null;
  isFailed = false;

  constructor(file: string, packing: Exclude<TarPacking, 'none'>, packedBytes: number) {
    const packed = createReadStream(file, { highWaterMark: pieceOf(packedBytes) });
    // What is missing of it is told by the archive's list, and by the member that it is of.
    this.stream = unpack(packed, packing, file, packedBytes, () => undefined);
    this.bytes = new PulledBytes(this.stream);
  }

  reaches(offset: number): boolean {
    return !this.isFailed && (this.bytes.offset <= offset || this.kept?.start === offset);
  }

  async *read(offset: number, length: number): AsyncGenerator<Buffer> {
    let left = length;
    try {
      if (this.kept?.start === offset) {
        for (const part of [...this.kept.parts]) {
          left -= part.length;
          yield part;
        }
      } else {
        await this.skipTo(offset);
        this.kept = { start: offset, parts: [], bytes: 0 };
      }
      while (left > 0 && (await this.bytes.fill())) {
        const part = this.bytes.take(Math.min(left, this.bytes.rest.length));
        left -= part.length;
        this.keep(part);
        yield part;
      }
    } catch (cause) {
      this.isFailed = true;
      throw cause;
    }
  }

  destroy(): void {
    this.isFailed = true;
    this.stream.destroy();
  }

  private keep(part: Buffer): void {
    if (this.kept === null) return;
    this.kept.bytes += part.length;
    if (this.kept.bytes > MOST_KEPT) this.kept = null;
    else this.kept.parts.push(part);
  }

  private async skipTo(offset: number): Promise<void> {
    while (this.bytes.offset < offset && (await this.bytes.fill())) {
      this.bytes.take(Math.min(offset - this.bytes.offset, this.bytes.rest.length));
    }
  }
}
