/**
 * Small audit logs of one import: many exporters write a file for every few records. Each is held as a whole, many go to a parser together,
 * and what they hold is stored together. Nothing of them can fail any more but the import, and nothing of them is taken back.
 */
import type { AuditFile } from './parser-orders.ts';
import type { ParserPool } from './parser-pool.ts';
import { type Part, PartBuffer, SMALL_FILE_BYTES, type SmallFile, storePart } from './small-parts.ts';
import type { WriterCalls } from './writer-calls.ts';

/** Handed over at a time, whichever comes first: a block's worth of activities. */
const PART_BYTES = 4 * SMALL_FILE_BYTES;
const PART_FILES = 500;
/** Parts that are read at once, so that every parser has one at hand. */
const MOST_PARTS = 4;

export interface SmallAudit extends SmallFile {
  readonly name: string;
  readonly unfolded: boolean;
}

export class AuditGroups {
  private readonly pool: ParserPool;
  private readonly writer: WriterCalls;
  private readonly importId: number;
  private readonly part = new PartBuffer<SmallAudit>(PART_BYTES, PART_FILES);
  private readonly sending: Promise<void>[] = [];

  constructor(pool: ParserPool, writer: WriterCalls, importId: number) {
    this.pool = pool;
    this.writer = writer;
    this.importId = importId;
  }

  /** Where a small file is read to. */
  get place(): Uint8Array<ArrayBuffer> {
    return this.part.place;
  }

  /** It is read with others; `finish` waits for the last ones. @param bytes whoever gave them may use their place again */
  async add(small: SmallAudit, bytes: Uint8Array): Promise<void> {
    const isFull = this.part.isFull(bytes.length);
    // Before anything is waited for: then the place may hold something else.
    const kept = isFull ? bytes.slice() : bytes;
    if (isFull) await this.send();
    this.part.add(small, kept);
  }

  /** Resolves when every file has been read, and what is to be known of it is stored. */
  async finish(): Promise<void> {
    await this.send();
    await Promise.all(this.sending);
  }

  private async send(): Promise<void> {
    const part = this.part.take();
    if (part === null) return;
    if (this.sending.length >= MOST_PARTS) await this.sending.shift();
    const sent = this.read(part);
    this.sending.push(sent);
    // It is told when it is waited for.
    sent.catch(() => undefined);
  }

  private read({ files, bytes }: Part<SmallAudit>): Promise<void> {
    return storePart(this.writer, this.importId, { files, bytes }, (numbers) =>
      this.pool.readAudits(
        files.map(
          ({ name, unfolded, fileDateMs, start, length }, at): AuditFile => ({
            file: numbers[at] ?? 0,
            fileName: name,
            fileDateMs,
            unfolded,
            start,
            length,
          }),
        ),
        bytes,
      ),
    );
  }
}
