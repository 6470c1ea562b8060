import { expect, it } from 'vitest';
import { type Column, firstWidth, widthOf } from './columns.ts';

const column = (title: string, width: number): Column<{ readonly n: number }> => ({
  id: 'n',
  title,
  width,
  sortable: true,
  cell: (row) => row.n,
  text: (row) => String(row.n),
});

it('gives a head the room for its title and its arrow, unless the user drags it', () => {
  expect(firstWidth(column('Requests', 92))).toBeGreaterThanOrEqual(59 + 16 + 20);
  expect(firstWidth(column('HQ', 74))).toBe(74);
  expect(widthOf(column('Requests', 92), { widths: { n: 60 }, shown: {}, sort: null })).toBe(60);
});
