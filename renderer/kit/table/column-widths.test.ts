import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TableLayout } from '../../state/table-layout.ts';
import { columnWidths, fittingColumns } from './column-widths.ts';
import { type Column, firstWidth, headWidth } from './columns.ts';

type Row = Readonly<Record<string, never>>;

const words = (id: string, width: number): Column<Row> => ({ id, title: id, width, cell: () => '', text: () => '' });
const figures = (id: string, width: number): Column<Row> => ({ ...words(id, width), align: 'right' });
const NOTHING: TableLayout = { shown: {}, widths: {}, sort: null };
const sum = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0);

it('gives room that is left over to words, not to figures', () => {
  const widths = columnWidths([words('Name', 200), figures('Requests', 90), words('App', 100)], NOTHING, 600);
  expect(widths[1]).toBe(90);
  expect(sum(widths)).toBe(600);
  expect(widths[0]).toBeGreaterThan(200);
  expect(widths[2]).toBeGreaterThan(100);
});

it('narrows words where room is short, and never figures', () => {
  const widths = columnWidths([words('Name', 300), figures('Requests', 90), words('App', 150)], NOTHING, 450);
  expect(sum(widths)).toBe(450);
  expect(widths[1]).toBe(90);
});

it('makes the name of the row whole before other words, and gives it most of the rest', () => {
  const columns = [{ ...words('Name', 300), fixed: true }, words('App', 150), words('Owner', 150)];
  expect(columnWidths(columns, NOTHING, 240 + 100 + 100 + 60)).toEqual([300, 100, 100]);
  const [name = 0, app = 0] = columnWidths(columns, NOTHING, 900);
  expect(name - 300).toBeGreaterThan(3 * (app - 150));
});

it('ends a column at the edge where not all fit, so that none is cut', () => {
  const columns = [words('Name', 300), figures('Requests', 90), words('App', 150), figures('Users', 90)];
  const widths = columnWidths(columns, NOTHING, 430);
  expect(sum(widths.slice(0, 3))).toBe(430);
  expect(widths[3]).toBe(90);
});

it('leaves a column as the user dragged it', () => {
  const columns = [words('Name', 300), words('App', 150)];
  const layout = { ...NOTHING, widths: { Name: 120 } };
  expect(columnWidths(columns, layout, 800)).toEqual([120, 680]);
});

it('lets the last column take what nothing else does', () => {
  expect(columnWidths([figures('Requests', 90), figures('Users', 90)], NOTHING, 300)).toEqual([90, 210]);
});

it('leaves out from the end what has no room beside a panel, and never what is sorted by or asked for', () => {
  const name = { ...words('Name', 200), fixed: true };
  const columns = [name, words('App', 150), figures('Requests', 110), figures('Users', 90), words('Owner', 150)];
  const ids = (room: number, sortedBy: string | null, layout = NOTHING) =>
    fittingColumns(columns, layout, room, sortedBy, true).map(({ id }) => id);
  expect(ids(1000, null)).toHaveLength(5);
  expect(ids(400, null)).toEqual(['Name', 'App', 'Requests']);
  expect(ids(400, 'Users')).toEqual(['Name', 'App', 'Users']);
  expect(ids(400, null, { ...NOTHING, shown: { Owner: true } })).toEqual(['Name', 'App', 'Owner']);
  const decided = columns.map((column) => (column.id === 'Users' ? { ...column, decision: true } : column));
  expect(fittingColumns(decided, NOTHING, 400, null, true).map(({ id }) => id)).toEqual(['Name', 'App', 'Users']);
  // Nothing but the row's name is left where even that is too wide.
  expect(ids(100, null)).toEqual(['Name']);
});

it('spares columns for names by itself, and leaves all others to be scrolled to', () => {
  const name = { ...words('Name', 200), fixed: true };
  const columns = [name, { ...figures('Requests', 110), spare: true }, words('App', 150), figures('Users', 90)];
  const ids = (room: number) => fittingColumns(columns, NOTHING, room, null, false).map(({ id }) => id);
  expect(ids(600)).toHaveLength(4);
  expect(ids(400)).toEqual(['Name', 'App', 'Users']);
  expect(ids(100)).toEqual(['Name', 'App', 'Users']);
});

it('ends a column at the edge of every table, with every head and every figure whole', () => {
  const column = fc
    .record({
      title: fc.string({ maxLength: 24 }).map((rest) => `No ${rest}`),
      width: fc.integer({ min: 40, max: 480 }),
      right: fc.boolean(),
    })
    .map(({ title, width, right }) => (right ? figures(title, width) : words(title, width)));
  const columns = fc
    .uniqueArray(column, { selector: ({ id }) => id, maxLength: 16 })
    .map((others) => [words('Named by its log', 300), ...others]);
  fc.assert(
    fc.property(columns, fc.integer({ min: 200, max: 2600 }), (shown, available) => {
      const widths = columnWidths(shown, NOTHING, available);
      const ends = widths.map((_, at) => sum(widths.slice(0, at + 1)));
      expect(ends).toContain(available);
      for (const [at, one] of shown.entries()) {
        expect(Number.isInteger(widths[at])).toBe(true);
        expect(widths[at]).toBeGreaterThanOrEqual(one.align === 'right' ? firstWidth(one) : headWidth(one));
      }
    }),
  );
});
