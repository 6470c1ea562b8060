import { Transform } from 'node:stream';
import { AppError } from '../../contract/errors.ts';

/** Logs compress 5 to 40 times; a bomb reaches a thousand. */
const MAX_RATIO = 400;
/** Below this output no ratio is suspicious: a short file of one repeated line compresses well. */
const FREE_BYTES = 256 * 1024 * 1024;

/** @param out bytes after unpacking @param packed bytes before */
export function isBomb(out: number, packed: number): boolean {
  return out > FREE_BYTES && out > packed * MAX_RATIO;
}

export function ratioExceeded(name: string): AppError {
  return new AppError(
    'archive.ratioExceeded',
    `${name} unpacks to more than ${MAX_RATIO} times its size: it looks like an archive bomb. Unpack it yourself if you trust it.`,
    { path: name, ratio: MAX_RATIO },
  );
}

/** Passes bytes on and stops an archive that grows out of all proportion. */
export function guardRatio(name: string, compressedBytes: () => number): Transform {
  let out = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      out += chunk.length;
      if (isBomb(out, compressedBytes())) {
        done(ratioExceeded(name));
        return;
      }
      done(null, chunk);
    },
  });
}
