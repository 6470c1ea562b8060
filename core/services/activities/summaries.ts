/** Counts over activities: values of fields, and events over time. An event that several connectors saw counts once. */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  FLAG_ADMIN,
  WORD_COLUMNS,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import { ACTIVITY_FILTER_FIELDS, badFilter, SUGGESTED_QUERIES } from '../../query/index.ts';
import { COUNTS, type Matches } from '../../store/activities/activity-matches.ts';
import { contentsOf, type DerivedField, meaningsOfRows } from '../../store/activities/meanings.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { countNumbers } from './count-numbers.ts';
import { NAMED_FIELDS } from './derived-fields.ts';
import { appNames, findActivities } from './question.ts';

type Facets = MethodOutput<'activities.facets'>;

export function countFacets(
  view: WorkspaceView,
  input: MethodParsed<'activities.facets'>,
  cancelled: () => boolean,
): Facets {
  const matches = findActivities(view, input, cancelled);
  const facets = input.fields.map((name): [string, Facets[string]] => {
    stopIf(cancelled);
    return [name, facetOf(view, matches, name, input.limit)];
  });
  return Object.fromEntries(facets);
}

function stopIf(cancelled: () => boolean): void {
  if (cancelled()) throw new AppError('job.cancelled', 'Cancelled.');
}

function facetOf(view: WorkspaceView, matches: Matches, name: string, limit: number): Facets[string] {
  const field = ACTIVITY_FILTER_FIELDS.find(name);
  const counts = new Map<string, number>();
  const add = (value: string, count: number): void => {
    if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count);
  };
  const derived = field && view.activityFields.find(field.name);
  const titles = new Map(titlesOf(view, field?.name ?? name));
  if (derived !== undefined) countMeanings(view, matches, derived, field?.name ?? '', add, titles);
  else if (field?.name === 'category') {
    countWords(view, matches, 'type', (type, count) =>
      add(isActivityType(type) ? ACTIVITY_TYPES[type].category : 'other', count),
    );
  } else if (field !== undefined && Object.hasOwn(WORD_COLUMNS, field.name)) {
    countWords(view, matches, field.name as WordColumn, add);
  } else countBytes(view, matches, field?.name ?? name, add);
  const without = counts.get('') ?? 0;
  counts.delete('');
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    values: ranked.slice(0, limit).map(([value, count]) => ({ value, title: titles.get(value) ?? value, count })),
    distinct: ranked.length,
    others: ranked.slice(limit).reduce((sum, [, count]) => sum + count, 0),
    without,
  };
}

function titlesOf(view: WorkspaceView, name: string): ReadonlyMap<string, string> {
  if (name === 'app') return appNames(view);
  const values = ACTIVITY_FILTER_FIELDS.find(name)?.values ?? [];
  return new Map(values.map(({ value, title }) => [value, title]));
}

function countWords(
  view: WorkspaceView,
  matches: Matches,
  column: WordColumn,
  add: (value: string, count: number) => void,
): void {
  const { activities } = view;
  const counts = countNumbers(activities, matches, {
    size: activities.words.size + 1,
    of: (block) => activities.column(block, column),
    isNone: (word) => word === 0,
  });
  for (const [word, count] of counts.entries()) if (count > 0) add(activities.words.text(word), count);
}

/** An event counts for each of its values; of names of one thing the first is the value. */
function countMeanings(
  view: WorkspaceView,
  matches: Matches,
  field: DerivedField,
  name: string,
  add: (value: string, count: number) => void,
  titles: Map<string, string>,
): void {
  const contents = contentsOf(field);
  const counts = countNumbers(view.activities, matches, {
    size: contents.length,
    of: (block) => meaningsOfRows(view.activities, field, block),
    isNone: (meaning) => contents[meaning] == null,
  });
  for (const [meaning, count] of counts.entries()) {
    const content = contents[meaning] ?? '';
    const values = Array.isArray(content) ? content.map(String) : [String(content)];
    const [first = '', second] = values;
    if (second !== undefined && (name.endsWith('country') || name === 'location')) titles.set(first, second);
    for (const value of NAMED_FIELDS.has(name) ? [first] : values) add(value, count);
  }
}

function countBytes(
  view: WorkspaceView,
  matches: Matches,
  name: string,
  add: (value: string, count: number) => void,
): void {
  const column = name === 'admin' ? 'flags' : name;
  if (column !== 'outcome' && column !== 'actor' && column !== 'flags') {
    throw badFilter(`Activities cannot be counted by ${name}.`);
  }
  const counts = countNumbers(view.activities, matches, {
    size: 256,
    of: (block) => view.activities.column(block, column),
    // Flags are known of every record.
    isNone: (byte) => byte === 0 && column !== 'flags',
  });
  for (const [byte, count] of counts.entries()) {
    if (column === 'flags') add((byte & FLAG_ADMIN) === 0 ? 'no' : 'yes', count);
    else add((column === 'outcome' ? ACTIVITY_OUTCOMES[byte] : ACTOR_KINDS[byte - 1]) ?? '', count);
  }
}

/** Steps that people read: a second to a week. */
const STEPS_MS = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800].map((s) => s * 1000);

export function countOverTime(
  view: WorkspaceView,
  input: MethodParsed<'activities.histogram'>,
  cancelled: () => boolean,
): MethodOutput<'activities.histogram'> {
  const { blocks } = findActivities(view, input, cancelled);
  const first =
    input.from ?? blocks.reduce((edge, { block }) => Math.min(edge, block.timeMin), Number.POSITIVE_INFINITY);
  const last = input.to ?? blocks.reduce((edge, { block }) => Math.max(edge, block.timeMax + 1), 0);
  if (blocks.length === 0 || last <= first) return { bucketMs: 0, start: null, success: [], failure: [], unknown: [] };
  const wanted = (last - first) / input.buckets;
  const bucketMs = STEPS_MS.find((step) => step >= wanted) ?? Math.ceil(wanted / 604_800_000) * 604_800_000;
  const start = Math.floor(first / bucketMs) * bucketMs;
  const length = Math.floor((last - 1 - start) / bucketMs) + 1;
  const sums = ACTIVITY_OUTCOMES.map(() => new Array<number>(length).fill(0));
  for (const { block, rows } of blocks) {
    stopIf(cancelled);
    const times = view.activities.column(block, 'time');
    const outcomes = view.activities.column(block, 'outcome');
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== COUNTS) continue;
      const sum = sums[outcomes[row] ?? 0];
      const bucket = Math.floor(((times[row] ?? 0) - start) / bucketMs);
      if (sum !== undefined) sum[bucket] = (sum[bucket] ?? 0) + 1;
    }
  }
  const [unknown = [], success = [], failure = []] = sums;
  return { bucketMs, start, success, failure, unknown };
}

export function describeActivities(view: WorkspaceView): MethodOutput<'activities.describe'> {
  const { records, blocks } = findActivities(view, {}, () => false);
  const from = blocks.reduce((edge, { block }) => Math.min(edge, block.timeMin), Number.POSITIVE_INFINITY);
  const to = blocks.reduce((edge, { block }) => Math.max(edge, block.timeMax + 1), 0);
  return {
    fields: ACTIVITY_FILTER_FIELDS.list.map(({ name, title, type, operators, values }) => ({
      name,
      title,
      type,
      operators: [...operators],
      values: [...(values ?? [])],
    })),
    queries: [...SUGGESTED_QUERIES],
    records,
    extent: records === 0 ? null : { from, to },
  };
}
