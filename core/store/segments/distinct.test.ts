import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctCounter } from './distinct.ts';

/** Beyond 2^28 bits a hash set of pairs takes over. */
const WIDTHS = [
  ['a bit table', 40, 100],
  ['pairs', 40_000, 10_000],
] as const;

describe.each(WIDTHS)('distinct counts by %s', (_, groups, members) => {
  it('are those of sets', () => {
    const pair = fc.tuple(
      fc.oneof(fc.nat(5), fc.nat(groups - 1)),
      fc.oneof(fc.nat(40), fc.nat(members - 1), fc.constantFrom(0, 31, 32, 63, members - 1)),
    );
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), fc.array(fc.nat(6), { maxLength: 4 }), (pairs, together) => {
        const counter = distinctCounter(groups, members);
        const sets = new Map<number, Set<number>>();
        for (const [group, member] of pairs) {
          counter.add(group, member);
          if (member !== 0) sets.set(group, (sets.get(group) ?? new Set()).add(member));
        }
        for (const group of [0, 1, 2, 5, groups - 1, ...pairs.map(([one]) => one)]) {
          expect(counter.count(group)).toBe(sets.get(group)?.size ?? 0);
        }
        const union = new Set(together.flatMap((group) => [...(sets.get(group) ?? [])]));
        expect(counter.union(together)).toBe(union.size);
      }),
      { numRuns: 60 },
    );
  });
});

it('the set of pairs grows without losing any', () => {
  const counter = distinctCounter(100_000, 10_000);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 90_000; i++) counter.add(i % 30_000, 1 + (i % 7));
  }
  const want = (group: number) => new Set([group, group + 30_000, group + 60_000].map((i) => i % 7)).size;
  for (const group of [0, 1, 777, 29_999]) expect(counter.count(group)).toBe(want(group));
});
