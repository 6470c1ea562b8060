import type { Sort } from '../contract/common.ts';
import { UsageError } from './failure.ts';

export const TABLE_NAMES = ['apps', 'users', 'sources', 'devices', 'unmatched'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const MEASURES = [
  'transactions',
  'blocked',
  'bytesSent',
  'bytesReceived',
  'bytesTotal',
  'users',
  'sources',
  'devices',
  'hosts',
  'firstSeen',
  'lastSeen',
] as const;
const TEXTS: ReadonlySet<string> = new Set(['name', 'category', 'vendor', 'headquarters', 'tag', 'band', 'key']);

export const SORT_COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  apps: ['name', 'category', 'vendor', 'headquarters', 'score', 'coverage', 'band', 'tag', ...MEASURES],
  users: ['user', 'apps', ...MEASURES],
  sources: ['source', 'apps', ...MEASURES],
  devices: ['device', 'apps', ...MEASURES],
  unmatched: ['host', ...MEASURES],
};

/** `bytesSent`, `name:desc`, `-score`. Figures go down, names go up unless told otherwise. */
export function sortArgument(text: string | undefined, table: TableName): Sort | undefined {
  if (text === undefined) return undefined;
  const parts = /^(-?)([a-z]+)(?::(asc|desc))?$/i.exec(text);
  const wanted = parts?.[2]?.toLowerCase();
  const column = SORT_COLUMNS[table].find((name) => name.toLowerCase() === wanted);
  if (column === undefined) {
    throw new UsageError(
      `--sort ${text}: sort by one of ${SORT_COLUMNS[table].join(', ')}, with :asc or :desc behind.`,
    );
  }
  const key = ['user', 'source', 'device', 'host'].includes(column) ? 'key' : column;
  const usual = TEXTS.has(key) ? 'asc' : 'desc';
  const told = parts?.[3]?.toLowerCase();
  return { column: key, direction: told === 'asc' || told === 'desc' ? told : parts?.[1] === '-' ? 'desc' : usual };
}

/** Of tables that are derived from activities: any column of `--json`. */
export function derivedSort(text: string): Sort {
  const parts = /^([a-z]+)(?::(asc|desc))?$/i.exec(text);
  if (parts?.[1] === undefined) {
    throw new UsageError(`--sort ${text}: name a column of --json, with :asc or :desc behind.`);
  }
  return { column: parts[1], direction: parts[2]?.toLowerCase() === 'asc' ? 'asc' : 'desc' };
}
