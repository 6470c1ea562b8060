import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';
import { Weighted } from './weighted.ts';

describe('Random', () => {
  test('gives the same numbers for the same seed, everywhere', () => {
    const random = new Random(7);
    expect([random.next(), random.next(), random.next()]).toEqual([2321158840, 2110145498, 3026156388]);
  });

  test('branches of one seed are unrelated', () => {
    const a = new Random(7, 1);
    const b = new Random(7, 2);
    const same = Array.from({ length: 1000 }, () => (a.next() & 1) === (b.next() & 1)).filter(Boolean).length;
    expect(same).toBeGreaterThan(400);
    expect(same).toBeLessThan(600);
  });

  test('seeds above 32 bits differ from their low half', () => {
    expect(new Random(2 ** 40 + 5).next()).not.toBe(new Random(5).next());
  });
});

describe('Weighted', () => {
  test('picks in proportion to the weights and never what weighs nothing', () => {
    const table = new Weighted([1, 0, 3, 6]);
    const random = new Random(1);
    const seen = [0, 0, 0, 0];
    for (let i = 0; i < 100_000; i++) {
      const index = table.pick(random);
      seen[index] = (seen[index] ?? 0) + 1;
    }
    expect(seen[1]).toBe(0);
    expect((seen[0] ?? 0) / 1000).toBeCloseTo(10, 0);
    expect((seen[2] ?? 0) / 1000).toBeCloseTo(30, 0);
    expect((seen[3] ?? 0) / 1000).toBeCloseTo(60, 0);
  });

  test('refuses weights without anything to pick', () => {
    expect(() => new Weighted([])).toThrow(RangeError);
    expect(() => new Weighted([0, 0])).toThrow(RangeError);
  });
});
