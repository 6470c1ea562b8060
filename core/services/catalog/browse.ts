/** The catalog as a list: filtered, searched and sorted over typed columns, handed out by page. */
import { CATALOG_COLUMNS } from '../../contract/catalog-browse.ts';
import type { ColumnarPage } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { exportChunks } from '../../export/index.ts';
import { APP_KINDS, CATEGORIES } from '../../model/app.ts';
import { mayBeRelative, parseFilter, TRUE } from '../../query/index.ts';
import { categoryName } from '../discovery/row-types.ts';
import { fieldsOf } from '../discovery/scope.ts';
import { filterTimes } from '../filter-times.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { AppColumns } from './app-columns.ts';
import { type AppSet, appMask } from './app-mask.ts';

type Question = Pick<MethodParsed<'catalog.listApps'>, 'filter' | 'search' | 'sort'>;
type Column = (typeof CATALOG_COLUMNS)[number];
type Cell = string | number | null;

const TITLES: Readonly<Record<Column, string>> = {
  id: 'App id',
  name: 'App',
  category: 'Category id',
  categoryName: 'Category',
  vendor: 'Vendor',
  headquarters: 'Headquarters',
  kind: 'Kind',
  custom: 'Custom app',
  score: 'Risk score',
  scoreLow: 'Lowest possible score',
  scoreHigh: 'Highest possible score',
  scoreBasis: 'Score basis',
  coverage: 'Coverage',
  band: 'Risk band',
  tag: 'Tag',
  customTags: 'Custom tags',
  popularity: 'Popularity',
  discovered: 'Discovered',
};

/** Answers kept while the directory of apps stands. */
const MAX_HELD = 16;

interface Held {
  readonly columns: AppColumns;
  readonly results: Map<string, Uint32Array>;
}

const HELD = new WeakMap<WorkspaceView['apps'], Held>();

function heldOf({ apps }: WorkspaceView): Held {
  const known = HELD.get(apps);
  if (known !== undefined) return known;
  const held = { columns: new AppColumns(apps), results: new Map<string, Uint32Array>() };
  HELD.set(apps, held);
  return held;
}

/** Places of the apps that fit, in order. @throws AppError query.badFilter, input.invalid */
function placesOf(view: WorkspaceView, { filter, search, sort }: Question): Uint32Array {
  const { columns, results } = heldOf(view);
  const times = mayBeRelative(filter ?? '') ? filterTimes(view, 'traffic') : {};
  const key = JSON.stringify([filter ?? '', search ?? '', sort ?? null, view.entries.length, times.now ?? null]);
  const known = results.get(key);
  if (known !== undefined) return known;
  const set: AppSet = {
    apps: view.apps,
    columns,
    factorFields: view.catalog.factorFields,
    discovered: (index) => view.isDiscovered(index),
  };
  const fields = fieldsOf(view, 'catalog');
  const mask = (filter ?? '').trim() === '' ? null : appMask(set, parseFilter(filter ?? '', fields, times), fields);
  const words = (search ?? '').trim().toLowerCase();
  const found = words === '' ? null : appsWith(view.apps, words);
  const kept: number[] = [];
  for (let index = 0; index < view.apps.count; index += 1) {
    if (mask !== null && mask[index] !== TRUE) continue;
    if (found !== null && found[index] !== 1) continue;
    kept.push(index);
  }
  const places = Uint32Array.from(kept);
  sortPlaces(places, view, columns, sort);
  results.set(key, places);
  for (const oldest of results.keys()) {
    if (results.size <= MAX_HELD) break;
    results.delete(oldest);
  }
  return places;
}

/** 1 per app whose name, vendor or domains contain the words, as the workspace has them. */
function appsWith(apps: WorkspaceView['apps'], words: string): Uint8Array {
  const found = new Uint8Array(apps.count);
  found.set(apps.catalog.appsWith(words));
  for (const index of apps.changed()) {
    const texts = [apps.name(index), apps.vendor(index) ?? '', ...apps.domains(index)];
    found[index] = texts.some((text) => text.toLowerCase().includes(words)) ? 1 : 0;
  }
  return found;
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function sortPlaces(places: Uint32Array, view: WorkspaceView, columns: AppColumns, sort: Question['sort']): void {
  const { apps } = view;
  if (sort === undefined) {
    // Kind, score in hundredths and place as one number each: sorted without a function, ten times faster.
    const keys = Float64Array.from(places, (index) => {
      const best = 1000 - Math.round((columns.scores.low[index] ?? 0) * 100);
      return (APP_KINDS.indexOf(apps.kind(index)) * 1001 + best) * apps.count + index;
    }).sort();
    for (let i = 0; i < keys.length; i += 1) places[i] = (keys[i] ?? 0) % apps.count;
    return;
  }
  const column = CATALOG_COLUMNS.find((one) => one === sort.column);
  if (column === undefined) {
    throw new AppError(
      'input.invalid',
      `There is no column "${sort.column}". Columns: ${CATALOG_COLUMNS.join(', ')}.`,
      {
        column: sort.column,
      },
    );
  }
  const read = reader(view, columns, column);
  const values = new Map<number, Cell>();
  for (const place of places) values.set(place, read(place));
  const sign = sort.direction === 'asc' ? 1 : -1;
  const distinct = [...new Set([...values.values()].filter((value) => typeof value === 'string'))];
  const order = new Map(distinct.sort(COLLATOR.compare).map((text, rank) => [text, rank]));
  const rank = Float64Array.from({ length: apps.count }, (_, index) => {
    const value = values.get(index) ?? null;
    // Unknown goes last whatever the direction.
    if (value === null) return Number.POSITIVE_INFINITY;
    return sign * (typeof value === 'string' ? (order.get(value) ?? 0) : value);
  });
  places.sort((a, b) => {
    const x = rank[a] as number;
    const y = rank[b] as number;
    return x === y ? a - b : x < y ? -1 : 1;
  });
}

function reader(view: WorkspaceView, columns: AppColumns, column: Column): (index: number) => Cell {
  const { apps } = view;
  switch (column) {
    case 'id':
      return (index) => apps.id(index);
    case 'name':
      return (index) => apps.name(index);
    case 'category':
      return (index) => apps.category(index);
    case 'categoryName':
      return (index) => categoryName(apps.category(index));
    case 'vendor':
      return (index) => apps.vendor(index);
    case 'headquarters':
      return (index) => {
        const value = apps.factor(index, 'headquarters');
        return typeof value === 'string' ? value : null;
      };
    case 'kind':
      return (index) => apps.kind(index);
    case 'custom':
      return (index) => Number(index >= apps.catalog.count);
    case 'score':
      return (index) => columns.display(index);
    case 'scoreLow':
      return (index) => columns.scores.low[index] ?? 0;
    case 'scoreHigh':
      return (index) => columns.scores.high[index] ?? 0;
    case 'scoreBasis':
      return (index) => columns.basis(index);
    case 'coverage':
      // A share is told to its hundredth of a per cent: what binary fractions leave behind it says nothing.
      return (index) => Math.round((columns.scores.coverage[index] ?? 0) * 10_000) / 10_000;
    case 'band':
      return (index) => columns.band(index);
    case 'tag':
      return (index) => apps.tagOf(index);
    case 'customTags':
      return (index) => apps.customTagsOf(index).join(', ') || null;
    case 'popularity':
      return (index) => {
        const value = apps.factor(index, 'consumerPopularity');
        return typeof value === 'number' ? value : null;
      };
    case 'discovered':
      return (index) => Number(view.isDiscovered(index));
    default:
      return column satisfies never;
  }
}

export function listApps(view: WorkspaceView, input: MethodParsed<'catalog.listApps'>): ColumnarPage {
  const started = performance.now();
  const places = placesOf(view, input);
  const { offset, limit } = input.page;
  const page = [...places.subarray(offset, offset + limit)];
  const { columns } = heldOf(view);
  return {
    resultId: `${view.revision}`,
    total: places.length,
    offset,
    count: page.length,
    columns: Object.fromEntries(CATALOG_COLUMNS.map((name) => [name, page.map(reader(view, columns, name))])),
    queryMs: performance.now() - started,
  };
}

export function exportApps(
  view: WorkspaceView,
  input: MethodParsed<'catalog.exportApps'>,
): MethodOutput<'catalog.exportApps'> {
  const places = placesOf(view, input);
  const wanted = input.columns ?? CATALOG_COLUMNS;
  const { columns } = heldOf(view);
  const readers = wanted.map((name) => reader(view, columns, name));
  const table = {
    columns: wanted.map((key) => ({ key, title: TITLES[key] })),
    rows: Array.from(places, (place) => readers.map((read) => read(place))),
  };
  return { text: [...exportChunks(input.format, table)].join(''), rows: places.length };
}

/** Apps per category among those that fit. */
export function listCategories(
  view: WorkspaceView,
  input: MethodParsed<'catalog.listCategories'>,
): MethodOutput<'catalog.listCategories'> {
  const counts = new Map<string, number>();
  for (const place of placesOf(view, input)) {
    const category = view.apps.category(place);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return CATEGORIES.map(({ id, name }) => ({ id, name, apps: counts.get(id) ?? 0 }));
}
