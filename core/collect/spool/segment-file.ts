/**
 * One segment of the spool while it is written.
 * In: groups of whole lines. Out: a file that is synced up to `synced` bytes, and in the end sealed under its own name.
 * Guarantee: what `append` has resolved for is on disk; after a failed `append` the file is as it was before.
 */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { HEADER_MARK, type SegmentHeader, type SegmentTrailer, TRAILER_MARK } from '../../contract/spool-segment.ts';
import { type BlockSealer, sealBlocks } from '../../ingest/read/sealed-blocks.ts';
import { systemReason } from '../../kit/system-reason.ts';
import { SegmentGone } from './spool-fault.ts';

/** Folders of a spool: segments being written, sealed ones that wait, imported ones that are kept for a while. */
export const OPEN_FOLDER = 'open';
export const SEALED_FOLDER = 'sealed';
export const DONE_FOLDER = 'done';
export const PART_SUFFIX = '.part';
export const SEALED_SUFFIX = '.log';

/** What all segments of a source say in their headers. */
export type SpoolFacts = Omit<SegmentHeader, 'v' | 'key' | 'id' | 'opened'>;

/** What is known of a segment's lines beside their bytes. */
export interface GroupFacts {
  readonly lines: number;
  readonly from: number;
  readonly to: number;
  readonly senders: ReadonlyMap<string, number>;
}

/** Senders named in a trailer; the lines of others are only counted. */
const MAX_SENDERS = 200;

export class SegmentFile {
  readonly header: SegmentHeader;
  /** Bytes of its lines that are synced. */
  bytes = 0;
  lines = 0;
  /** Its trailer is on disk: it takes no more lines, whether it stands in its place already or not. */
  isEnded = false;
  private isMoved = false;
  private from: number | null = null;
  private to: number | null = null;
  private readonly senders = new Map<string, number>();
  private moreSenders = 0;
  private readonly spool: string;
  private readonly file: FileHandle;
  private readonly hash: Hash;
  private readonly sealer: BlockSealer | null;
  /** Length of header and synced lines. */
  private length: number;

  private constructor(
    spool: string,
    header: SegmentHeader,
    file: FileHandle,
    headerLine: Buffer,
    sealer: BlockSealer | null,
  ) {
    this.spool = spool;
    this.header = header;
    this.file = file;
    this.sealer = sealer;
    this.hash = createHash('sha256').update(headerLine);
    this.length = headerLine.length;
  }

  /** @param sealer for lines that may not stand on disk in clear */
  static async create(spool: string, facts: SpoolFacts, now: number, sealer: BlockSealer | null): Promise<SegmentFile> {
    const version = sealer ? ({ v: 2, key: sealer.keyId } as const) : ({ v: 1 } as const);
    const header: SegmentHeader = { ...version, id: randomUUID(), ...facts, opened: now };
    const place = path.join(spool, OPEN_FOLDER, `${baseName(header)}${PART_SUFFIX}`);
    const line = Buffer.from(`${HEADER_MARK}${JSON.stringify(header)}\n`);
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
    const file = await open(place, flags, 0o600);
    try {
      await writeAll(file, line, 0);
      await file.datasync();
      await syncFolder(path.dirname(place));
    } catch (cause) {
      await file.close();
      // It is tried again for as long as the disk is full, each time under another name.
      await rm(place, { force: true }).catch(() => undefined);
      throw cause;
    }
    return new SegmentFile(spool, header, file, line, sealer);
  }

  /** Writes and syncs one group of lines, each with its line end. */
  async append(lines: Buffer, facts: GroupFacts): Promise<void> {
    const group = this.sealer ? sealBlocks(lines, this.sealer) : lines;
    try {
      await writeAll(this.file, group, this.length);
      await this.file.datasync();
      // A file without a name takes what is written, and nobody ever finds it.
      if ((await this.file.stat()).nlink === 0) throw new SegmentGone(this.lines);
    } catch (cause) {
      // A disk that is full takes part of it: what was not acknowledged must not be found after a crash either.
      await this.file.truncate(this.length).catch(() => undefined);
      throw cause;
    }
    this.length += group.length;
    this.bytes += group.length;
    this.lines += facts.lines;
    this.hash.update(group);
    this.from ??= facts.from;
    this.to = facts.to;
    for (const [sender, lines] of facts.senders) {
      const known = this.senders.get(sender);
      if (known === undefined && this.senders.size >= MAX_SENDERS) this.moreSenders += lines;
      else this.senders.set(sender, (known ?? 0) + lines);
    }
  }

  /** Writes the trailer and moves the file to the sealed ones; called again, it goes on where it failed. @returns its new place */
  async seal(): Promise<string> {
    if (!this.isEnded) await this.end();
    const name = baseName(this.header);
    const place = path.join(this.spool, SEALED_FOLDER, `${name}${SEALED_SUFFIX}`);
    if (!this.isMoved) {
      const open = path.join(this.spool, OPEN_FOLDER, `${name}${PART_SUFFIX}`);
      await rename(open, place).catch(async (cause: unknown) => {
        throw (await isTakenAway(open)) ? new SegmentGone(this.lines) : cause;
      });
    }
    this.isMoved = true;
    await syncFolder(path.dirname(place));
    return place;
  }

  private async end(): Promise<void> {
    const trailer: SegmentTrailer = {
      lines: this.lines,
      bytes: this.bytes,
      from: this.from,
      to: this.to,
      senders: { lines: Object.fromEntries(this.senders), more: this.moreSenders },
      sha256: this.hash.copy().digest('hex'),
    };
    try {
      await writeAll(this.file, trailerLine(trailer), this.length);
      await this.file.datasync();
    } catch (cause) {
      await this.file.truncate(this.length).catch(() => undefined);
      throw cause;
    }
    this.isEnded = true;
    await this.file.close();
  }

  /** Lets go of the file as a crash would; the next start recovers it. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }
}

/** Its folder is there, and it is not in it. */
async function isTakenAway(file: string): Promise<boolean> {
  const names = await readdir(path.dirname(file)).catch(() => null);
  return names !== null && !names.includes(path.basename(file));
}

/** @throws AppError file.notWritable */
export async function makeSpoolFolders(spool: string): Promise<void> {
  try {
    for (const folder of [OPEN_FOLDER, SEALED_FOLDER, DONE_FOLDER]) {
      await mkdir(path.join(spool, folder), { recursive: true, mode: 0o700 });
    }
  } catch (cause) {
    throw new AppError(
      'file.notWritable',
      `The spool ${spool} cannot be made: ${systemReason(cause)}. Choose another place.`,
      { path: spool },
    );
  }
}

export function trailerLine(trailer: SegmentTrailer): Buffer {
  return Buffer.from(`${TRAILER_MARK}${JSON.stringify(trailer)}\n`);
}

/** `branch-20260302T081500.250Z-1f0c9a3e`: sorts by time within a source, and never twice the same. */
export function baseName(header: SegmentHeader): string {
  const source = header.source
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const when = new Date(header.opened).toISOString().replace(/[-:]/g, '');
  return `${source === '' ? 'source' : source}-${when}-${header.id.slice(0, 8)}`;
}

/** A rename that is on disk when this resolves. */
export async function moveTo(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(path.dirname(to));
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; its file system keeps renames in order by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
