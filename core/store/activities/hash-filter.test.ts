import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idHash } from '../../ingest/activities/id-hash.ts';
import { mayHold, packHashFilter, unpackHashFilter } from './hash-filter.ts';

function filterOf(hashes: readonly number[]): Uint8Array {
  const packed = packHashFilter(Float64Array.from(hashes));
  if (packed === null) throw new Error('no filter');
  return unpackHashFilter(packed, 'session');
}

it('misses none of what a block has', () => {
  const hash = fc.maxSafeInteger().map(Math.abs);
  fc.assert(
    fc.property(fc.array(hash, { minLength: 1, maxLength: 200 }), (hashes) => {
      fc.pre(hashes.some((one) => one !== 0));
      const bits = filterOf(hashes);
      for (const one of hashes) if (one !== 0) expect(mayHold(bits, one)).toBe(true);
    }),
  );
});

it('finds an id in few blocks that do not have it', () => {
  const hashes = Array.from({ length: 10_000 }, (_, at) => idHash(`5e551011-${at}`));
  const bits = filterOf([...hashes, 0, 0]);
  const others = Array.from({ length: 10_000 }, (_, at) => idHash(`other-${at}`));
  const wrong = others.filter((one) => mayHold(bits, one)).length;
  expect(wrong).toBeGreaterThan(0);
  expect(wrong).toBeLessThan(200);
});

it('is none of a column that says nothing, and refused when damaged', () => {
  expect(packHashFilter(new Float64Array(5))).toBeNull();
  const packed = packHashFilter(Float64Array.of(idHash('a'))) ?? Buffer.alloc(0);
  for (let at = 0; at < packed.length; at++) {
    const damaged = Buffer.from(packed);
    damaged[at] = (damaged[at] ?? 0) ^ 4;
    expect(() => unpackHashFilter(damaged, 'session')).toThrow('A stored column (session) is damaged');
  }
  for (const length of [0, 1, 5]) {
    expect(() => unpackHashFilter(packed.subarray(0, length), 'session')).toThrow('is damaged');
  }
});
