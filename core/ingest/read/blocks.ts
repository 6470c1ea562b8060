/**
 * In: a log as a stream, or a plain file to be read by offset. Out: blocks of whole lines that begin and end at content-defined
 * cuts, so that any parser thread can take any block.
 * Guarantee: the blocks of a file, in order, are its bytes; the same content is cut the same way however it arrives.
 */
import { readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { isCut, lineHash, MAX_FRAME_BYTES } from '../frames/cut.ts';

/** Size aimed at for a block. */
export const BLOCK_BYTES = 8 * 1024 * 1024;
/** A block without a cut is ended at a line end beyond this much more. */
const MAX_SEARCH = MAX_FRAME_BYTES;
const WINDOW = 256 * 1024;
const LF = 10;
const CR = 13;

/**
 * End of the first line, beginning at or after `from`, behind which a frame ends; a plain line end when no cut comes within
 * 2 MiB; the end of the bytes when no line ends at all.
 * @param atLineStart `from` is known to be the start of a line
 */
export function findCut(bytes: Buffer, from: number, atLineStart: boolean): number {
  let start = from;
  if (!atLineStart) {
    const newline = bytes.indexOf(LF, from);
    if (newline < 0) {
      return -1;
    }
    start = newline + 1;
  }
  const limit = start + MAX_SEARCH;
  for (;;) {
    const newline = bytes.indexOf(LF, start);
    if (newline < 0) {
      return -1;
    }
    const end = newline > start && bytes[newline - 1] === CR ? newline - 1 : newline;
    const text = bytes.toString('latin1', start, end);
    if (isCut(lineHash(text, 0, text.length)) || newline + 1 >= limit) {
      return newline + 1;
    }
    start = newline + 1;
  }
}

/** First cut at or after byte `nominal` of an open file (its size if there is none). */
export function cutInFile(fd: number, size: number, base: number, nominal: number): number {
  if (nominal <= base) {
    return base;
  }
  if (nominal >= size) {
    return size;
  }
  // One byte earlier: if it is a line end, `nominal` itself starts a line.
  const from = nominal - 1;
  let window = Buffer.alloc(0);
  for (let length = WINDOW; ; length *= 2) {
    const want = Math.min(length, size - from);
    const next = Buffer.allocUnsafe(want);
    window.copy(next);
    let have = window.length;
    while (have < want) {
      const got = readSync(fd, next, have, want - have, from + have);
      if (got === 0) {
        return size;
      }
      have += got;
    }
    window = next;
    const cut = findCut(window, 0, false);
    if (cut >= 0) {
      return from + cut;
    }
    if (from + want >= size) {
      return size;
    }
  }
}

export interface Block {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** Cuts a stream into blocks. A stream that ends without a line end gives its last line as it is. */
export async function* blocksOf(input: Readable, onBytes: (chunk: Buffer) => void): AsyncGenerator<Block> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    onBytes(chunk);
    pending.push(chunk);
    length += chunk.length;
    if (length >= BLOCK_BYTES + MAX_SEARCH) {
      const all = Buffer.concat(pending, length);
      const found = findCut(all, BLOCK_BYTES - 1, false);
      // A line longer than the search window: keep reading until it ends.
      if (found > 0) {
        yield { bytes: all.subarray(0, found), last: false };
        const rest = Buffer.from(all.subarray(found));
        pending = [rest];
        length = rest.length;
      } else {
        pending = [all];
      }
    }
  }
  yield { bytes: Buffer.concat(pending, length), last: true };
}
