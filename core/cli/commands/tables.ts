/** apps, users, sources, devices, unmatched: the discovery tables. */
import type { Command } from 'commander';
import type { ColumnarPage, Scope } from '../../contract/common.ts';
import { formatInstant } from '../../export/index.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanBytes, humanCount, humanNumber, humanScore, UNKNOWN } from '../human.ts';
import { LIMIT_MAX, type ScopeOptions, wholeNumber, withScope } from '../options.ts';
import { unlockIfGiven } from '../passphrase.ts';
import { scopeOf } from '../scope.ts';
import { SORT_COLUMNS, sortArgument, type TableName } from '../sort.ts';
import { type TextColumn, textTable } from '../text-table.ts';

interface TableOptions extends ScopeOptions {
  readonly sort?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

const PAGE_ROWS = 5_000;
const ROWS_FOR_PEOPLE = 50;
const MEASURES = ['transactions', 'blocked', 'bytesSent', 'bytesReceived', 'bytesTotal'] as const;

const TABLES: Readonly<Record<TableName, { readonly key: string; readonly one: string; readonly about: string }>> = {
  apps: { key: 'app', one: 'discovered app', about: 'discovered apps' },
  users: { key: 'user', one: 'user', about: 'users' },
  sources: { key: 'source', one: 'source address', about: 'source addresses' },
  devices: { key: 'device', one: 'device', about: 'devices' },
  unmatched: { key: 'host', one: 'host that matches no app', about: 'hosts that match no app' },
};

export function addTableCommands(program: Command, context: CommandContext): void {
  for (const [table, { about }] of Object.entries(TABLES) as [TableName, { about: string }][]) {
    withScope(program.command(table))
      .description(`the table of ${about}`)
      .option('--sort <column>', `sort by ${SORT_COLUMNS[table].join(', ')}; add :asc or :desc`)
      .option('--limit <n>', `at most this many rows (people see ${ROWS_FOR_PEOPLE})`, wholeNumber(1, LIMIT_MAX))
      .option('--json', 'one JSON array')
      .action((options: TableOptions) => listTable(table, options, context));
  }
}

async function listTable(table: TableName, options: TableOptions, context: CommandContext): Promise<void> {
  const sort = sortArgument(options.sort, table);
  await EngineSession.use(context, async (session) => {
    const info = await session.open(options.workspace, { readOnly: true });
    await unlockIfGiven(session);
    const scope = await scopeOf(session, info, options);
    const limit = options.limit ?? (options.json === true ? LIMIT_MAX : ROWS_FOR_PEOPLE);
    const { rows, total } = await readRows(
      session,
      { ...scope, table, ...(sort === undefined ? {} : { sort }) },
      limit,
    );
    if (options.json === true) {
      await context.out.json(rows.map((row) => (table === 'apps' ? appJson(row) : entityJson(row, table))));
      return;
    }
    await context.out.write(table === 'apps' ? appText(rows) : entityText(rows, table));
    const { one, about } = TABLES[table];
    const all = humanCount(total, one, about);
    context.note(rows.length < total ? `${humanNumber(rows.length)} of ${all}; --limit shows more.` : `${all}.`);
  });
}

async function readRows(
  session: EngineSession,
  question: Scope & { readonly table: TableName; readonly sort?: NonNullable<ReturnType<typeof sortArgument>> },
  limit: number,
): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
  const rows: Row[] = [];
  for (;;) {
    const page = { offset: rows.length, limit: Math.min(PAGE_ROWS, limit - rows.length) };
    const reply = await session.call('discovery.listRows', { ...question, page });
    rows.push(...rowsOf(reply));
    if (rows.length >= Math.min(limit, reply.total) || reply.count === 0) return { rows, total: reply.total };
  }
}

function rowsOf(page: ColumnarPage): readonly Row[] {
  const columns = Object.entries(page.columns);
  return Array.from({ length: page.count }, (_, index) => {
    const row: Record<string, Cell> = {};
    for (const [name, cells] of columns) {
      const cell = cells[index];
      row[name] = typeof cell === 'string' || typeof cell === 'number' ? cell : null;
    }
    return row;
  });
}

function numberOf(row: Row, name: string): number | null {
  const value = row[name];
  return typeof value === 'number' ? value : null;
}

function pick(row: Row, names: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

function seen(row: Row): { readonly firstSeen: string | null; readonly lastSeen: string | null } {
  return { firstSeen: formatInstant(numberOf(row, 'firstSeen')), lastSeen: formatInstant(numberOf(row, 'lastSeen')) };
}

function appJson(row: Row): Record<string, unknown> {
  const named = pick(row, ['id', 'name', 'category', 'score', 'coverage', 'tag']);
  return { ...named, ...pick(row, MEASURES), ...pick(row, ['users', 'sources', 'hosts']), ...seen(row) };
}

function entityJson(row: Row, table: TableName): Record<string, unknown> {
  const counts = table === 'unmatched' ? ['users', 'sources', 'hosts'] : ['users', 'sources', 'hosts', 'apps'];
  const where = table === 'sources' ? pick(row, ['country', 'location', 'asn', 'isp', 'kinds']) : {};
  return { [TABLES[table].key]: row.key ?? null, ...where, ...pick(row, MEASURES), ...pick(row, counts), ...seen(row) };
}

const RIGHT = 'right' as const;

function appText(rows: readonly Row[]): string {
  const columns: readonly TextColumn[] = [
    { title: 'APP' },
    { title: 'CATEGORY' },
    { title: 'SCORE', align: RIGHT },
    { title: 'TAG' },
    { title: 'USERS', align: RIGHT },
    { title: 'TRANSACTIONS', align: RIGHT },
    { title: 'UPLOAD', align: RIGHT },
    { title: 'TRAFFIC', align: RIGHT },
    { title: 'LAST SEEN (UTC)' },
  ];
  return textTable(
    columns,
    rows.map((row) => [
      String(row.name ?? UNKNOWN),
      String(row.categoryName ?? row.category ?? UNKNOWN),
      humanScore({
        score: numberOf(row, 'score'),
        scoreLow: numberOf(row, 'scoreLow'),
        scoreHigh: numberOf(row, 'scoreHigh'),
        scoreBasis: String(row.scoreBasis),
        coverage: numberOf(row, 'coverage'),
      }),
      String(row.tag ?? ''),
      ...figures(row),
    ]),
  );
}

function entityText(rows: readonly Row[], table: TableName): string {
  const columns: readonly TextColumn[] = [
    { title: TABLES[table].key.toUpperCase() },
    { title: table === 'users' ? 'APPS' : 'USERS', align: RIGHT },
    { title: 'TRANSACTIONS', align: RIGHT },
    { title: 'UPLOAD', align: RIGHT },
    { title: 'TRAFFIC', align: RIGHT },
    { title: 'LAST SEEN (UTC)' },
  ];
  const count = table === 'users' ? 'apps' : 'users';
  return textTable(
    columns,
    rows.map((row) => [String(row.key ?? UNKNOWN), ...figures(row, count)]),
  );
}

function figures(row: Row, count = 'users'): readonly string[] {
  const { lastSeen } = seen(row);
  return [
    humanNumber(numberOf(row, count)),
    humanNumber(numberOf(row, 'transactions')),
    humanBytes(numberOf(row, 'bytesSent')),
    humanBytes(numberOf(row, 'bytesTotal')),
    lastSeen === null ? UNKNOWN : lastSeen.slice(0, 16).replace('T', ' '),
  ];
}
