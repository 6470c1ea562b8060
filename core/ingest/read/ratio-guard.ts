import { Transform } from 'node:stream';
import { AppError } from '../../contract/errors.ts';

/** Logs compress 5 to 40 times; a bomb reaches a thousand. */
const MAX_RATIO = 400;
/** Below this output no ratio is suspicious: a short file of one repeated line compresses well. */
const FREE_BYTES = 256 * 1024 * 1024;

/** Passes bytes on and stops an archive that grows out of all proportion. */
export function guardRatio(name: string, compressedBytes: () => number): Transform {
  let out = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      out += chunk.length;
      if (out > FREE_BYTES && out > compressedBytes() * MAX_RATIO) {
        done(
          new AppError(
            'archive.ratioExceeded',
            `${name} unpacks to more than ${MAX_RATIO} times its size: it looks like an archive bomb and was left out. Unpack it yourself if you trust it.`,
            { path: name, ratio: MAX_RATIO },
          ),
        );
        return;
      }
      done(null, chunk);
    },
  });
}
