import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../core/contract/errors.ts';
import type { SavedView } from './saved-views.ts';
import { readViews, type ViewedTable, viewsText } from './views-file.ts';

const APPS: ViewedTable = {
  table: 'apps',
  columns: [{ id: 'name', sortable: true }, { id: 'trend' }, { id: 'bytesSent', sortable: true }],
};
const view = (over: Partial<SavedView> = {}): SavedView => ({
  id: 'a',
  table: 'apps',
  name: 'Busy',
  filter: 'bytesSent>1MB',
  search: 'x',
  sort: { column: 'bytesSent', direction: 'desc' },
  shown: { trend: false },
  ...over,
});
const read = (text: string): readonly SavedView[] => readViews(text, 'views.json', APPS);
const file = (views: unknown, over: object = {}): string =>
  JSON.stringify({ kind: 'undercast-views', version: 1, table: 'apps', views, ...over });
function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'file.unsupported') return error.message;
    throw error;
  }
  throw new Error('it was taken');
}

it('gives back what it was given, under ids of their own', () => {
  const views = [view(), view({ name: 'All', filter: '', search: '', sort: null, shown: {} })];
  const back = read(viewsText('apps', views));
  expect(back.map(({ id: _id, ...one }) => one)).toEqual(views.map(({ id: _id, ...one }) => one));
  expect(new Set(back.map(({ id }) => id)).size).toBe(2);
  expect(read(`\ufeff${viewsText('apps', views)}`)).toHaveLength(2);
});

it('leaves out columns that the table does not have, and orders that it cannot take', () => {
  const [first] = read(file([{ name: 'A', shown: { gone: true, name: false, __proto__: true }, sort: order('gone') }]));
  expect(first).toMatchObject({ shown: { name: false }, sort: null, filter: '', search: '' });
  expect(read(file([{ name: 'A', sort: order('trend') }]))[0]?.sort).toBeNull();
  // Obeyed by a screen that shows them.
  expect(read(file([{ name: 'a\u202eb\n' }]))[0]?.name).toBe('a b');
});
const order = (column: string) => ({ column, direction: 'asc' });

it.each([
  ['', 'It is no JSON file.'],
  ['[1', 'It is no JSON file.'],
  ['null', 'It is no file of saved views.'],
  ['{}', 'It is no file of saved views.'],
  [file([], { version: 2 }), 'It is no file of saved views.'],
  [file({}), 'It has no list of at most 1000 views.'],
  [file(Array.from({ length: 1001 }, () => ({ name: 'A' }))), 'It has no list of at most 1000 views.'],
  [file([{ name: 'A' }, null]), 'View 2 is no saved view.'],
  [file([{ name: ' ' }]), 'View 1 has a wrong name.'],
  [file([{ name: 'A', filter: 'x'.repeat(20_001) }]), 'View 1 has a wrong filter.'],
  [file([{ name: 'A', sort: 'name' }]), 'View 1 has a wrong sort.'],
  [
    file([], { table: 'us\u202eers' }),
    "Its views are of another table (us⟨U+202E⟩ers). Import them on that table's page.",
  ],
])('refuses %.60s', (text, why) => {
  expect(refusal(text)).toBe(why);
});

it('takes or refuses any text, and never fails otherwise', () => {
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc.jsonValue().map((value) => file([value])),
    fc.jsonValue().map((value) => file(value)),
  );
  fc.assert(
    fc.property(anything, (text) => {
      try {
        expect(Array.isArray(read(text))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
  );
});
