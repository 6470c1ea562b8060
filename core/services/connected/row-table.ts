/** In: rows of a derived view. Out: the page asked for: filtered, searched, sorted. Rows are records of their own fields. */
import type { DerivedQuestion } from '../../contract/connected.ts';
import {
  type FieldTable,
  type FilterRecord,
  type FilterTree,
  isAnd,
  isEverything,
  isNot,
  isOr,
  parseFilter,
  recordPredicate,
  SEARCH_FIELD,
} from '../../query/index.ts';
import { filterTimes } from '../filter-times.ts';
import type { WorkspaceView } from '../workspace-view.ts';

type Value = FilterRecord[string];

/** The rows that fit, in the order asked for. @throws AppError query.badFilter */
export function chosenRows<R extends object>(
  view: WorkspaceView,
  rows: readonly R[],
  fields: FieldTable,
  question: DerivedQuestion,
): readonly R[] {
  const { filter = '', search = '', sort } = question;
  const tree = parseFilter(filter, fields, filterTimes(view, 'activities'));
  const words = search.split(/\s+/).filter((word) => word !== '');
  const searched = words.map((word): FilterTree => ({ field: SEARCH_FIELD, op: 'contains', values: [word] }));
  const all: FilterTree = { and: [tree, ...searched] };
  const fits = isEverything(tree) && searched.length === 0 ? null : recordPredicate(all, fields);
  const recordOf = asksFor(all, WORD) ? withWords : (row: object) => row as FilterRecord;
  const found = fits === null ? rows : rows.filter((row) => fits(recordOf(row)) === true);
  if (sort === undefined) return found;
  const sign = sort.direction === 'asc' ? 1 : -1;
  const keyed = found.map((row) => ({ row, key: keyOf((row as FilterRecord)[sort.column]) }));
  return keyed.sort((a, b) => compare(a.key, b.key, sign)).map(({ row }) => row);
}

/** A field that no row holds: it is made of the name when a filter asks. */
const WORD = 'word';

function asksFor(tree: FilterTree, field: string): boolean {
  if (isAnd(tree)) return tree.and.some((part) => asksFor(part, field));
  if (isOr(tree)) return tree.or.some((part) => asksFor(part, field));
  return isNot(tree) ? asksFor(tree.not, field) : tree.field === field;
}

/** With the whole words of the name: parted by commas, dots, hyphens and spaces. */
function withWords(row: object): FilterRecord {
  const record = row as FilterRecord;
  return {
    ...record,
    [WORD]: String(record.name)
      .split(/[,.\-\s]+/)
      .filter((word) => word !== ''),
  };
}

type Key = string | number | null;

/** Unknown goes last, whichever way. */
function compare(a: Key, b: Key, sign: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -sign : sign;
}

function keyOf(value: Value): Key {
  if (value === null || value === undefined || value instanceof Uint8Array) return null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'object') return value.length === 0 ? null : value.join(', ').toLowerCase();
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** A page of them, with the time it took. */
export function pageOfRows<R extends object>(
  rows: readonly R[],
  { offset, limit }: Pick<DerivedQuestion, 'offset' | 'limit'>,
  started: number,
): { rows: R[]; total: number; queryMs: number } {
  return { rows: rows.slice(offset, offset + limit), total: rows.length, queryMs: performance.now() - started };
}
