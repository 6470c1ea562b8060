import { expect, it } from 'vitest';
import { type Column, firstWidth, isShown, toTsv } from './columns.ts';

const column = (title: string, width: number): Column<{ readonly n: number }> => ({
  id: 'n',
  title,
  width,
  sortable: true,
  cell: (row) => row.n,
  text: (row) => String(row.n),
});

it('gives a head the room for its title and its arrow', () => {
  expect(firstWidth(column('Requests', 92))).toBeGreaterThanOrEqual(59 + 16 + 20);
  expect(firstWidth(column('HQ', 74))).toBe(74);
});

it('leaves out in a narrow window what its user did not ask for', () => {
  const narrow = { ...column('Hosts', 80), optional: 'narrow' as const };
  const asked = (isAsked: boolean) => ({ shown: { n: isAsked }, widths: {}, sort: null });
  const nothing = { shown: {}, widths: {}, sort: null };
  expect([isShown(narrow, nothing, true), isShown(narrow, nothing, false)]).toEqual([true, false]);
  expect([isShown(narrow, asked(false), true), isShown(narrow, asked(true), false)]).toEqual([false, true]);
  expect(isShown({ ...narrow, fixed: true }, nothing, false)).toBe(true);
});

it('copies rows that no spreadsheet runs, one line each', () => {
  const name: Column<{ readonly name: string }> = {
    id: 'name',
    title: 'Name',
    width: 90,
    cell: () => null,
    text: (row) => row.name,
  };
  const copied = toTsv(
    [name],
    [{ name: '=1+1' }, { name: '\t@SUM(A1)' }, { name: 'a\nb\u202ec' }, { name: '-5' }, { name: 'plain' }],
  );
  expect(copied.split('\n')).toEqual(['Name', "'=1+1", "' @SUM(A1)", 'a b⟨U+202E⟩c', '-5', 'plain']);
});
