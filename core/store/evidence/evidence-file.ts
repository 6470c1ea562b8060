import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import { MAX_FRAME_BYTES } from '../../ingest/frames/cut.ts';
import { KEPT_LINE_BYTES } from '../../ingest/read/long-lines.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { EVIDENCE_FOLDER } from '../workspace-folder.ts';

/** Codec byte in front of every frame. */
const CODEC_ZSTD = 1;
/** As before, then AES-256-GCM; a CRC-32 at the end tells damage without the key. */
const CODEC_SEALED = 2;
const CRC_BYTES = 4;
/** The zstd frame's descriptor stands behind the magic number; bit 2: checksum, bits 3 and 4: always 0. */
const DESCRIPTOR_AT = 4;
const CHECKSUM_BITS = 0b0001_1100;
const CHECKSUM_FLAG = 0b0000_0100;
/** A frame ends at the first line end past its limit, so one line may stick out. */
const MAX_RAW = MAX_FRAME_BYTES + KEPT_LINE_BYTES + 1;

/** Most frames fit into one. */
const OUTPUT_CHUNK = 128 * 1024;

export function evidencePath(folder: string, importId: number): string {
  return path.join(folder, EVIDENCE_FOLDER, `${importId}.frames`);
}

/** One frame as it stands in an evidence file: codec byte, then zstd level 1 with a checksum. */
export function packFrame(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = compress(raw);
  const out = new Uint8Array(packed.length + 1);
  out[0] = CODEC_ZSTD;
  out.set(packed, 1);
  return out;
}

/** One frame of an anonymised stream: compressed, then sealed. */
export function packSealedFrame(raw: Uint8Array, seal: WorkspaceSeal): Uint8Array<ArrayBuffer> {
  const sealed = seal.sealFrame(compress(raw));
  const out = new Uint8Array(sealed.length + 1 + CRC_BYTES);
  out[0] = CODEC_SEALED;
  out.set(sealed, 1);
  new DataView(out.buffer).setUint32(out.length - CRC_BYTES, crc32(sealed));
  return out;
}

function compress(raw: Uint8Array): Buffer {
  return zstdCompressSync(raw, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
    // Node's 16 KiB make a frame many rounds through the encoder; a known size makes its tables fit.
    chunkSize: OUTPUT_CHUNK,
    pledgedSrcSize: raw.length,
  });
}

function damaged(file: string, offset: number): AppError {
  return new AppError(
    'workspace.corrupt',
    `Evidence is damaged (${path.basename(file)} at byte ${offset}). The figures are not affected; restore a backup to see these lines.`,
    {
      offset,
    },
  );
}

function readPacked(fd: number, file: string, offset: number, clen: number): Buffer {
  const packed = Buffer.allocUnsafe(clen);
  if (clen === 0 || readSync(fd, packed, 0, clen, offset) !== clen) throw damaged(file, offset);
  return packed;
}

/** The compressed bytes in a sealed frame's box. */
function sealedPart(packed: Buffer, file: string, offset: number): Buffer {
  const end = packed.length - CRC_BYTES;
  if (end < 1 || packed.readUInt32BE(end) !== crc32(packed.subarray(1, end))) throw damaged(file, offset);
  return packed.subarray(1, end);
}

/**
 * Raw bytes of a frame.
 * @throws AppError workspace.corrupt when the file is short or the checksum does not hold; privacy.locked when the frame is sealed
 * and `seal` is not given
 */
export function readFrame(
  fd: number,
  file: string,
  offset: number,
  clen: number,
  seal: WorkspaceSeal | null = null,
): Buffer {
  const packed = readPacked(fd, file, offset, clen);
  const compressed =
    packed[0] === CODEC_SEALED ? openSealed(sealedPart(packed, file, offset), seal, file, offset) : packed.subarray(1);
  // A frame that says it has no checksum would be believed.
  const isKnown = packed[0] === CODEC_ZSTD || packed[0] === CODEC_SEALED;
  if (!isKnown || ((compressed[DESCRIPTOR_AT] ?? 0) & CHECKSUM_BITS) !== CHECKSUM_FLAG) {
    throw damaged(file, offset);
  }
  try {
    return zstdDecompressSync(compressed, { maxOutputLength: MAX_RAW });
  } catch {
    throw damaged(file, offset);
  }
}

function openSealed(sealed: Buffer, seal: WorkspaceSeal | null, file: string, offset: number): Buffer {
  if (!seal) throw locked();
  const opened = seal.openFrame(sealed);
  if (!opened) throw damaged(file, offset);
  return opened;
}

/** What a question meets that needs the key of an anonymised stream. */
export function locked(): AppError {
  return new AppError(
    'privacy.locked',
    'These lines are sealed. Unlock the workspace with its passphrase (or import its key) to read them.',
  );
}

/**
 * Checks a frame as far as it can be without the key: a sealed one by its checksum, any other by unpacking it.
 * @param rlen raw bytes it must have
 * @throws AppError workspace.corrupt
 */
export function verifyFrame(
  fd: number,
  file: string,
  frame: { readonly offset: number; readonly clen: number; readonly rlen: number },
  seal: WorkspaceSeal | null,
): void {
  const packed = readPacked(fd, file, frame.offset, frame.clen);
  if (packed[0] === CODEC_SEALED && !seal) {
    sealedPart(packed, file, frame.offset);
    return;
  }
  if (readFrame(fd, file, frame.offset, frame.clen, seal).length !== frame.rlen) throw damaged(file, frame.offset);
}

/** Appends frames of one import; bytes are on disk before the database says so. */
export class EvidenceAppender {
  length: number;
  private readonly fd: number;

  constructor(folder: string, importId: number) {
    this.fd = openSync(evidencePath(folder, importId), 'a+');
    this.length = fstatSync(this.fd).size;
  }

  /** @returns the offset of the first byte */
  append(chunks: readonly Uint8Array[]): number {
    const start = this.length;
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.fd, bytes, done, bytes.length - done);
    }
    this.length += bytes.length;
    return start;
  }

  sync(): void {
    fdatasyncSync(this.fd);
  }

  truncate(length: number): void {
    ftruncateSync(this.fd, length);
    this.length = length;
  }

  close(): void {
    closeSync(this.fd);
  }
}
