/** A question's scope (range, streams, filter text) as what the scan understands. */

import type { Scope } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import { hourOf, hourStart } from '../../ingest/cube/columns.ts';
import { EARLIEST_MS } from '../../ingest/normalize/time.ts';
import { countryWords } from '../../kit/country-name.ts';
import { registrableDomain } from '../../kit/domain.ts';
import {
  checkTree,
  type DiscoveryTable,
  discoveryFields,
  type FieldContent,
  type FieldTable,
  type FilterLeaf,
  type FilterRecord,
  factorContent,
  leafPredicate,
  parseFilter,
  recordPredicate,
  splitLevels,
} from '../../query/index.ts';
import {
  bothFilters,
  type CellFilter,
  compileCellFilter,
  type Dimension,
  type DimensionMask,
  FALSE,
  TRUE,
  UNKNOWN,
} from '../../store/segments/cell-filter.ts';
import type { ScanRange } from '../../store/segments/scan.ts';
import type { AppEntry } from '../app-directory.ts';
import type { FactorField } from '../catalog-parts.ts';
import { OF_SOURCE, OF_USER, requireLists, sourceContent, userContent } from '../enrichment/field-content.ts';
import { filterTimes } from '../filter-times.ts';
import { followIds } from '../former-ids.ts';
import { filterOfView, streamsOfScope, viewOfScope } from '../streams/stream-scope.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { extentOf } from './extent.ts';

export interface ResolvedScope {
  readonly range: ScanRange;
  /** Instants the range stands for, ms (whole hours where the question named a bound); null when the workspace holds nothing. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** First and last event of the selected streams, ms; `to` is exclusive. */
  readonly extent: { readonly from: number; readonly to: number } | null;
  readonly keepRow: ((record: FilterRecord) => boolean) | null;
}

/** By the catalog's factors, which fields are made of, and by table. */
const FIELDS = new WeakMap<readonly FactorField[], Map<DiscoveryTable, FieldTable>>();

export function fieldsOf(view: WorkspaceView, table: DiscoveryTable): FieldTable {
  const { factorFields } = view.catalog;
  const made = FIELDS.get(factorFields) ?? new Map<DiscoveryTable, FieldTable>();
  FIELDS.set(factorFields, made);
  const fields = made.get(table) ?? discoveryFields(table, factorFields);
  made.set(table, fields);
  return fields;
}

/** No event lies behind: cells hold seconds in 32 bits. */
const LATEST = 2 ** 32 * 1000;

/**
 * The hours a question stands for: cells are hours, so a given bound inside one takes all of it.
 * @throws AppError query.badTime
 */
function rangeOf(view: WorkspaceView, scope: Scope, extent: ResolvedScope['extent']) {
  if (scope.from !== undefined && scope.to !== undefined && scope.to < scope.from) {
    throw new AppError('query.badTime', 'The end of the time range lies before its start.', {
      from: scope.from,
      to: scope.to,
    });
  }
  const within = (ms: number) => Math.min(Math.max(ms, EARLIEST_MS), LATEST);
  const from = within(scope.from ?? extent?.from ?? 0);
  const to = within(scope.to ?? extent?.to ?? 0);
  const shift = view.meta.bucketMinutes;
  const fromHour = hourOf(Math.floor(from / 1000), shift);
  const isNothing = scope.from !== undefined && scope.from === scope.to;
  const toHour = isNothing ? fromHour : Math.max(fromHour, hourOf(Math.floor((to - 1) / 1000), shift) + 1);
  const isEmpty = extent === null && (scope.from === undefined || scope.to === undefined);
  const span = {
    from: scope.from === undefined ? from : hourStart(fromHour, shift) * 1000,
    to: scope.to === undefined ? to : hourStart(toHour, shift) * 1000,
  };
  return { fromHour, toHour, span: isEmpty ? null : { from: span.from, to: Math.max(span.from, span.to) } };
}

/** @throws AppError query.badFilter, query.badTime */
export function resolveScope(view: WorkspaceView, scope: Scope, table: DiscoveryTable): ResolvedScope {
  const streams = streamsOfScope(view, scope);
  const extent = extentOf(view.db, streams);
  const { fromHour, toHour, span } = rangeOf(view, scope, extent);
  let filter = viewFilter(view, scope);
  let keepRow: ResolvedScope['keepRow'] = null;
  if (scope.filter !== undefined && scope.filter.trim() !== '') {
    const fields = fieldsOf(view, table);
    const split = splitLevels(parseFilter(scope.filter, fields, filterTimes(view, 'traffic')), fields);
    if (split.cell) {
      filter = bothFilters(
        compileCellFilter(split.cell, (leaf) => leafMask(view, fields, leaf)),
        filter,
      );
    }
    if (split.row) {
      const predicate = recordPredicate(split.row, fields);
      keepRow = (record) => predicate(record) === true;
    }
  }
  return { range: { fromHour, toHour, streams, filter }, span, extent, keepRow };
}

/** What the scope's custom view keeps; null keeps everything. */
function viewFilter(view: WorkspaceView, scope: Scope): CellFilter | null {
  const custom = viewOfScope(view, scope);
  const tree = custom && filterOfView(custom);
  const fields = fieldsOf(view, 'all');
  return tree ? compileCellFilter(checkTree(tree, fields), (leaf) => leafMask(view, fields, leaf)) : null;
}

/** App properties as filters see them; a property that the catalog does not know is unknown. */
export function appContent(view: WorkspaceView, entry: AppEntry, field: string): FieldContent {
  const { app, score } = entry;
  switch (field) {
    case 'app':
      return [app.name, app.id];
    case 'appId':
      return app.id;
    case 'category':
      return app.category;
    case 'vendor':
      return app.vendor;
    case 'headquarters':
      return app.headquarters === null ? null : countryWords(app.headquarters);
    case 'score':
      return score.display;
    case 'scoreLow':
      return score.low;
    case 'coverage':
      return score.coverage;
    case 'band':
      return score.band;
    case 'tag':
      return entry.tag ?? 'none';
    case 'kind':
      return app.kind;
    case 'custom':
      return app.custom;
    case 'customTag':
      return entry.customTags;
    default: {
      const id = field.startsWith('factor.') ? field.slice(7) : '';
      const factor = view.catalog.factorFields.find((candidate) => candidate.id === id);
      return factor ? factorContent(factor.valueKind, app.factors[id]?.value) : null;
    }
  }
}

const BY_DESTINATION = new Set(['host', 'domain', 'destinationKind', 'matched']);
const BY_NAME: Readonly<Record<string, 'source' | 'device'>> = {
  source: 'source',
  device: 'device',
};

function verdict(value: boolean | null): number {
  return value === null ? UNKNOWN : value ? TRUE : FALSE;
}

function leafMask(view: WorkspaceView, fields: FieldTable, leaf: FilterLeaf): DimensionMask {
  const field = fields.find(leaf.field);
  if (!field) {
    throw new AppError('query.badFilter', `There is no field "${leaf.field}".`, { position: 0 });
  }
  requireLists(view, field.name);
  const test = leafPredicate(followIds(view.catalog.apps, leaf, field.name), field);
  const named = BY_NAME[field.name];
  if (named) {
    const names = view.dictionaries.names[named];
    return maskOf(named, names.length, (id) => (id === 0 ? null : (names[id] ?? null)), test);
  }
  if (OF_USER.has(field.name)) {
    const names = view.dictionaries.names.user;
    return maskOf('user', names.length, (id) => userContent(view, id, field.name), test);
  }
  if (OF_SOURCE.has(field.name)) {
    const names = view.dictionaries.names.source;
    return maskOf('source', names.length, (id) => sourceContent(view, id, field.name), test);
  }
  if (field.name === 'stream') {
    const rows = view.db.prepare<[], { id: number; name: string }>('SELECT id, name FROM stream').all();
    const byId = new Map(rows.map((row) => [row.id, row.name]));
    return maskOf('stream', Math.max(0, ...byId.keys()) + 1, (id) => byId.get(id) ?? null, test);
  }
  if (field.name === 'action') {
    return maskOf('action', 4, (id) => (id === 1 ? 'allowed' : id === 2 ? 'blocked' : null), test);
  }
  const names = view.dictionaries.names.dest;
  if (BY_DESTINATION.has(field.name)) {
    return maskOf('dest', names.length, (id) => destinationContent(view, id, field.name), test);
  }
  // Properties of the app: asked once per app, then spread over its destinations.
  const perApp = view.entries.map((entry) => verdict(test(appContent(view, entry, field.name))));
  const without = verdict(test(null));
  const mask = new Uint8Array(names.length);
  for (let id = 0; id < mask.length; id++) {
    const app = view.appOfDest[id] ?? 0;
    mask[id] = app === 0 ? without : (perApp[app - 1] ?? FALSE);
  }
  return { dimension: 'dest', mask };
}

function destinationContent(view: WorkspaceView, id: number, field: string): FieldContent {
  const name = view.dictionaries.names.dest[id] ?? '';
  if (id === 0 || name === '') {
    return field === 'matched' ? false : null;
  }
  switch (field) {
    case 'matched':
      return (view.appOfDest[id] ?? 0) !== 0;
    case 'domain':
      return registrableDomain(name) ?? null;
    case 'destinationKind':
      return isAddress(name) ? 'address' : 'name';
    default:
      return name;
  }
}

export function isAddress(name: string): boolean {
  return name.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(name);
}

function maskOf(
  dimension: Dimension,
  size: number,
  content: (id: number) => FieldContent,
  test: (content: FieldContent) => boolean | null,
): DimensionMask {
  const mask = new Uint8Array(size);
  for (let id = 0; id < size; id++) {
    mask[id] = verdict(test(content(id)));
  }
  return { dimension, mask };
}

/** A mask that keeps exactly the given ids. */
export function idMask(dimension: Dimension, size: number, ids: Iterable<number>): DimensionMask {
  const mask = new Uint8Array(size);
  for (const id of ids) {
    mask[id] = TRUE;
  }
  return { dimension, mask };
}
