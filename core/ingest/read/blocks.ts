/**
 * In: a log as a stream, or a plain file to be read by offset. Out: blocks of whole lines that begin and end at content-defined
 * cuts, so that any parser thread can take any block.
 * Guarantee: the blocks of a file, in order, are its bytes (of an over-long line the beginning); the same content is cut the same
 * way however it arrives; memory does not grow with a line's length.
 */
import { readSync } from 'node:fs';
import { isCut, lineHash, MAX_FRAME_BYTES } from '../frames/cut.ts';
import { KEPT_LINE_BYTES, LongLineFilter } from './long-lines.ts';

/** Size aimed at for a block. */
export const BLOCK_BYTES = 4 * 1024 * 1024;
/** A block without a cut is ended at a line end beyond this much more. */
const MAX_SEARCH = MAX_FRAME_BYTES;
/** Read anew for each cut, on each thread: one piece of memory for all of them leaves nothing to collect. */
const lookahead = Buffer.allocUnsafeSlow(256 * 1024);
const LF = 10;
const CR = 13;

/**
 * Looks for the end of the first line behind which a frame ends; a plain line end when no cut comes within 2 MiB. What stands
 * before the first line end fed in is no whole line, and the line behind it only tells whether the next one repeats it.
 * Holds no more than one line's kept part.
 */
class CutFinder {
  private carry: Buffer[] = [];
  private carried = 0;
  private fed = 0;
  private limit = -1;
  private previous = -1;

  /** How far the first byte ever fed is from where the line it stands in ends; -1 while that has not come. */
  get firstEnd(): number {
    return this.limit < 0 ? -1 : this.limit - MAX_SEARCH;
  }

  /** @returns the cut's distance from the first byte ever fed; -1: feed more */
  feed(bytes: Buffer): number {
    let start = 0;
    for (let newline = bytes.indexOf(LF); newline >= 0; newline = bytes.indexOf(LF, start)) {
      const next = this.fed + newline + 1;
      if (this.limit < 0) {
        this.limit = next + MAX_SEARCH;
      } else {
        const hash = this.hash(bytes.subarray(start, newline));
        if (next >= this.limit || (this.previous >= 0 && isCut(hash, this.previous))) {
          return next;
        }
        this.previous = hash;
      }
      this.carry = [];
      this.carried = 0;
      start = newline + 1;
    }
    if (this.limit >= 0 && this.carried < KEPT_LINE_BYTES) {
      const part = Buffer.from(bytes.subarray(start, start + KEPT_LINE_BYTES - this.carried));
      this.carry.push(part);
      this.carried += part.length;
    }
    this.fed += bytes.length;
    return -1;
  }

  private hash(tail: Buffer): number {
    const line = (this.carried === 0 ? tail : Buffer.concat([...this.carry, tail])).subarray(0, KEPT_LINE_BYTES);
    return lineHash(line, 0, line.at(-1) === CR ? line.length - 1 : line.length) >>> 0;
  }
}

/**
 * The line that the last search began in: a search from anywhere in it ends at the same cut. Without it, a line of gigabytes would
 * be read to its end once for every block that it is long.
 */
export interface SearchedLine {
  /** The first byte that was searched. */
  from: number;
  /** The byte behind its line end. */
  end: number;
  cut: number;
}

/** A search that has not been made yet. */
export function noSearch(): SearchedLine {
  return { from: 0, end: 0, cut: 0 };
}

/**
 * First cut at or after byte `nominal` of an open file (its size if there is none); -1 where it ends before `size`.
 * @param last of the same file, kept between calls
 */
export function cutInFile(fd: number, size: number, base: number, nominal: number, last = noSearch()): number {
  if (nominal <= base) {
    return base;
  }
  // One byte earlier: if it is a line end, `nominal` itself starts a line.
  const from = nominal - 1;
  if (from >= last.from && from < last.end) return last.cut;
  const finder = new CutFinder();
  const found = (cut: number): number => {
    Object.assign(last, { from, end: finder.firstEnd < 0 ? size : from + finder.firstEnd, cut });
    return cut;
  };
  for (let at = from; at < size; ) {
    const got = readSync(fd, lookahead, 0, Math.min(lookahead.length, size - at), at);
    if (got === 0) return -1;
    const cut = finder.feed(lookahead.subarray(0, got));
    if (cut >= 0) {
      return found(from + cut);
    }
    at += got;
  }
  return found(size);
}

export interface Block {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/**
 * Cuts a stream into blocks. A stream that ends without a line end gives its last line as it is.
 * @param size aimed at, in bytes
 */
export async function* blocksOf(input: AsyncIterable<Buffer>, size = BLOCK_BYTES): AsyncGenerator<Block> {
  let pending: Buffer[] = [];
  let length = 0;
  const filter = new LongLineFilter();
  for await (const chunk of input) {
    const kept = filter.keep(chunk);
    if (kept.length === 0) {
      continue;
    }
    pending.push(kept);
    length += kept.length;
    while (length >= size + MAX_SEARCH) {
      const all = Buffer.concat(pending, length);
      const cut = new CutFinder().feed(all.subarray(size - 1));
      if (cut < 0) {
        // A long line stands where the cut should be: read on until it ends.
        pending = [all];
        break;
      }
      const end = size - 1 + cut;
      // Before the block is given away: its buffer may go to another thread.
      const rest = Buffer.from(all.subarray(end));
      yield { bytes: all.subarray(0, end), last: false };
      pending = [rest];
      length = rest.length;
    }
  }
  yield { bytes: Buffer.concat(pending, length), last: true };
}
