/** What a filter may name on each table, and whether a text is one: for the filter bar and its completion. */
import type { FilterTable } from '../contract/discovery.ts';
import { toWireError } from '../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../contract/methods.ts';
import { ACTIVITY_FILTER_FIELDS, type FieldTable, mayBeRelative, parseFilter, printFilter } from '../query/index.ts';
import { countFacets } from './activities/summaries.ts';
import { DERIVED_FIELDS, isDerivedTable } from './connected/derived-fields.ts';
import { fieldsOf } from './discovery/scope.ts';
import { suggestionsFor } from './enrichment/queries.ts';
import { filterTimes } from './filter-times.ts';
import type { WorkspaceView } from './workspace-view.ts';

/** Fields of activities whose values are few enough to be offered. */
const OFFERED = [
  'app',
  'connector',
  'instance',
  'country',
  'ip.tag',
  'ip.range',
  'objectType',
  'client',
  'os',
  'user.domain',
  'department',
  'orgUnit',
  'group',
];
const MOST_OFFERED = 200;

function fieldsFor(view: WorkspaceView, table: FilterTable): FieldTable {
  if (table === 'activities') return ACTIVITY_FILTER_FIELDS;
  return isDerivedTable(table) ? DERIVED_FIELDS[table] : fieldsOf(view, table);
}

export function checkFilter(
  view: WorkspaceView,
  { filter, table }: MethodParsed<'discovery.checkFilter'>,
): MethodOutput<'discovery.checkFilter'> {
  const fields = fieldsFor(view, table);
  try {
    const isConnected = table === 'activities' || isDerivedTable(table);
    const tree = parseFilter(filter, fields, filterTimes(view, isConnected ? 'activities' : 'traffic'));
    // A time that moves along stays as it was written: the tree has what it is now.
    const text = mayBeRelative(filter) ? filter.trim() : printFilter(tree, fields);
    return { ok: true, text, tree, error: null };
  } catch (cause) {
    const { message, data } = toWireError(cause);
    return { ok: false, text: filter, tree: null, error: { message, position: Number(data.position ?? 0) } };
  }
}

export function listFilterFields(
  view: WorkspaceView,
  table: FilterTable,
  cancelled: () => boolean,
): MethodOutput<'discovery.listFilterFields'> {
  const met = table === 'activities' ? countFacets(view, { fields: OFFERED, limit: MOST_OFFERED }, cancelled) : {};
  return fieldsFor(view, table).list.map((field) => ({
    name: field.name,
    title: field.title,
    type: field.type,
    operators: [...field.operators],
    values: (field.values ?? met[field.name]?.values ?? suggestionsFor(view, field.name)).map(({ value, title }) => ({
      value,
      title,
    })),
    unit: field.unit ?? null,
  }));
}
