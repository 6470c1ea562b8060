import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { untilCode, untilEither, wordsOf } from './word-scan.ts';

/** Bytes in which those looked for are frequent, and those that differ from them by one, or by the top bit. */
const bytes = fc.array(fc.constantFrom(8, 9, 10, 94, 93, 95, 0, 0x89, 0xde, 255), { maxLength: 40 });
const window = fc.tuple(bytes, fc.nat(40), fc.nat(40)).map(([all, a, b]) => {
  const start = Math.min(a, b, all.length);
  return { all, start, end: Math.min(Math.max(a, b), all.length) };
});

/** The bytes behind an odd number of others, as lines lie in a slice. */
function shifted(all: readonly number[]): Uint8Array {
  return Uint8Array.from([9, 94, 9, ...all]).subarray(3);
}

const plain = (all: readonly number[], codes: readonly number[], start: number, end: number): number => {
  const found = all.findIndex((code, at) => at >= start && at < end && codes.includes(code));
  return found < 0 ? end : found;
};

describe('bytes by words', () => {
  it('finds the first of one or two bytes', () => {
    fc.assert(
      fc.property(window, ({ all, start, end }) => {
        const words = wordsOf(shifted(all));
        expect(untilCode(words, 9, start, end)).toBe(plain(all, [9], start, end));
        expect(untilEither(words, 9, 94, start, end)).toBe(plain(all, [9, 94], start, end));
      }),
      { numRuns: 2000 },
    );
  });
});
