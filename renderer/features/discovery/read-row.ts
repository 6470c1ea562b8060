import type { AppRow, EntityRow, SourceRow, UserRow } from '../../../core/contract/discovery.ts';
import { TAGS } from '../../../core/model/app.ts';
import type { RawRow } from '../../data/rows.ts';

/** A row of the apps table: what the contract says of an app, and its requests over time. */
export type AppTableRow = AppRow & { readonly trend: readonly number[] };

const text = (row: RawRow, name: string): string => (typeof row[name] === 'string' ? row[name] : '');
const textOrNull = (row: RawRow, name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
const number = (row: RawRow, name: string): number => (typeof row[name] === 'number' ? row[name] : 0);
const numberOrNull = (row: RawRow, name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);

function oneOf<T extends string>(row: RawRow, name: string, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === row[name]) ?? fallback;
}

function counted(row: RawRow) {
  return {
    transactions: number(row, 'transactions'),
    blocked: number(row, 'blocked'),
    bytesSent: numberOrNull(row, 'bytesSent'),
    bytesReceived: numberOrNull(row, 'bytesReceived'),
    bytesTotal: numberOrNull(row, 'bytesTotal'),
    users: number(row, 'users'),
    sources: number(row, 'sources'),
    hosts: number(row, 'hosts'),
    devices: number(row, 'devices'),
    firstSeen: number(row, 'firstSeen'),
    lastSeen: number(row, 'lastSeen'),
  };
}

/** A columnar row as an app. */
export function readAppRow(row: RawRow): AppTableRow {
  const { trend } = row;
  return {
    ...counted(row),
    id: text(row, 'id'),
    name: text(row, 'name'),
    category: text(row, 'category'),
    categoryName: text(row, 'categoryName'),
    vendor: textOrNull(row, 'vendor'),
    headquarters: textOrNull(row, 'headquarters'),
    score: numberOrNull(row, 'score'),
    scoreLow: number(row, 'scoreLow'),
    scoreHigh: number(row, 'scoreHigh'),
    scoreBasis: oneOf(row, 'scoreBasis', ['scored', 'estimated', 'unscored', 'override'], 'unscored'),
    coverage: number(row, 'coverage'),
    band: oneOf(row, 'band', ['high', 'medium', 'low', 'unscored'], 'unscored'),
    tag: TAGS.find((tag) => tag === row.tag) ?? null,
    custom: number(row, 'custom') === 1,
    byAddress: number(row, 'byAddress'),
    trend: Array.isArray(trend) ? trend : [],
  };
}

type Facts<R extends EntityRow> = Omit<R, keyof EntityRow>;

/** A row of the users, sources, devices or hosts table; what the organisation's lists say is null where they say nothing. */
export type EntityTableRow = EntityRow & Facts<UserRow> & Facts<SourceRow>;

/** A columnar row as a user, source, device or host. */
export function readEntityRow(row: RawRow): EntityTableRow {
  return {
    ...counted(row),
    key: text(row, 'key'),
    apps: number(row, 'apps'),
    namedBy: textOrNull(row, 'namedBy'),
    displayName: textOrNull(row, 'displayName'),
    department: textOrNull(row, 'department'),
    manager: textOrNull(row, 'manager'),
    groups: textOrNull(row, 'groups'),
    range: textOrNull(row, 'range'),
    category: textOrNull(row, 'category'),
    tags: textOrNull(row, 'tags'),
    location: textOrNull(row, 'location'),
    isp: textOrNull(row, 'isp'),
    country: textOrNull(row, 'country'),
    asn: numberOrNull(row, 'asn'),
    kinds: textOrNull(row, 'kinds'),
    network: textOrNull(row, 'network'),
  };
}
