import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import { MAX_FRAME_BYTES } from '../../ingest/frames/cut.ts';
import { KEPT_LINE_BYTES } from '../../ingest/read/long-lines.ts';
import { EVIDENCE_FOLDER } from '../workspace-folder.ts';

/** Codec byte in front of every frame. */
const CODEC_ZSTD = 1;
/** The zstd frame's descriptor stands behind the codec byte and the magic number; bit 2: checksum, bits 3 and 4: always 0. */
const DESCRIPTOR_AT = 5;
const CHECKSUM_BITS = 0b0001_1100;
const CHECKSUM_FLAG = 0b0000_0100;
/** A frame ends at the first line end past its limit, so one line may stick out. */
const MAX_RAW = MAX_FRAME_BYTES + KEPT_LINE_BYTES + 1;

export function evidencePath(folder: string, importId: number): string {
  return path.join(folder, EVIDENCE_FOLDER, `${importId}.frames`);
}

/** One frame as it stands in an evidence file: codec byte, then zstd level 1 with a checksum. */
export function packFrame(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = zstdCompressSync(raw, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  const out = new Uint8Array(packed.length + 1);
  out[0] = CODEC_ZSTD;
  out.set(packed, 1);
  return out;
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

/** Raw bytes of a frame. @throws AppError workspace.corrupt when the file is short or the checksum does not hold */
export function readFrame(fd: number, file: string, offset: number, clen: number): Buffer {
  const packed = Buffer.allocUnsafe(clen);
  const isWhole = readSync(fd, packed, 0, clen, offset) === clen && packed[0] === CODEC_ZSTD;
  // A frame that says it has no checksum would be believed.
  if (!isWhole || ((packed[DESCRIPTOR_AT] ?? 0) & CHECKSUM_BITS) !== CHECKSUM_FLAG) {
    throw damaged(file, offset);
  }
  try {
    return zstdDecompressSync(packed.subarray(1), { maxOutputLength: MAX_RAW });
  } catch {
    throw damaged(file, offset);
  }
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
