/**
 * One frame of evidence as bytes.
 * Guarantee: whatever comes back is what went in: every frame carries a checksum, and a frame that says it has none is refused.
 */
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { MAX_FRAME_BYTES } from '../../ingest/frames/cut.ts';
import { KEPT_LINE_BYTES } from '../../ingest/read/long-lines.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

/**
 * Codec byte in front of every frame: zstd; the same sealed with AES-256-GCM and a CRC-32 at its end, which tells damage without
 * the key; both again with the dictionary at the beginning of the file.
 */
const CODEC = { plain: 1, sealed: 2, dictionary: 3, sealedDictionary: 4 } as const;
const CRC_BYTES = 4;
/** ZSTD_compressBound adds a 256th and less than this. */
const SPARE_OUTPUT = 1024;
/** The zstd frame's descriptor stands behind the magic number; bit 2: checksum, bits 3 and 4: always 0. */
const DESCRIPTOR_AT = 4;
const CHECKSUM_BITS = 0b0001_1100;
const CHECKSUM_FLAG = 0b0000_0100;
/** A frame ends at the first line end past its limit, so one line may stick out. */
const MAX_RAW = MAX_FRAME_BYTES + KEPT_LINE_BYTES + 1;
/** While importing speed counts; when there is time, size. */
const FAST = 1;
const SMALL = 9;
/**
 * Level 1 as zstd means it for larger inputs, with a table to match: a log repeats long pieces, and looking for shorter ones (6 bytes,
 * which it would for a frame's size) costs more than it saves. Nor does it look back further than 256 KiB: what stands before is long out of
 * the processor's near caches, and an eighth of the time goes for a thousandth of the size.
 */
const FAST_SEARCH = {
  [constants.ZSTD_c_minMatch]: 7,
  [constants.ZSTD_c_hashLog]: 15,
  [constants.ZSTD_c_windowLog]: 18,
};

/** Where a frame does not say how much it holds. */
const USUAL_RAW = 16 * 1024;
/** Node takes no smaller piece, and makes room for another one where the first is full. */
const LEAST_CHUNK = 64;

/**
 * Bytes that a zstd frame says it holds (RFC 8878, 3.1.1.1): behind the descriptor come the window's byte, unless everything is one
 * segment, the dictionary's id and the size in as many bytes as the descriptor says. Not to be believed but for making room.
 */
function contentSize(frame: Uint8Array): number {
  const descriptor = frame[DESCRIPTOR_AT] ?? 0;
  const isSingle = (descriptor & 0b0010_0000) !== 0;
  const idBytes = [0, 1, 2, 4][descriptor & 0b11] ?? 0;
  const at = DESCRIPTOR_AT + 1 + (isSingle ? 0 : 1) + idBytes;
  const bytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  if (bytes === 0 || at + bytes > frame.length) return USUAL_RAW;
  let size = bytes === 2 ? 256 : 0;
  for (let byte = 0; byte < bytes; byte++) size += (frame[at + byte] ?? 0) * 2 ** (8 * byte);
  return size;
}

/** One frame as it stands in an evidence file: codec byte, then zstd level 1 with a checksum. */
export function packFrame(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  return box(CODEC.plain, compress(raw, FAST));
}

/** One frame of an anonymised stream: compressed, then sealed. */
export function packSealedFrame(raw: Uint8Array, seal: WorkspaceSeal): Uint8Array<ArrayBuffer> {
  return sealedBox(CODEC.sealed, compress(raw, FAST), seal);
}

/** As small as it gets in reasonable time. @param seal of an anonymised stream */
export function packSmallFrame(raw: Uint8Array, dictionary: Buffer | null, seal: WorkspaceSeal | null): Uint8Array {
  const compressed = compress(raw, SMALL, dictionary);
  if (seal) return sealedBox(dictionary ? CODEC.sealedDictionary : CODEC.sealed, compressed, seal);
  return box(dictionary ? CODEC.dictionary : CODEC.plain, compressed);
}

function compress(raw: Uint8Array, level: number, dictionary: Buffer | null = null): Buffer {
  return zstdCompressSync(raw, {
    ...(dictionary ? { dictionary } : {}),
    params: {
      [constants.ZSTD_c_compressionLevel]: level,
      [constants.ZSTD_c_checksumFlag]: 1,
      ...(level === FAST ? FAST_SEARCH : {}),
    },
    // Room for the worst case: the encoder then reads the frame where it lies instead of copying it. A known size makes its tables fit.
    chunkSize: raw.length + (raw.length >> 8) + SPARE_OUTPUT,
    pledgedSrcSize: raw.length,
  });
}

function box(codec: number, content: Buffer): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(content.length + 1);
  out[0] = codec;
  out.set(content, 1);
  release(content);
  return out;
}

/** Gives the encoder's room back at once: left to the collector, a few frames of it make a thread mark all its memory. */
function release({ buffer }: Buffer): void {
  // Small pieces are parts of a pool.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0);
}

function sealedBox(codec: number, content: Buffer, seal: WorkspaceSeal): Uint8Array<ArrayBuffer> {
  const sealed = seal.sealFrame(content);
  release(content);
  const out = new Uint8Array(sealed.length + 1 + CRC_BYTES);
  out[0] = codec;
  out.set(sealed, 1);
  new DataView(out.buffer).setUint32(out.length - CRC_BYTES, crc32(sealed));
  return out;
}

export function isSealed(packed: Uint8Array): boolean {
  return packed[0] === CODEC.sealed || packed[0] === CODEC.sealedDictionary;
}

export function needsDictionary(packed: Uint8Array): boolean {
  return packed[0] === CODEC.dictionary || packed[0] === CODEC.sealedDictionary;
}

/** The sealed bytes of a sealed frame; null when they are damaged. */
export function sealedPart(packed: Buffer): Buffer | null {
  const end = packed.length - CRC_BYTES;
  return end < 1 || packed.readUInt32BE(end) !== crc32(packed.subarray(1, end)) ? null : packed.subarray(1, end);
}

/**
 * Raw bytes of a frame; null when it is damaged or, sealed, was not sealed with this key.
 * @param dictionary where `needsDictionary` says so
 * @param seal where `isSealed` says so
 */
export function unpackFrame(packed: Buffer, dictionary: Buffer | null, seal: WorkspaceSeal | null): Buffer | null {
  const codec = packed[0] ?? 0;
  if (codec < CODEC.plain || codec > CODEC.sealedDictionary) return null;
  const sealed = isSealed(packed) ? sealedPart(packed) : null;
  const compressed = isSealed(packed) ? sealed && seal?.openFrame(sealed) : packed.subarray(1);
  // A frame that says it has no checksum would be believed.
  if (!compressed || ((compressed[DESCRIPTOR_AT] ?? 0) & CHECKSUM_BITS) !== CHECKSUM_FLAG) return null;
  try {
    return zstdDecompressSync(compressed, {
      ...(dictionary ? { dictionary } : {}),
      maxOutputLength: MAX_RAW,
      // In one piece where the size is known: pieces are made one by one and joined, which takes as long as unpacking them.
      chunkSize: Math.min(contentSize(compressed) + LEAST_CHUNK, MAX_RAW),
    });
  } catch {
    return null;
  }
}
