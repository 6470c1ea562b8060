/** A discovery table as text: the rows and columns as shown, safe to open in a spreadsheet. */
import { appRow, namedRow, type SourceRow, sourceRow, userRow } from '../../contract/discovery.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { exportChunks, formatInstant } from '../../export/index.ts';
import { countryText } from '../../kit/country-name.ts';
import { placeText } from '../../kit/place.ts';
import { createZone } from '../../kit/zone.ts';
import { ADDRESS_CLASS_TITLES } from '../../model/address.ts';
import { RANGE_CATEGORY_TITLES } from '../../model/enrichment.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { TableResults, TableRow } from './rows.ts';

/** Heads in CSV and TSV: those of the tables. */
const TITLES: Readonly<Record<string, string>> = {
  id: 'App id',
  name: 'App',
  categoryName: 'Category',
  vendor: 'Vendor',
  headquarters: 'HQ',
  score: 'Score',
  scoreLow: 'Lowest possible score',
  scoreHigh: 'Highest possible score',
  scoreBasis: 'Score basis',
  coverage: 'Known',
  band: 'Risk band',
  tag: 'Tag',
  custom: 'Custom app',
  byAddress: 'Requests by address',
  transactions: 'Requests',
  blocked: 'Blocked',
  bytesSent: 'Upload (bytes)',
  bytesReceived: 'Download (bytes)',
  bytesTotal: 'Traffic (bytes)',
  users: 'Users',
  sources: 'Sources',
  devices: 'Devices',
  hosts: 'Hosts',
  apps: 'Apps',
  displayName: 'Display name',
  department: 'Department',
  manager: 'Manager',
  groups: 'Groups',
  range: 'IP range',
  category: 'Category',
  tags: 'Tags',
  namedBy: 'Named by',
  location: 'Location',
  isp: 'Provider',
  network: 'Network',
  country: 'Country',
  asn: 'Autonomous system',
  kinds: 'Kind of network',
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
};

/** What a row of each table is of. */
const KEY_TITLES = {
  apps: 'App',
  users: 'User',
  sources: 'Source address',
  devices: 'Device',
  unmatched: 'Host',
} as const;

/** Words that tables write in place of codes; JSON keeps the codes. */
const WORDS: Readonly<Record<string, (codes: string) => string>> = {
  category: (code) => wordOf(RANGE_CATEGORY_TITLES, code),
  country: countryText,
  kinds: (codes) =>
    codes
      .split('; ')
      .map((code) => wordOf(ADDRESS_CLASS_TITLES, code))
      .join('; '),
};

function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

const SHAPES = {
  apps: appRow.shape,
  users: userRow.shape,
  sources: sourceRow.shape,
  devices: namedRow.shape,
  unmatched: namedRow.shape,
} as const;

/** Columns whose text is a list; JSON has its items. */
const LISTS = new Set(['groups', 'range', 'tags', 'kinds']);

const INSTANTS = new Set(['firstSeen', 'lastSeen']);

export function exportRows(
  view: WorkspaceView,
  results: TableResults,
  input: MethodParsed<'discovery.exportRows'>,
  cancelled: () => boolean,
): { text: string; rows: number } {
  const { rows } = results.get(view, input, cancelled);
  const zone = createZone(input.zone);
  const [first] = rows;
  // An empty table has its columns all the same.
  const available: readonly string[] = first ? Object.keys(first) : Object.keys(SHAPES[input.table]);
  const wanted = (input.columns ?? available).filter((column) => available.includes(column));
  const cell = (row: TableRow, column: string) => {
    const value = (row as unknown as Record<string, string | number | boolean | null>)[column] ?? null;
    if (INSTANTS.has(column)) return formatInstant(typeof value === 'number' ? value : null, zone);
    const isRead = input.format === 'csv' || input.format === 'tsv';
    if (!isRead && LISTS.has(column) && typeof value === 'string') return value.split('; ');
    if (!isRead || input.table !== 'sources' || typeof value !== 'string') return value;
    if (column === 'location') return placeText(value, (row as SourceRow).country);
    return WORDS[column]?.(value) ?? value;
  };
  const table = {
    columns: wanted.map((key) => ({ key, title: key === 'key' ? KEY_TITLES[input.table] : (TITLES[key] ?? key) })),
    rows: rows.map((row) => wanted.map((column) => cell(row, column))),
  };
  return { text: [...exportChunks(input.format, table)].join(''), rows: rows.length };
}
