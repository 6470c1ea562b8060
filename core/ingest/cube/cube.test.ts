import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellTable, MAX_CELLS } from './cell-table.ts';
import { FLAG_RECEIVED, hourOf, hourStart } from './columns.ts';
import { Interner } from './interner.ts';
import { sortedOrder } from './sorted-order.ts';

describe('sortedOrder', () => {
  it('orders as a comparison sort does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.nat(), fc.nat({ max: 3 })), { maxLength: 300 }), (rows) => {
        const a = Int32Array.from(rows, (r) => r[0]);
        const b = Uint32Array.from(rows, (r) => r[1]);
        const c = Uint32Array.from(rows, (r) => r[2]);
        const expected = rows
          .map((_, i) => i)
          .sort((x, y) => (a[x] ?? 0) - (a[y] ?? 0) || (b[x] ?? 0) - (b[y] ?? 0) || (c[x] ?? 0) - (c[y] ?? 0) || x - y);
        expect([...sortedOrder([c, b, a], rows.length)]).toEqual(expected);
      }),
    );
  });
});

describe('CellTable', () => {
  it('counts as many transactions as a cell can hold where rows claim more', () => {
    const table = new CellTable(1);
    const add = (dest: number, tx: number) => table.add(0, dest, 0, 0, 0, 0, tx, -1, -1, -1, 1, 0);
    add(1, 2 ** 40);
    for (let i = 0; i < 3; i++) add(2, 1_500_000_000);
    add(3, 2_500_000_000);
    add(3, 1);
    expect([...table.drain().cells.tx]).toEqual([4_294_967_295, 4_294_967_295, 2_500_000_001]);
  });

  it('holds the same sums as a map keyed by all dimensions', () => {
    const event = fc.record({
      hour: fc.integer({ min: -5, max: 5 }),
      dest: fc.nat({ max: 4 }),
      user: fc.nat({ max: 3 }),
      source: fc.nat({ max: 2 }),
      tx: fc.integer({ min: 1, max: 9 }),
      received: fc.nat({ max: 1e9 }),
      second: fc.nat({ max: 4e9 }),
      minute: fc.nat({ max: 59 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), fc.integer(), (events, seed) => {
        const table = new CellTable(seed);
        const minutes = new Map<string, Set<number>>();
        const want = new Map<string, [number, number, number, number]>();
        for (const e of events) {
          table.add(e.hour, e.dest, e.user, e.source, 0, FLAG_RECEIVED, e.tx, -1, e.received, -1, e.second, e.minute);
          const of = [e.hour, e.user, e.dest, e.source].join();
          minutes.set(of, (minutes.get(of) ?? new Set()).add(e.minute));
          const key = [e.hour, e.user, e.dest, e.source].join();
          const [tx, bytes, first, last] = want.get(key) ?? [0, 0, Number.POSITIVE_INFINITY, 0];
          want.set(key, [tx + e.tx, bytes + e.received, Math.min(first, e.second), Math.max(last, e.second)]);
        }
        const { cells, marks } = table.drain();
        const got = new Map<string, [number, number, number, number]>();
        cells.tx.forEach((tx, i) => {
          const key = [cells.hour[i], cells.user[i], cells.dest[i], cells.source[i]].join();
          const seen = Array.from({ length: 60 }, (_, m) => m).filter(
            (m) => ((m < 30 ? (marks.early[i] ?? 0) >>> m : (marks.late[i] ?? 0) >>> (m - 30)) & 1) === 1,
          );
          expect(new Set(seen)).toEqual(minutes.get(key));
          got.set(key, [tx, cells.received[i] ?? 0, cells.first[i] ?? 0, cells.last[i] ?? 0]);
        });
        expect(got).toEqual(want);
        const hours = [...cells.hour];
        expect(hours).toEqual([...hours].sort((x, y) => x - y));
      }),
    );
  });

  it('refuses a new key when full and still adds to known ones', () => {
    const table = new CellTable(1);
    for (let i = 0; i < MAX_CELLS; i++) {
      expect(table.add(0, i, 0, 0, 0, 0, 1, -1, -1, -1, 0, 0)).toBe(i);
    }
    expect(table.full).toBe(true);
    expect(table.add(0, MAX_CELLS, 0, 0, 0, 0, 1, -1, -1, -1, 0, 0)).toBe(-1);
    expect(table.add(0, 5, 0, 0, 0, 0, 1, -1, -1, -1, 0, 0)).toBe(5);
    expect(table.drain().cells.tx.reduce((a, b) => a + b)).toBe(MAX_CELLS + 1);
    expect(table.count).toBe(0);
  });
});

describe('Interner', () => {
  it('gives ids in order, folds past its cap and names what is new once', () => {
    const interner = new Interner(
      7,
      2,
      () => 'other',
      (s) => s,
    );
    expect(['a', 'b', 'a', '', 'c', 'd'].map((n) => interner.id(n))).toEqual([1, 2, 1, 0, 3, 3]);
    expect(interner.takeFresh()).toEqual(['a', 'b', 'other']);
    expect(interner.takeFresh()).toEqual([]);
    expect(interner.folded).toBe(2);
  });
});

it('hour buckets invert', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e9 }), fc.constantFrom(0, 30, 45), (s, m) => {
      const start = hourStart(hourOf(s, m), m);
      expect(start <= s && s < start + 3600).toBe(true);
    }),
  );
});
