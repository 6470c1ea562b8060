import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyOrder } from './key-order.ts';
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

describe('order of keys', () => {
  const key = fc.stringMatching(/^[ab]{1,34}=$/);

  it('matches the key noted for a place and no other', () => {
    fc.assert(
      fc.property(key, key, fc.nat(140), fc.boolean(), (noted, met, pair, isLast) => {
        const order = new KeyOrder();
        const first = Buffer.from(noted, 'latin1');
        order.note(first, 0, first.length, pair, 7);
        const line = Buffer.from(isLast ? met : `${met}value`, 'latin1');
        const found = order.match(wordsOf(line), 0, line.length, pair);
        if (found > 0) expect(line.toString('latin1', 0, found)).toBe(noted);
        else if (noted === met && !isLast) expect(noted.length > 32 || pair >= 128).toBe(true);
        expect(order.numberAt(pair)).toBe(7);
        expect(order.match(wordsOf(line), 0, line.length, pair + 1)).toBe(0);
      }),
    );
  });

  it('reads nothing beyond the line', () => {
    const order = new KeyOrder();
    const line = Buffer.from('time=1\ntime=2', 'latin1');
    order.note(line, 0, 5, 0, 1);
    expect(order.match(wordsOf(line), 0, 4, 0)).toBe(0);
    expect(order.match(wordsOf(line), 7, 13, 0)).toBe(0);
  });
});
