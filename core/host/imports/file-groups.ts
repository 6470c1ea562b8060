/**
 * Files of one import, and what has to be stored between them. A file may repeat one before it (a rotated log and its compressed twin in
 * one folder), so what was read must be known before the next is read. Small files in a row are read by one parser, which knows each as soon
 * as it has read it: thousands of them make a few batches, and go to the threads many at a time. Before and behind a larger file, which
 * several parsers read, all of them hand over what they hold and learn what the others have found.
 */
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import type { FileEnd, NewFile } from '../../store/write/imports.ts';
import type { ParserPool } from './parser-pool.ts';
import { type Part, PartBuffer, SMALL_FILE_BYTES, type SmallFile, storePart } from './small-parts.ts';
import type { WriterCalls } from './writer-calls.ts';

/** Small files that a parser holds the bytes of until they are stored. */
const GROUP_BYTES = 8 * SMALL_FILE_BYTES;
/** Handed over at a time, whichever comes first. */
const PART_BYTES = SMALL_FILE_BYTES;
const PART_FILES = 100;

export class FileGroups {
  private readonly pool: ParserPool;
  private readonly writer: WriterCalls;
  private readonly importId: number;
  /** Stored since the parsers were told of frames last. */
  private frames: KnownFrame[] = [];
  /** Small files that are not handed over yet. */
  private readonly part = new PartBuffer<SmallFile>(PART_BYTES, PART_FILES);
  /** The part that was handed over last. */
  private sending: Promise<void> = Promise.resolve();
  /** Bytes of small files behind the last step at which everything was stored. */
  private held = 0;
  /** A larger file was begun, and nothing was told of it since. */
  private hasLarge = false;
  /** The larger file at hand is not finished. */
  private isInLarge = false;
  /** Nothing follows the file at hand. */
  isLast = false;

  constructor(pool: ParserPool, writer: WriterCalls, importId: number) {
    this.pool = pool;
    this.writer = writer;
    this.importId = importId;
  }

  /** Where a small file is read to. */
  get place(): Uint8Array<ArrayBuffer> {
    return this.part.place;
  }

  /** Whether frames stored now are compared with any. Those of the last file are as many as it is large. */
  get wantsFrames(): boolean {
    return !(this.isLast && this.isInLarge);
  }

  stored(frames: readonly KnownFrame[]): void {
    for (const frame of frames) this.frames.push(frame);
  }

  /** @returns the file's number */
  async beginLarge(file: NewFile): Promise<number> {
    await this.settle();
    const number = await this.writer.addFile(this.importId, file);
    this.hasLarge = true;
    this.isInLarge = true;
    return number;
  }

  /** Its facts are stored; what the parsers still hold of it is stored before the next file is read. */
  async endLarge(end: FileEnd): Promise<void> {
    await this.writer.finishFiles(this.importId, [end]);
    this.isInLarge = false;
  }

  /**
   * It is read with others; `finish` waits for the last ones.
   * @param bytes at most as many as make a file small; whoever gave them may use their place again
   */
  async addSmall(small: SmallFile, bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    const isDue = this.hasLarge || this.held + length > GROUP_BYTES;
    // Before anything is waited for: then the place may hold something else.
    const kept = isDue || this.part.isFull(length) ? bytes.slice() : bytes;
    if (isDue) await this.settle();
    if (this.part.isFull(length)) await this.send();
    this.part.add(small, kept);
    this.held += length;
  }

  /** Resolves when every small file has been read, and what is to be known of it is stored. */
  async finish(): Promise<void> {
    await this.send();
    await this.sending;
  }

  /** Takes back what the file at hand has stored so far; files before it stay. */
  async drop(): Promise<void> {
    if (!this.isInLarge) return;
    await this.pool.flush();
    await this.writer.dropFile(this.importId);
    this.frames = [];
    this.isInLarge = false;
  }

  /** While a part is read, the next one is gathered. */
  private async send(): Promise<void> {
    await this.sending;
    const part = this.part.take();
    if (part === null) return;
    this.sending = this.read(part);
    // It is told when it is waited for.
    this.sending.catch(() => undefined);
  }

  private read(part: Part<SmallFile>): Promise<void> {
    return storePart(this.writer, this.importId, part, (numbers) =>
      this.pool.readWholes(
        part.files.map(({ fileDateMs, start, length }, at) => ({ file: numbers[at] ?? 0, fileDateMs, start, length })),
        part.bytes,
      ),
    );
  }

  private async settle(): Promise<void> {
    await this.finish();
    if (!this.hasLarge && this.held === 0) return;
    await this.pool.flush();
    this.pool.learn(this.frames);
    this.frames = [];
    this.hasLarge = false;
    this.held = 0;
  }
}
