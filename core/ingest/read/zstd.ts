/**
 * In: a zstd file as a stream. Out: the bytes of all its frames (RFC 8878, section 3).
 * Guarantee: appended files and the output of parallel compressors are read to their end; Node's own decompressor stops silently
 * behind the first frame. What stands behind the last frame, zeros apart, and an input that ends inside a frame are told.
 */
import { pipeline, Readable } from 'node:stream';
import { constants, createZstdDecompress } from 'node:zlib';
import type { PulledBytes } from './pulled-bytes.ts';
import type { OnLoss } from './unpack-loss.ts';

const FRAME_MAGIC = 0xfd2fb528;
/** Lowest of sixteen magic numbers of frames that carry no content. */
const SKIP_MAGIC = 0x184d2a50;

export function isZstd(magic: Buffer): boolean {
  return magic.length >= 4 && (magic.readUInt32LE(0) === FRAME_MAGIC || isSkippable(magic));
}

function isSkippable(magic: Buffer): boolean {
  return (magic.readUInt32LE(0) & 0xfffffff0) >>> 0 === SKIP_MAGIC;
}

type Stage = 'magic' | 'descriptor' | 'skipSize' | 'blockHeader' | 'lastBlock' | 'done';

/** Follows a frame's structure far enough to know where it ends. */
class FrameEnd {
  private stage: Stage = 'magic';
  private readonly small = Buffer.alloc(4);
  private have = 0;
  private want = 4;
  /** Bytes of no interest before the next stage. */
  private pass = 0;
  private hasChecksum = false;

  get done(): boolean {
    return this.stage === 'done' && this.pass === 0;
  }

  /** @returns how many bytes from the start of `chunk` belong to the frame */
  take(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && !this.done) {
      if (this.pass > 0) {
        const step = Math.min(this.pass, chunk.length - at);
        this.pass -= step;
        at += step;
        continue;
      }
      if (this.stage === 'lastBlock') {
        this.endOfBlocks();
        continue;
      }
      this.small[this.have++] = chunk[at++] ?? 0;
      if (this.have === this.want) {
        this.have = 0;
        this.next();
      }
    }
    if (this.stage === 'lastBlock' && this.pass === 0) {
      this.endOfBlocks();
    }
    return at;
  }

  private endOfBlocks(): void {
    this.stage = 'done';
    this.pass = this.hasChecksum ? 4 : 0;
  }

  private next(): void {
    const { small } = this;
    if (this.stage === 'magic') {
      const skip = isSkippable(small);
      this.stage = skip ? 'skipSize' : 'descriptor';
      this.want = skip ? 4 : 1;
    } else if (this.stage === 'skipSize') {
      this.pass = small.readUInt32LE(0);
      this.stage = 'done';
    } else if (this.stage === 'descriptor') {
      const descriptor = small[0] ?? 0;
      const isSingle = (descriptor >> 5) & 1;
      this.hasChecksum = ((descriptor >> 2) & 1) === 1;
      const sizeBytes = [isSingle, 2, 4, 8][descriptor >> 6] ?? 0;
      this.pass = 1 - isSingle + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes;
      this.stage = 'blockHeader';
      this.want = 3;
    } else {
      const header = small.readUIntLE(0, 3);
      const isRepeat = ((header >> 1) & 3) === 1;
      this.pass = isRepeat ? 1 : header >> 3;
      this.stage = (header & 1) === 1 ? 'lastBlock' : 'blockHeader';
    }
  }
}

export async function* unpackZstd(input: PulledBytes, onLoss: OnLoss): AsyncGenerator<Buffer> {
  while (await input.passZeros()) {
    const start = input.offset;
    await input.fill(4);
    if (!isZstd(input.rest)) {
      onLoss({ isCut: false, offset: start, bytes: await input.passAll() });
      return;
    }
    const end = new FrameEnd();
    async function* frame(): AsyncGenerator<Buffer> {
      while (!end.done && (await input.fill())) yield input.take(end.take(input.rest));
    }
    // Told to flush at its end, it gives what it has of a frame that was cut.
    const inflate = createZstdDecompress({ chunkSize: 1 << 18, finishFlush: constants.ZSTD_e_flush });
    // Failures of either side reach the reader through `inflate`.
    pipeline(Readable.from(frame(), { objectMode: false }), inflate, () => undefined);
    for await (const part of inflate as AsyncIterable<Buffer>) {
      yield part;
    }
    if (!end.done) {
      onLoss({ isCut: true, offset: input.offset, bytes: null });
      return;
    }
  }
}
