/** Saved views of one table as a file that a colleague takes over, and back: whatever the file holds is checked first. */
import { z } from 'zod';
import { givenName, sort } from '../../core/contract/common.ts';
import { AppError } from '../../core/contract/errors.ts';
import { visibleText } from '../../core/kit/visible-text.ts';
import type { SavedView } from './saved-views.ts';

/** Of a name; as long as the field takes. */
export const LONGEST_VIEW_NAME = 80;
/** A thousand views with long filters fit well. */
const MOST_BYTES = 5_000_000;
const MOST_VIEWS = 1000;
/** As long as the engine takes. */
const LONGEST_FILTER = 20_000;
const KIND = 'undercast-views';

const sharedView = z.object({
  name: givenName(LONGEST_VIEW_NAME),
  filter: z.string().max(LONGEST_FILTER).default(''),
  search: z.string().max(500).default(''),
  sort: sort.nullable().default(null),
  shown: z.record(z.string().max(64), z.boolean()).default({}),
});
const viewsFile = z.object({
  kind: z.literal(KIND),
  version: z.literal(1),
  table: z.string().max(64),
  views: sharedView.array().max(MOST_VIEWS),
});

/** What a table has, as far as a view can name it. */
export interface ViewedTable {
  readonly table: string;
  readonly columns: readonly { readonly id: string; readonly sortable?: boolean }[];
}

/** The views as the text of a file. */
export function viewsText(table: string, views: readonly SavedView[]): string {
  const shared = views.map(({ name, filter, search, sort: order, shown }) => ({
    name,
    filter,
    search,
    sort: order,
    shown,
  }));
  return `${JSON.stringify({ kind: KIND, version: 1, table, views: shared }, null, 2)}\n`;
}

/**
 * The views of a file, for this table. Columns that it does not have fall away: the file may come from another version.
 * @throws AppError file.unsupported: what is wrong in it
 */
export function readViews(text: string, fileName: string, { table, columns }: ViewedTable): readonly SavedView[] {
  const refuse = (why: string): AppError => new AppError('file.unsupported', why, { path: visibleText(fileName) });
  if (text.length > MOST_BYTES) throw refuse('It is larger than a file of saved views can be.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw refuse('It is no JSON file.');
  }
  const parsed = viewsFile.safeParse(value);
  if (!parsed.success) throw refuse(wrong(parsed.error.issues[0]?.path ?? []));
  const { data } = parsed;
  if (data.table !== table) {
    throw refuse(`Its views are of another table (${visibleText(data.table)}). Import them on that table's page.`);
  }
  const sortable = new Set(columns.filter((column) => column.sortable === true).map(({ id }) => id));
  const known = new Set(columns.map(({ id }) => id));
  return data.views.map((view) => ({
    ...view,
    id: crypto.randomUUID(),
    table,
    sort: view.sort !== null && sortable.has(view.sort.column) ? view.sort : null,
    shown: Object.fromEntries(Object.entries(view.shown).filter(([column]) => known.has(column))),
  }));
}

function wrong(path: readonly PropertyKey[]): string {
  const [part, at, field] = path;
  if (part === 'views' && typeof at === 'number') {
    return `View ${at + 1} ${field === undefined ? 'is no saved view' : `has a wrong ${String(field)}`}.`;
  }
  return part === 'views' ? `It has no list of at most ${MOST_VIEWS} views.` : 'It is no file of saved views.';
}
