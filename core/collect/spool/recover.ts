/**
 * In: the folder of segments that a process left open. Out: sealed segments.
 * Guarantee: every line that was acknowledged is in one of them; a last line (or sealed block) that was cut off by the crash is
 * not. Running it again, or being killed in it, changes nothing. It needs no key.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAX_SEGMENT_MARK } from '../../contract/spool-segment.ts';
import { wholeBlocks } from '../../ingest/read/sealed-blocks.ts';
import { parseHeader, parseTrailer } from '../../ingest/read/spool-segment.ts';
import {
  baseName,
  moveTo,
  OPEN_FOLDER,
  PART_SUFFIX,
  SEALED_FOLDER,
  SEALED_SUFFIX,
  trailerLine,
} from './segment-file.ts';

const LF = 10;

/** @returns places of the segments it sealed */
export async function recoverSegments(spool: string): Promise<string[]> {
  const folder = path.join(spool, OPEN_FOLDER);
  const sealed: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (name.endsWith(PART_SUFFIX)) {
      const place = await recoverOne(spool, path.join(folder, name));
      if (place !== null) sealed.push(place);
    }
  }
  return sealed;
}

async function recoverOne(spool: string, file: string): Promise<string | null> {
  const { size, mtimeMs } = await stat(file);
  const head = parseHeader(await readAt(file, 0, Math.min(size, MAX_SEGMENT_MARK)));
  if (!head) {
    // Died before its header was whole: nothing was acknowledged yet.
    await rm(file, { force: true });
    return null;
  }
  const place = path.join(spool, SEALED_FOLDER, `${baseName(head.header)}${SEALED_SUFFIX}`);
  const tail = await readAt(file, Math.max(0, size - MAX_SEGMENT_MARK), size);
  const last = parseTrailer(tail);
  // A line that only looks like a trailer would need the hash of all that stands before it.
  if (last && (await digest(file, size - last.length)).sha256 === last.trailer.sha256) {
    await moveTo(file, place);
    return place;
  }
  const isSealed = head.header.key !== undefined;
  const { sha256, lines, end } = await (isSealed ? digestBlocks(file, head.bodyStart, size) : digestLines(file, size));
  if (end <= head.bodyStart) {
    await rm(file, { force: true });
    return null;
  }
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(end);
    const trailer = trailerLine({
      lines,
      bytes: end - head.bodyStart,
      from: head.header.opened,
      to: Math.max(head.header.opened, Math.round(mtimeMs)),
      senders: null,
      sha256,
    });
    await handle.write(trailer, 0, trailer.length, end);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await moveTo(file, place);
  return place;
}

interface Digest {
  readonly sha256: string;
  /** Lines behind the header. */
  readonly lines: number;
  readonly end: number;
}

async function digestLines(file: string, size: number): Promise<Digest> {
  const whole = await digest(file, size);
  return { ...whole, lines: whole.lines - 1 };
}

async function digestBlocks(file: string, start: number, size: number): Promise<Digest> {
  const handle = await open(file, 'r');
  try {
    const { end, lines } = await wholeBlocks(handle, start, size);
    return { ...(await digest(file, end)), lines, end };
  } finally {
    await handle.close();
  }
}

/** Hash and number of the whole lines within the first `limit` bytes, and where the last of them ends. */
async function digest(file: string, limit: number): Promise<{ sha256: string; lines: number; end: number }> {
  const hash = createHash('sha256');
  let lines = 0;
  let at = 0;
  let end = 0;
  let torn: Buffer[] = [];
  if (limit > 0) {
    for await (const chunk of createReadStream(file, { end: limit - 1, highWaterMark: 1 << 20 })) {
      const bytes = chunk as Buffer;
      for (let lf = bytes.indexOf(LF); lf >= 0; lf = bytes.indexOf(LF, lf + 1)) lines++;
      const whole = bytes.lastIndexOf(LF) + 1;
      if (whole > 0) {
        for (const part of torn) hash.update(part);
        torn = [];
        hash.update(bytes.subarray(0, whole));
        end = at + whole;
      }
      if (whole < bytes.length) torn.push(bytes.subarray(whole));
      at += bytes.length;
    }
  }
  return { sha256: hash.digest('hex'), lines, end };
}

async function readAt(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
