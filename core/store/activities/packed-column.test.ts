import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPacked, isWhole, packColumn, spread, unpackColumn, valueAt } from './packed-column.ts';

/** Few values, many, and numbers of every size. */
const columns = fc
  .record({
    among: fc.uniqueArray(fc.oneof(fc.nat(300), fc.nat(5_000_000)), { minLength: 1, maxLength: 300 }),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 900 }),
  })
  .map(({ among, picks }) => Uint32Array.from(picks, (pick) => among[pick % among.length] ?? 0));

function packedOf(column: Uint32Array): Buffer {
  const data = packColumn(column);
  if (data === null) throw new Error('not packed');
  return data;
}

it('gives every column back', () => {
  fc.assert(
    fc.property(columns, (column) => {
      const data = packColumn(column);
      if (data === null) return;
      const packed = unpackColumn(data, 'user', column.length);
      expect(isPacked(data)).toBe(true);
      expect(packed.values).toEqual(new Uint32Array(new Set(column)).sort());
      expect(spread(packed, new Uint32Array(column.length))).toEqual(column);
      expect(isWhole(data)).toBe(true);
      expect(column.map((_, row) => valueAt(data, 'user', column.length, row))).toEqual(column);
    }),
  );
});

it.each([1, 2, 3, 4, 5, 16, 17, 256, 257, 65_536])('keeps %i values apart', (count) => {
  const column = Uint32Array.from({ length: count * 2 + 1 }, (_, row) => ((row * 7919) % count) + 1);
  const data = packedOf(column);
  expect(spread(unpackColumn(data, 'user', column.length), column.slice())).toEqual(column);
  for (const row of [0, 1, count - 1, count * 2]) expect(valueAt(data, 'user', column.length, row)).toBe(column[row]);
});

it('leaves zeros, long runs and more values than have a place to others', () => {
  expect(packColumn(new Uint32Array(100))).toBeNull();
  expect(packColumn(Uint32Array.from({ length: 900 }, (_, row) => (row < 450 ? 1 : 2)))).toBeNull();
  expect(packColumn(Uint32Array.from({ length: 65_537 }, (_, row) => row))).toBeNull();
});

it('notices damage wherever it is', () => {
  const column = Uint32Array.from({ length: 300 }, (_, row) => (row * 31) % 97);
  const data = packedOf(column);
  fc.assert(
    fc.property(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const other = Buffer.from(data);
      other[at] = (other[at] ?? 0) ^ change;
      // The first byte says that it is packed: another one is another codec.
      if (at > 0) expect(() => unpackColumn(other, 'user', 300)).toThrow('damaged');
      if (at > 0) expect(isWhole(other)).toBe(false);
    }),
  );
  expect(() => unpackColumn(data, 'user', 299)).toThrow('damaged');
  expect(() => unpackColumn(data.subarray(0, 8), 'user', 300)).toThrow('damaged');
  expect(() => valueAt(data.subarray(0, 40), 'user', 300, 299)).toThrow('damaged');
});
