import { PassThrough, Readable, Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../contract/errors.ts';
import { systemReason } from '../../kit/system-reason.ts';
import { guardRatio } from './ratio-guard.ts';
import { isZstd, unpackZstd } from './zstd.ts';

const MOST_READ = 1 << 20;
const MOST_INFLATED = 1 << 18;
/** Logs compress about so many times. */
const USUAL_RATIO = 8;

/** Bytes to read at once of a file of that size: memory for a whole piece would be most of the cost of a small file. */
export function pieceOf(bytes: number, most = MOST_READ): number {
  return Math.min(most, Math.max(4096, bytes + 1));
}

export function compressionOf(magic: Buffer): 'none' | 'gzip' | 'zstd' {
  if (magic.length >= 2 && magic[0] === 0x1f && magic[1] === 0x8b) {
    return 'gzip';
  }
  return isZstd(magic) ? 'zstd' : 'none';
}

/**
 * Decompresses a stream; truncated and damaged archives become AppErrors, and so do failures of reading.
 * @param compressedBytes size of the input; null when only reading it tells
 */
export function unpack(
  input: Readable,
  compression: 'none' | 'gzip' | 'zstd',
  name: string,
  compressedBytes: number | null,
): Readable {
  if (compression === 'none') {
    const plain = new PassThrough({ highWaterMark: MOST_READ });
    input.on('error', (cause) => plain.destroy(readError(cause, name)));
    plain.on('close', () => input.destroy());
    return input.pipe(plain);
  }
  const source = compressedBytes === null ? input.pipe(new Counter()) : input;
  const guarded = guardRatio(name, () => (source instanceof Counter ? source.bytes : (compressedBytes ?? 0)));
  const inflate =
    compression === 'gzip'
      ? source.pipe(createGunzip({ chunkSize: inflatedPiece(compressedBytes) }))
      : Readable.from(unpackZstd(source), { objectMode: false });
  input.on('error', (cause) => guarded.destroy(readError(cause, name)));
  inflate.on('error', (cause) => guarded.destroy(archiveError(cause, name)));
  guarded.on('close', () => {
    input.destroy();
    inflate.destroy();
  });
  return inflate.pipe(guarded);
}

function inflatedPiece(compressedBytes: number | null): number {
  return compressedBytes === null ? MOST_INFLATED : pieceOf(compressedBytes * USUAL_RATIO, MOST_INFLATED);
}

/** Counts what goes by. */
class Counter extends Transform {
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

export function archiveError(cause: unknown, name: string): AppError {
  if (cause instanceof AppError) {
    return cause;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  // The archive's own header was seen to be one: this is of what follows its end.
  if (text === 'incorrect header check') {
    return new AppError(
      'archive.truncated',
      `${name} holds something that is no gzip behind its compressed log, and was left out whole. Unpack it (gzip -dc gives what is whole, and says so) and import what comes out.`,
      { path: name },
    );
  }
  return new AppError(
    'archive.truncated',
    `${name} is cut off or damaged (${text}). What could be read before it was left out as well; fetch the file again.`,
    {
      path: name,
    },
  );
}

export function readError(cause: unknown, name: string): AppError {
  if (cause instanceof AppError) {
    return cause;
  }
  const code = (cause as { code?: unknown } | null)?.code;
  if (code === 'ENOENT' && name.includes('\u{fffd}')) {
    const why = `The name of ${name} is not UTF-8, so the file cannot be opened. Rename it.`;
    return new AppError('file.notReadable', why, { path: name });
  }
  if (code === 'ENOENT') {
    return new AppError('file.notFound', `There is no file ${name}.`, { path: name });
  }
  return new AppError('file.notReadable', `${name} cannot be read (${systemReason(cause)}).`, { path: name });
}

/** A file that ends before the size it had when its reading began: what was read of it is not the file. */
export function shortened(name: string): AppError {
  return new AppError('file.changed', `${name} became shorter while it was read. Import it again.`, { path: name });
}
