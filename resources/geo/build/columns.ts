/** Writes what `core/geo/decode.ts` reads: columns of varints, one behind the other, compressed. */
import { brotliCompressSync, constants } from 'node:zlib';

export function varints(values: Iterable<number>): Buffer {
  const out: number[] = [];
  const parts: Buffer[] = [];
  for (const value of values) {
    let rest = value;
    while (rest > 127) {
      out.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    out.push(rest);
    if (out.length > 65_536) parts.push(Buffer.from(out.splice(0)));
  }
  return Buffer.concat([...parts, Buffer.from(out)]);
}

export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/** Each value less the one before. */
export function* steps(values: Iterable<number>): Iterable<number> {
  let before = 0;
  for (const value of values) {
    yield value - before;
    before = value;
  }
}

/** Upper and lower halves of 64-bit starts; a lower half is a step where the upper one stays. */
export function halves(starts: readonly bigint[]): [Buffer, Buffer] {
  const highs = starts.map((start) => Number(start >> 32n));
  const lows = starts.map((start) => Number(start & 0xffff_ffffn));
  const stepped = lows.map((low, i) => (highs[i] === (highs[i - 1] ?? 0) ? low - (lows[i - 1] ?? 0) : low));
  return [varints(steps(highs)), varints(stepped)];
}

/** 4 MiB: reading takes that much more memory for a moment. */
const WINDOW_BITS = 22;

/** One file's bytes. Brotli at its best level: a build takes a minute longer, every clone is smaller. */
export function packed(columns: readonly Buffer[]): Buffer {
  const raw = Buffer.concat(columns.flatMap((column) => [varints([column.length]), column]));
  return brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
}
