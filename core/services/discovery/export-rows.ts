/** A discovery table as text: the rows and columns as shown, safe to open in a spreadsheet. */
import { appRow, namedRow, sourceRow, userRow } from '../../contract/discovery.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { exportChunks, formatInstant } from '../../export/index.ts';
import { createZone } from '../../kit/zone.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { TableResults, TableRow } from './rows.ts';

const TITLES: Readonly<Record<string, string>> = {
  key: 'Name',
  id: 'App id',
  name: 'App',
  categoryName: 'Category',
  vendor: 'Vendor',
  headquarters: 'Headquarters',
  score: 'Risk score',
  scoreLow: 'Lowest possible score',
  scoreHigh: 'Highest possible score',
  scoreBasis: 'Score basis',
  coverage: 'Coverage',
  band: 'Risk band',
  tag: 'Tag',
  transactions: 'Transactions',
  blocked: 'Blocked',
  bytesSent: 'Upload (bytes)',
  bytesReceived: 'Download (bytes)',
  bytesTotal: 'Traffic (bytes)',
  users: 'Users',
  sources: 'Source addresses',
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
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
};

const SHAPES = {
  apps: appRow.shape,
  users: userRow.shape,
  sources: sourceRow.shape,
  devices: namedRow.shape,
  unmatched: namedRow.shape,
} as const;

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
    return INSTANTS.has(column) ? formatInstant(typeof value === 'number' ? value : null, zone) : value;
  };
  const table = {
    columns: wanted.map((key) => ({ key, title: TITLES[key] ?? key })),
    rows: rows.map((row) => wanted.map((column) => cell(row, column))),
  };
  return { text: [...exportChunks(input.format, table)].join(''), rows: rows.length };
}
