import { Readable, Transform } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import { systemReason } from '../../kit/system-reason.ts';
import { isGzip, unpackGzip } from './gzip.ts';
import { PulledBytes } from './pulled-bytes.ts';
import { guardRatio } from './ratio-guard.ts';
import { type Loss, lossError, untilTornLine } from './unpack-loss.ts';
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
  if (isGzip(magic)) return 'gzip';
  return isZstd(magic) ? 'zstd' : 'none';
}

/**
 * Decompresses a stream; damaged archives become AppErrors, and so do failures of reading.
 * @param compressedBytes size of the input; null when only reading it tells. What is not compressed has at least as many
 * @param onLoss told before the end of a stream that is cut off, or has something behind its log, and is read nevertheless: without it,
 * it ends in that error
 */
export function unpack(
  input: Readable,
  compression: 'none' | 'gzip' | 'zstd',
  name: string,
  compressedBytes: number | null,
  onLoss?: (loss: AppError) => void,
): Readable {
  if (compression === 'none') {
    const plain = wholeOf(name, compressedBytes);
    input.on('error', (cause) => plain.destroy(readError(cause, name)));
    plain.on('close', () => input.destroy());
    return input.pipe(plain);
  }
  const pulled = new PulledBytes(input);
  const guarded = guardRatio(name, () => compressedBytes ?? pulled.pulled);
  const inflate = Readable.from(logOf(pulled, compression, name, inflatedPiece(compressedBytes), onLoss), {
    objectMode: false,
  });
  inflate.on('error', (cause) => guarded.destroy(archiveError(cause, name)));
  guarded.on('close', () => {
    input.destroy();
    inflate.destroy();
  });
  return inflate.pipe(guarded);
}

/** Passes bytes on; a file that was longer when it was looked at ends in an error. */
function wholeOf(name: string, bytes: number | null): Transform {
  let seen = 0;
  return new Transform({
    highWaterMark: MOST_READ,
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      done(bytes !== null && seen < bytes ? shortened(name) : null);
    },
  });
}

async function* logOf(
  input: PulledBytes,
  compression: 'gzip' | 'zstd',
  name: string,
  chunkSize: number,
  onLoss: ((loss: AppError) => void) | undefined,
): AsyncGenerator<Buffer> {
  let loss: Loss | undefined;
  const note = (found: Loss): void => {
    loss = found;
  };
  const parts = compression === 'gzip' ? unpackGzip(input, chunkSize, note) : unpackZstd(input, note);
  yield* untilTornLine(parts, () => loss?.isCut === true);
  if (loss === undefined) return;
  const error = lossError(name, loss);
  if (onLoss === undefined) throw error;
  onLoss(error);
}

function inflatedPiece(compressedBytes: number | null): number {
  return compressedBytes === null ? MOST_INFLATED : pieceOf(compressedBytes * USUAL_RATIO, MOST_INFLATED);
}

export function archiveError(cause: unknown, name: string): AppError {
  if (cause instanceof AppError) {
    return cause;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
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

/** A file of which other bytes stand there than did when its reading began: what was read is of both. */
export function replaced(name: string): AppError {
  return new AppError('file.changed', `${name} was replaced or written anew while it was read. Import it again.`, {
    path: name,
  });
}

/** A file that ends before the size it had when its reading began: what was read of it is not the file. */
export function shortened(name: string): AppError {
  return new AppError('file.changed', `${name} became shorter while it was read. Import it again.`, { path: name });
}
