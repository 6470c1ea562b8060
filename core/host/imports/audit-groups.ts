/**
 * Small audit logs of one import: many exporters write a file for every few records. Each is held as a whole, many go to a parser together,
 * and what they hold is stored together. Nothing of them can fail any more but the import, and nothing of them is taken back.
 */
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import { SMALL_FILE_BYTES, type SmallFile } from './file-groups.ts';
import type { AuditFile } from './parser-orders.ts';
import type { ParserPool } from './parser-pool.ts';
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
  private part: (SmallAudit & { readonly start: number; readonly length: number })[] = [];
  private buffer: Uint8Array<ArrayBuffer> | null = null;
  private bytes = 0;
  private readonly sending: Promise<void>[] = [];
  /** Where a small file is read to: its bytes are taken from here before the next one is read. */
  readonly place = new Uint8Array(SMALL_FILE_BYTES);

  constructor(pool: ParserPool, writer: WriterCalls, importId: number) {
    this.pool = pool;
    this.writer = writer;
    this.importId = importId;
  }

  /** It is read with others; `finish` waits for the last ones. @param bytes whoever gave them may use their place again */
  async add(small: SmallAudit, bytes: Uint8Array): Promise<void> {
    const { length } = bytes;
    const isFull = this.bytes + length > PART_BYTES || this.part.length >= PART_FILES;
    // Before anything is waited for: then the place may hold something else.
    const kept = isFull ? bytes.slice() : bytes;
    if (isFull) await this.send();
    this.buffer ??= new Uint8Array(PART_BYTES);
    this.buffer.set(kept, this.bytes);
    this.part.push({ ...small, start: this.bytes, length });
    this.bytes += length;
  }

  /** Resolves when every file has been read, and what is to be known of it is stored. */
  async finish(): Promise<void> {
    await this.send();
    await Promise.all(this.sending);
  }

  private async send(): Promise<void> {
    const { part, buffer } = this;
    if (buffer === null) return;
    this.part = [];
    this.buffer = null;
    this.bytes = 0;
    if (this.sending.length >= MOST_PARTS) await this.sending.shift();
    const sent = this.read(part, buffer.buffer);
    this.sending.push(sent);
    // It is told when it is waited for.
    sent.catch(() => undefined);
  }

  private async read(part: typeof this.part, bytes: ArrayBuffer): Promise<void> {
    const { pool, writer, importId } = this;
    const numbers = await writer.addFiles(
      importId,
      part.map(({ file }) => file),
    );
    const files = part.map(
      ({ name, unfolded, fileDateMs, start, length }, at): AuditFile => ({
        ...{ file: numbers[at] ?? 0, fileName: name, fileDateMs, unfolded, start, length },
      }),
    );
    const results = await pool.readAudits(files, bytes);
    const ends = results.flatMap((result: SliceResult, at) => {
      const end = part[at]?.endOf(result);
      return end ? [{ ...end, file: result.file }] : [];
    });
    await writer.finishFiles(importId, ends);
  }
}
