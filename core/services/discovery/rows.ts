/** The discovery tables: rows of a scope, sorted and kept under a result id, handed out by page. */
import { randomUUID } from 'node:crypto';
import type { ColumnarPage } from '../../contract/common.ts';
import type { AppRow, EntityRow, SourceRow, UserRow } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { LastUsed } from '../../kit/last-used.ts';
import { type FilterRecord, mayBeRelative } from '../../query/index.ts';
import { bothFilters, FALSE, maskFilter, TRUE } from '../../store/segments/cell-filter.ts';
import { type ScanRange, type SegmentSpan, spansOf } from '../../store/segments/scan.ts';
import { sourceRowOf, userRowOf } from '../enrichment/rows.ts';
import { filterTimes } from '../filter-times.ts';
import { namedBy } from '../imports/named-by.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { type GroupBy, Groups } from './groups.ts';
import { appContent, fieldsOf, resolveScope } from './scope.ts';

type ListInput = Omit<MethodParsed<'discovery.listRows'>, 'page'>;
export type TableName = ListInput['table'];
export type TableRow = AppRow | EntityRow | UserRow | SourceRow;

/** Rows of a question in no order. */
interface FoundRows {
  readonly table: TableName;
  readonly rows: readonly TableRow[];
  /** Transactions per time bucket by row key; apps only. */
  readonly trends: ReadonlyMap<string, readonly number[]>;
}

export interface TableResult extends FoundRows {
  readonly id: string;
}

const GROUP_BY: Record<TableName, GroupBy> = {
  apps: 'app',
  users: 'user',
  sources: 'source',
  devices: 'device',
  unmatched: 'host',
};
const DEFAULT_SORT: Record<TableName, string> = {
  apps: 'transactions',
  users: 'transactions',
  sources: 'transactions',
  devices: 'transactions',
  unmatched: 'transactions',
};
const TREND_BUCKETS = 24;
const MAX_RESULTS = 12;

/** Results of recent questions, so that paging, sorting and exporting do not scan again. */
export class TableResults {
  private readonly found = new LastUsed<FoundRows>(MAX_RESULTS);
  private readonly sorted = new LastUsed<TableResult>(MAX_RESULTS);

  get(view: WorkspaceView, input: ListInput, cancelled: () => boolean): TableResult {
    const { table, sort = { column: DEFAULT_SORT[table], direction: 'desc' } } = input;
    const key = JSON.stringify([keyOfQuestion(view, input), sort]);
    return this.sorted.get(key, () => {
      const found = this.find(view, input, cancelled);
      const rows = [...found.rows];
      sortRows(rows, sort);
      return { ...found, id: randomUUID(), rows };
    });
  }

  /** The same rows in no order. */
  find(view: WorkspaceView, input: Omit<ListInput, 'sort'>, cancelled: () => boolean): FoundRows {
    return this.found.get(keyOfQuestion(view, input), () => computeTable(view, input, cancelled));
  }
}

function keyOfQuestion(view: WorkspaceView, input: Omit<ListInput, 'sort'>): string {
  const { table, from, to, streams, view: custom, filter, search } = input;
  const asked = mayBeRelative(filter ?? '') ? filterTimes(view, 'traffic').now : null;
  return JSON.stringify([view.revision, table, from, to, streams, custom, filter, search, asked]);
}

export function keyOf(row: TableRow): string {
  return 'id' in row ? row.id : row.key;
}

function computeTable(view: WorkspaceView, input: Omit<ListInput, 'sort'>, cancelled: () => boolean): FoundRows {
  const scope = resolveScope(view, input, input.table);
  const segments = view.segmentsFor(scope.extent === null);
  const range = input.table === 'unmatched' ? unmatchedOnly(view, scope.range) : scope.range;
  const groups = new Groups(view, GROUP_BY[input.table]);
  const trend =
    input.table === 'apps' && scope.span
      ? new TrendCounter(
          view,
          bucketsOf(scope.span.from, scope.span.to, view.meta.bucketMinutes, view.meta.displayZone, TREND_BUCKETS),
        )
      : null;
  for (const span of spansOf(view.segments, segments, range, cancelled)) {
    groups.addSpan(span);
    trend?.addSpan(span);
  }
  const row = rowMaker(view, input.table, groups);
  let rows: TableRow[] = groups.present().flatMap((group) => row(group) ?? []);
  if (scope.keepRow) {
    const { keepRow } = scope;
    rows = rows.filter((row) => keepRow(recordOf(view, input.table, row)));
  }
  if (input.search) {
    const wanted = input.search.toLowerCase();
    rows = rows.filter((row) => searched(row).includes(wanted));
  }
  const trends = new Map(
    rows.flatMap((row) => (trend && 'id' in row ? [[row.id, trend.of(view.appIndex(row.id) + 1)] as const] : [])),
  );
  return { table: input.table, rows, trends };
}

function rowMaker(view: WorkspaceView, table: TableName, groups: Groups): (group: number) => TableRow | undefined {
  switch (table) {
    case 'apps':
      return (group) => groups.appRow(group);
    case 'users':
      return (group) => userRowOf(view, group, groups.entityRow(group));
    case 'sources':
      return (group) => sourceRowOf(view, group, groups.entityRow(group));
    default: {
      const kind = table === 'devices' ? 'device' : 'host';
      return (group) => {
        const row = groups.entityRow(group);
        return { ...row, namedBy: namedBy(view, kind, row.key) };
      };
    }
  }
}

/** Hosts that belong to no app. */
function unmatchedOnly(view: WorkspaceView, range: ScanRange): ScanRange {
  const mask = Uint8Array.from(view.appOfDest, (app) => (app === 0 ? TRUE : FALSE));
  return { ...range, filter: bothFilters(maskFilter({ dimension: 'dest', mask }), range.filter) };
}

function searched(row: TableRow): string {
  const parts =
    'id' in row
      ? [row.name, row.vendor, row.categoryName]
      : 'department' in row
        ? [row.key, row.displayName, row.department]
        : 'range' in row
          ? [row.key, row.range, row.tags]
          : [row.key];
  return parts.join('\n').toLowerCase();
}

function recordOf(view: WorkspaceView, table: TableName, row: TableRow): FilterRecord {
  const measures = row as unknown as FilterRecord;
  if ('id' in row) {
    const entry = view.entries[view.appIndex(row.id)];
    const properties = fieldsOf(view, table).list.filter((field) => field.alsoRow && field.spans === undefined);
    const known = entry ? properties.map((field) => [field.name, appContent(view, entry, field.name)] as const) : [];
    return { ...measures, ...Object.fromEntries(known) };
  }
  const named = GROUP_BY[table];
  return { ...measures, [named]: row.key };
}

function sortRows(rows: TableRow[], sort: { readonly column: string; readonly direction: 'asc' | 'desc' }): void {
  const first = rows[0];
  if (first && !Object.hasOwn(first, sort.column)) {
    throw new AppError(
      'input.invalid',
      `There is no column "${sort.column}". Columns: ${Object.keys(first).join(', ')}.`,
      { column: sort.column },
    );
  }
  const sign = sort.direction === 'asc' ? 1 : -1;
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const value = (row: TableRow) =>
    (row as unknown as Record<string, string | number | boolean | null>)[sort.column] ?? null;
  rows.sort((a, b) => {
    const x = value(a);
    const y = value(b);
    // Unknown goes last whatever the direction.
    if (x === null || y === null) {
      return x === y ? compareKeys(a, b) : x === null ? 1 : -1;
    }
    const order =
      typeof x === 'string' || typeof y === 'string' ? collator.compare(String(x), String(y)) : Number(x) - Number(y);
    return order === 0 ? compareKeys(a, b) : order * sign;
  });
}

function compareKeys(a: TableRow, b: TableRow): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

/** Transactions per bucket and app, for sparklines. */
class TrendCounter {
  private readonly counts: Float64Array;
  private readonly width: number;
  private readonly buckets: Buckets;
  private readonly appOfDest: Uint32Array;

  constructor(view: WorkspaceView, buckets: Buckets) {
    this.buckets = buckets;
    this.width = buckets.starts.length;
    this.appOfDest = view.appOfDest;
    this.counts = new Float64Array((view.entries.length + 1) * this.width);
  }

  addSpan({ columns: c, from, to, pass }: SegmentSpan): void {
    const { ofHour, firstHour } = this.buckets;
    for (let cell = from; cell < to; cell++) {
      if (!pass || pass(cell)) {
        const app = this.appOfDest[c.dest[cell] ?? 0] ?? 0;
        const at = app * this.width + (ofHour[(c.hour[cell] ?? 0) - firstHour] ?? 0);
        this.counts[at] = (this.counts[at] ?? 0) + (c.tx[cell] ?? 0);
      }
    }
  }

  of(app: number): number[] {
    return [...this.counts.subarray(app * this.width, (app + 1) * this.width)];
  }
}

const COLUMN_VALUES = (row: TableRow, column: string): string | number | null => {
  const value = (row as unknown as Record<string, string | number | boolean | null>)[column] ?? null;
  return typeof value === 'boolean' ? Number(value) : value;
};

/** One page of a result, column by column. */
export function pageOf(
  result: TableResult,
  page: { readonly offset: number; readonly limit: number },
  queryMs: number,
): ColumnarPage {
  const rows = result.rows.slice(page.offset, page.offset + page.limit);
  const names = Object.keys(result.rows[0] ?? {});
  const columns: Record<string, (string | number | null | readonly number[])[]> = {};
  for (const name of names) {
    columns[name] = rows.map((row) => COLUMN_VALUES(row, name));
  }
  if (result.table === 'apps' && rows.length > 0) {
    columns.trend = rows.map((row) => result.trends.get(keyOf(row)) ?? []);
  }
  return { resultId: result.id, total: result.rows.length, offset: page.offset, count: rows.length, columns, queryMs };
}
