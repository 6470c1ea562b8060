/** Small files on their way to a parser: many are gathered in one piece of memory, read together, and what is to be known of each is stored. */
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import type { FileEnd, NewFile } from '../../store/write/imports.ts';
import type { WriterCalls } from './writer-calls.ts';

/** A file up to here is small: it is held as a whole, and is one slice. */
export const SMALL_FILE_BYTES = 1024 * 1024;

/** A small file that was read from disk: nothing of it can fail any more but the import. */
export interface SmallFile {
  readonly file: NewFile;
  readonly fileDateMs: number;
  /** What is to be stored of it. */
  readonly endOf: (result: SliceResult) => Omit<FileEnd, 'file'>;
}

/** What is handed over at a time: files, and where in `bytes` each stands. */
export interface Part<F extends SmallFile> {
  readonly files: readonly (F & { readonly start: number; readonly length: number })[];
  readonly bytes: ArrayBuffer;
}

/** Gathers a part in one piece of memory, for thousands of small ones leave gaps everywhere. */
export class PartBuffer<F extends SmallFile> {
  private readonly mostBytes: number;
  private readonly mostFiles: number;
  private files: Part<F>['files'][number][] = [];
  private buffer: Uint8Array<ArrayBuffer> | null = null;
  private used = 0;
  /** Where a small file is read to: its bytes are taken from here before the next one is read. */
  readonly place = new Uint8Array(SMALL_FILE_BYTES);

  /** A part is full by its bytes or its files, whichever comes first. */
  constructor(mostBytes: number, mostFiles: number) {
    this.mostBytes = mostBytes;
    this.mostFiles = mostFiles;
  }

  isFull(moreBytes: number): boolean {
    return this.used + moreBytes > this.mostBytes || this.files.length >= this.mostFiles;
  }

  /** Of a part that is not full. @param bytes are copied */
  add(file: F, bytes: Uint8Array): void {
    const { length } = bytes;
    this.buffer ??= new Uint8Array(this.mostBytes);
    this.buffer.set(bytes, this.used);
    this.files.push({ ...file, start: this.used, length });
    this.used += length;
  }

  /** @returns null where nothing was gathered */
  take(): Part<F> | null {
    const { files, buffer } = this;
    this.files = [];
    this.buffer = null;
    this.used = 0;
    return buffer === null ? null : { files, bytes: buffer.buffer };
  }
}

/** Stores the files of a part, then how each ended. @param read reads them, given the number of each; its results are in their order */
export async function storePart<F extends SmallFile>(
  writer: WriterCalls,
  importId: number,
  { files }: Part<F>,
  read: (numbers: readonly number[]) => Promise<readonly SliceResult[]>,
): Promise<void> {
  const numbers = await writer.addFiles(
    importId,
    files.map(({ file }) => file),
  );
  const results = await read(numbers);
  const ends = results.flatMap((result, at) => {
    const end = files[at]?.endOf(result);
    return end ? [{ ...end, file: result.file }] : [];
  });
  await writer.finishFiles(importId, ends);
}
