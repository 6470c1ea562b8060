/**
 * The body of a spool segment whose lines are sealed: blocks instead of lines.
 * A block is the number of its packed bytes, the number of its lines and the packed bytes' CRC-32 (32 bits each, big-endian), the
 * packed bytes, and a line end, so that the trailer begins on a line of its own.
 * Guarantee: whether a block is whole can be told without the key; lines come back only from whole blocks that the key opens.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { countLines } from './count-lines.ts';

const LF = 10;
const HEAD_BYTES = 12;
/** A block holds whole lines, up to this many bytes of them or one longer line. */
const RAW_BYTES = 1024 * 1024;
/** More than any block can have: a line of a megabyte that does not shrink, with what sealing adds. */
const MAX_PACKED = 4 * 1024 * 1024;

/** How a collector seals what it writes. */
export interface BlockSealer {
  /** Tells which key opens it again. */
  readonly keyId: string;
  seal(lines: Uint8Array): Uint8Array;
}

/** How whoever holds the key opens it; null where it cannot be opened with it, or is damaged. */
export interface BlockOpener {
  readonly keyId: string;
  open(packed: Buffer): Buffer | null;
}

/** Whole lines as blocks. */
export function sealBlocks(lines: Buffer, sealer: BlockSealer): Buffer {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = blockEnd(lines, start);
    const raw = lines.subarray(start, end);
    const packed = sealer.seal(raw);
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32BE(packed.length, 0);
    head.writeUInt32BE(countLines(raw), 4);
    head.writeUInt32BE(crc32(packed), 8);
    parts.push(head, packed, Buffer.from([LF]));
    start = end;
  }
  return Buffer.concat(parts);
}

function blockEnd(lines: Buffer, start: number): number {
  if (lines.length - start <= RAW_BYTES) return lines.length;
  const last = lines.lastIndexOf(LF, start + RAW_BYTES - 1);
  return last >= start ? last + 1 : lines.indexOf(LF, start) + 1 || lines.length;
}

/** Where the last block ends that is whole, among those from `start` on, and the lines of them. */
export async function wholeBlocks(
  file: FileHandle,
  start: number,
  size: number,
): Promise<{ readonly end: number; readonly lines: number }> {
  let end = start;
  let lines = 0;
  const head = Buffer.alloc(HEAD_BYTES);
  while (end + HEAD_BYTES < size) {
    await file.read(head, 0, HEAD_BYTES, end);
    const length = head.readUInt32BE(0);
    const next = end + HEAD_BYTES + length + 1;
    if (length > MAX_PACKED || next > size) break;
    const packed = Buffer.alloc(length + 1);
    await file.read(packed, 0, length + 1, end + HEAD_BYTES);
    if (!isWhole(head, packed)) break;
    lines += head.readUInt32BE(4);
    end = next;
  }
  return { end, lines };
}

/** @param packed with the line end behind it */
function isWhole(head: Buffer, packed: Buffer): boolean {
  return packed.at(-1) === LF && crc32(packed.subarray(0, -1)) === head.readUInt32BE(8);
}

/** The lines of a body of blocks. `damaged` makes the error that ends it where a block is not whole or does not open. */
export async function* openBlocks(
  body: AsyncIterable<Buffer>,
  opener: BlockOpener,
  damaged: () => Error,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length > HEAD_BYTES) {
      const length = rest.readUInt32BE(0);
      if (length > MAX_PACKED) throw damaged();
      const end = HEAD_BYTES + length + 1;
      if (rest.length < end) break;
      const packed = rest.subarray(HEAD_BYTES, end);
      const lines = isWhole(rest, packed) ? opener.open(packed.subarray(0, -1)) : null;
      if (lines === null) throw damaged();
      yield lines;
      rest = rest.subarray(end);
    }
  }
  if (rest.length > 0) throw damaged();
}
