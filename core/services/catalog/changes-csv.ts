/**
 * A workspace's decisions about apps as a table: one row an app, corrected, tagged or of the workspace's own. Weights are no
 * app's; they are in the JSON form only. A column that is missing leaves alone what it is about.
 */
import { type AppChange, type CatalogChanges, catalogChanges } from '../../contract/catalog-exchange.ts';
import { AppError } from '../../contract/errors.ts';
import { type CsvText, findColumns } from '../../enrich/index.ts';
import { csvChunks } from '../../export/index.ts';
import { cellOf, listCell, listOf, textOf } from './csv-cells.ts';

const TITLES = {
  id: 'App id',
  name: 'App',
  tag: 'Tag',
  customTags: 'Custom tags',
  note: 'Note',
  score: 'Own score',
  category: 'Own category',
  added: 'Domains added',
  removed: 'Domains removed',
  values: 'Own values',
  ranges: 'Address ranges',
  vendor: 'Vendor',
  seat: 'Headquarters',
  description: 'Description',
} as const;
type Column = keyof typeof TITLES;
type Row = Readonly<Record<Column, string>>;
const COLUMNS = Object.keys(TITLES) as Column[];

/** @param nameOf an app's name, for people */
export function changesToCsv(changes: CatalogChanges, nameOf: (id: string) => string): string {
  const own = new Map(changes.customApps.map((app) => [app.id, app]));
  const decided = new Map(changes.apps.map((app) => [app.id, app]));
  const rows = [...new Set([...decided.keys(), ...own.keys()])].map((id) => {
    const app = own.get(id);
    const { tag, note, overrideScore, customTags, category, domains, ranges, factors } = decided.get(id) ?? {};
    const score = app?.overrideScore ?? overrideScore;
    // An app of the workspace's own is written as it is with what was put right of it.
    const gone = new Set(domains?.removed);
    const listed = [...(app?.domains ?? []), ...(domains?.added ?? [])].filter((domain) => !app || !gone.has(domain));
    const row: Row = {
      id: cellOf(id),
      name: cellOf(app?.name ?? nameOf(id)),
      tag: tag ?? '',
      customTags: listCell(customTags ?? []),
      note: cellOf(app?.note ?? note ?? ''),
      score: score === null || score === undefined ? '' : String(score),
      category: category ?? app?.category ?? '',
      added: listCell(listed),
      removed: listCell(app ? [] : (domains?.removed ?? [])),
      values: factors === undefined || Object.keys(factors).length === 0 ? '' : JSON.stringify(factors),
      ranges: listCell(app?.ipRanges ?? ranges ?? []),
      vendor: cellOf(app?.vendor ?? ''),
      seat: app?.headquarters ?? '',
      description: cellOf(app?.description ?? ''),
    };
    return COLUMNS.map((column) => row[column]);
  });
  return [...csvChunks({ columns: COLUMNS.map((key) => ({ key, title: TITLES[key] })), rows })].join('');
}

/** Whether a table is one of decisions, by titles that no other list of apps has. */
export function isChangesCsv({ header }: CsvText): boolean {
  const at = columnsOf(header);
  return at.id >= 0 && [at.score, at.category, at.added, at.removed, at.values].some((column) => column >= 0);
}

function columnsOf(header: readonly string[]): Record<Column, number> {
  const names = COLUMNS.map((column) => [column, [TITLES[column].toLowerCase().replaceAll(' ', '')]] as const);
  return findColumns(header, Object.fromEntries(names) as unknown as Record<Column, readonly string[]>);
}

/** @throws AppError catalog.invalid naming line and column */
export function changesFromCsv({ header, rows }: CsvText): CatalogChanges {
  const at = columnsOf(header);
  const apps: AppChange[] = [];
  const customApps: CatalogChanges['customApps'] = [];
  for (const { line, cells } of rows) {
    /** Undefined where the table has no such column. */
    const cell = (column: Column): string | undefined => (at[column] < 0 ? undefined : (cells[at[column]] ?? ''));
    const whole = { line, cell };
    const id = textOf(cell('id') ?? '');
    if (id.startsWith('custom-')) customApps.push(customApp(id, whole));
    apps.push(appChange(id, whole));
  }
  const read = catalogChanges.safeParse({
    format: 'undercast-catalog-changes',
    version: 1,
    apps,
    customApps,
    scoring: null,
  });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw wrong(rows[Number(issue?.path[1])]?.line ?? 1, `${issue?.path.slice(2).join('.')}: ${issue?.message}`);
}

interface Cells {
  readonly line: number;
  readonly cell: (column: Column) => string | undefined;
}

function appChange(id: string, { line, cell }: Cells): AppChange {
  const tag = cell('tag');
  const tags = cell('customTags');
  const own = id.startsWith('custom-');
  const note = own ? undefined : cell('note');
  const score = own ? undefined : cell('score');
  const change = {
    id,
    ...(tag === undefined ? {} : { tag: tag === '' ? null : tag.toLowerCase() }),
    ...(note === undefined ? {} : { note: textOf(note) }),
    ...(score === undefined ? {} : { overrideScore: score === '' ? null : Number(score) }),
    ...(tags === undefined ? {} : { customTags: listOf(tags) }),
    ...correction({ line, cell }, own),
  };
  // The schema of the whole file says what is wrong with it.
  return change as AppChange;
}

/** An app of which nothing is put right has none of them. */
function correction(
  { line, cell }: Cells,
  own: boolean,
): Pick<AppChange, 'category' | 'domains' | 'ranges' | 'factors'> {
  const category = own ? '' : (cell('category') ?? '');
  const added = own ? [] : listOf(cell('added') ?? '');
  const removed = listOf(cell('removed') ?? '');
  const ranges = own ? [] : listOf(cell('ranges') ?? '');
  const values = cell('values') ?? '';
  if (category === '' && added.length + removed.length + ranges.length === 0 && values === '') return {};
  return {
    category: category === '' ? null : category,
    domains: { added, removed },
    ...(ranges.length === 0 ? {} : { ranges }),
    factors: valuesOf(values, line),
  };
}

function valuesOf(text: string, line: number): NonNullable<AppChange['factors']> {
  if (text === '') return {};
  try {
    return JSON.parse(text) as NonNullable<AppChange['factors']>;
  } catch {
    throw wrong(line, `${TITLES.values} must be JSON such as {"isSoc2":true}`);
  }
}

function customApp(id: string, { cell }: Cells): CatalogChanges['customApps'][number] {
  const text = (column: Column): string => textOf(cell(column) ?? '');
  const score = text('score');
  return {
    id,
    name: text('name'),
    category: text('category'),
    domains: listOf(cell('added') ?? ''),
    ipRanges: listOf(cell('ranges') ?? ''),
    vendor: text('vendor') || null,
    headquarters: text('seat') || null,
    description: text('description') || null,
    note: text('note'),
    overrideScore: score === '' ? null : Number(score),
  };
}

function wrong(line: number, why: string): AppError {
  return new AppError('catalog.invalid', `Nothing was taken: line ${line}, ${why}.`, { line });
}
