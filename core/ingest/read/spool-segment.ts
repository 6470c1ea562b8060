/**
 * In: a file of a collector's spool. Out: what its header and trailer say, and its lines as a stream.
 * Guarantee: a file is a sealed segment only if header, trailer and hash agree; the hash is checked while the lines are read,
 * and lines of a damaged segment end in an error, never in a silent end.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import {
  HEADER_MARK,
  MAX_SEGMENT_MARK,
  type SegmentHeader,
  type SegmentTrailer,
  segmentHeader,
  segmentTrailer,
  TRAILER_MARK,
} from '../../contract/spool-segment.ts';
import { type BlockOpener, openBlocks } from './sealed-blocks.ts';

export interface SpoolSegment {
  readonly header: SegmentHeader;
  readonly trailer: SegmentTrailer;
  /** Its lines are the bytes [bodyStart, bodyEnd). */
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

const LF = 10;

/** Whether a file that begins with these bytes is (or was) a spool segment. */
export function beginsSegment(head: Buffer): boolean {
  return head.subarray(0, HEADER_MARK.length).toString('latin1') === HEADER_MARK;
}

/** The header line at the start of a segment, sealed or not; null where there is none (or not all of it yet). */
export function parseHeader(head: Buffer): { readonly header: SegmentHeader; readonly bodyStart: number } | null {
  const stop = head.indexOf(LF);
  if (stop < 0 || !beginsSegment(head)) {
    return null;
  }
  const header = segmentHeader.safeParse(jsonOf(head.toString('utf8', HEADER_MARK.length, stop)));
  return header.success ? { header: header.data, bodyStart: stop + 1 } : null;
}

/** The trailer line at the end of a sealed segment, with its length; null where the last line is none. */
export function parseTrailer(tail: Buffer): { readonly trailer: SegmentTrailer; readonly length: number } | null {
  if (tail.length < 2 || tail[tail.length - 1] !== LF) {
    return null;
  }
  const start = tail.lastIndexOf(LF, tail.length - 2) + 1;
  const line = tail.toString('utf8', start, tail.length - 1);
  if (!line.startsWith(TRAILER_MARK)) {
    return null;
  }
  const trailer = segmentTrailer.safeParse(jsonOf(line.slice(TRAILER_MARK.length)));
  return trailer.success ? { trailer: trailer.data, length: tail.length - start } : null;
}

/** @throws AppError file.unsupported when the file is a segment that nobody sealed, or its marks are damaged */
export async function readSegment(path: string): Promise<SpoolSegment> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, MAX_SEGMENT_MARK));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size, MAX_SEGMENT_MARK));
    await file.read(tail, 0, tail.length, size - tail.length);
    const first = parseHeader(head);
    const last = parseTrailer(tail);
    const bodyEnd = size - (last?.length ?? 0);
    if (!first || !last || bodyEnd - first.bodyStart !== last.trailer.bytes) {
      throw new AppError(
        'file.unsupported',
        `${path} is a segment of a collector's spool that is not sealed or is damaged. Start the collector on its spool once more: it seals what is left.`,
        { path },
      );
    }
    return { header: first.header, trailer: last.trailer, bodyStart: first.bodyStart, bodyEnd };
  } finally {
    await file.close();
  }
}

/**
 * The segment's lines. A hash that does not match ends the stream with AppError file.changed.
 * @param opener for a segment whose lines are sealed
 * @throws AppError privacy.locked, privacy.wrongKey where they are, and it is not given or another's
 */
export function openSegment(path: string, segment: SpoolSegment, opener?: BlockOpener): Readable {
  return Readable.from(linesOf(path, segment, opener), { objectMode: false, highWaterMark: 1 << 20 });
}

function linesOf(path: string, segment: SpoolSegment, opener: BlockOpener | undefined): AsyncIterable<Buffer> {
  const { key } = segment.header;
  const body = checkedBody(path, segment);
  if (key === undefined) return body;
  if (opener === undefined) {
    throw new AppError(
      'privacy.locked',
      `The lines of ${path} are sealed. Import it into an anonymised stream of the workspace that holds the key ${key}.`,
      { path, wanted: key },
    );
  }
  if (opener.keyId !== key) {
    throw new AppError(
      'privacy.wrongKey',
      `The lines of ${path} were sealed with the key ${key} of another workspace. Import it there.`,
      { path, keyId: opener.keyId, wanted: key },
    );
  }
  return openBlocks(body, opener, () => damaged(path));
}

async function* checkedBody(path: string, { bodyStart, bodyEnd, trailer }: SpoolSegment): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let at = 0;
  for await (const chunk of createReadStream(path, { end: bodyEnd - 1, highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    const body = bytes.subarray(Math.max(0, bodyStart - at));
    at += bytes.length;
    if (body.length > 0) {
      yield body;
    }
  }
  if (at !== bodyEnd || hash.digest('hex') !== trailer.sha256) {
    throw damaged(path);
  }
}

function damaged(path: string): AppError {
  return new AppError(
    'file.changed',
    `${path} is damaged: its lines do not match the hash it was sealed with. Fetch it again from the collector.`,
    { path },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
