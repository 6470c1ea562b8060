/** accounts, files, oauth, posture: what is derived from the activities of connected apps. */
import type { Command } from 'commander';
import type { AccountRow } from '../../contract/accounts.ts';
import type { DerivedQuestion } from '../../contract/connected.ts';
import type { FileRow } from '../../contract/files.ts';
import type { OauthRow } from '../../contract/oauth.ts';
import type { PostureRow } from '../../contract/posture.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, UNKNOWN } from '../human.ts';
import { LIMIT_MAX, wholeNumber, workspaceOption } from '../options.ts';
import { derivedSort } from '../sort.ts';
import { textTable } from '../text-table.ts';
import { addAccountsRisk } from './accounts-risk.ts';
import { addOauthData } from './oauth-data.ts';
import { addOauthMark } from './oauth-mark.ts';
import { addPostureDecisions } from './posture-accept.ts';

interface DerivedOptions {
  readonly workspace: string;
  readonly filter?: string;
  readonly search?: string;
  readonly sort?: string;
  readonly limit: number;
  readonly json?: boolean;
}

type Question = Pick<DerivedQuestion, 'filter' | 'search' | 'sort' | 'offset' | 'limit'>;
interface Page<R> {
  readonly rows: readonly R[];
  readonly total: number;
}

/** A table as the shell shows it. */
interface DerivedTable<R> {
  readonly name: string;
  /** The word of its command that may be left out. */
  readonly isDefault?: boolean;
  readonly about: string;
  readonly example: string;
  /** Usual order; null for the engine's. */
  readonly sort: string | null;
  readonly columns: Readonly<Record<string, (row: R) => string | number | boolean | null>>;
  /** Columns that are instants. */
  readonly instants: readonly string[];
  readonly ask: (session: EngineSession, question: Question) => Promise<Page<R>>;
}

const PAGE = 5_000;
const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function addConnectedCommands(program: Command, context: CommandContext): void {
  const accounts = program
    .command('accounts')
    .description('people and services over all connected apps, and what counts for their risk');
  addAccountsRisk(accounts, context);
  addTable<AccountRow>(accounts, context, {
    name: 'list',
    isDefault: true,
    about: 'people and services over all connected apps',
    example: 'affiliation:external and admin:yes',
    sort: 'risk:desc',
    columns: {
      NAME: (row) => row.name,
      MAIL: (row) => row.email,
      KIND: (row) => row.affiliation ?? row.type,
      ADMIN: (row) => row.admin,
      STATUS: (row) => row.status,
      APPS: (row) => row.app.join('; '),
      ACTIVITIES: (row) => row.activities,
      'LAST SEEN': (row) => time(row.lastSeen),
      RISK: (row) => row.risk,
      REASONS: (row) => row.reason.join('; '),
    },
    instants: ['firstSeen', 'lastSeen', 'created', 'lastSignIn', 'snapshot'],
    ask: (session, question) => session.call('accounts.list', question),
  });
  addTable<FileRow>(program, context, {
    name: 'files',
    about: 'files of connected apps: who can reach them and who did',
    example: 'level:public and not trashed:yes',
    sort: 'lastSeen:desc',
    columns: {
      NAME: (row) => row.name,
      APP: (row) => row.app,
      OWNER: (row) => row.owner,
      ACCESS: (row) => row.level,
      'KNOWN FROM': (row) => row.inheritedFrom ?? row.basis,
      COLLABORATORS: (row) => row.collaborators,
      USERS: (row) => row.users,
      DOWNLOADS: (row) => row.downloads,
      'LAST ACTIVITY': (row) => time(row.lastSeen),
    },
    instants: ['firstSeen', 'lastSeen', 'lastModified', 'listed'],
    ask: (session, question) => session.call('files.list', question),
  });
  const oauth = program
    .command('oauth')
    .description('apps that were given access to connected apps, and what you decided of them');
  addOauthMark(oauth, context);
  addOauthData(oauth, context);
  addTable<OauthRow>(oauth, context, {
    name: 'list',
    isDefault: true,
    about: 'apps that were given access to connected apps',
    example: 'level:high and users<4',
    sort: 'hints:desc',
    columns: {
      NAME: (row) => row.name,
      APP: (row) => row.app,
      LEVEL: (row) => row.level,
      PERMISSIONS: (row) => row.permissions,
      USERS: (row) => row.users,
      STATE: (row) => row.state,
      'LAST AUTHORIZED': (row) => time(row.lastConsent),
      'LAST USED': (row) => time(row.lastUsed),
      HINTS: (row) => row.hint.join('; '),
    },
    instants: ['firstConsent', 'lastConsent', 'lastUsed', 'created', 'secretEnds', 'snapshot'],
    ask: (session, question) => session.call('oauth.list', question),
  });
  const posture = program
    .command('posture')
    .description('what is proven of the security configuration of connected apps, and what you accept of it');
  addPostureDecisions(posture, context);
  addTable<PostureRow>(posture, context, {
    name: 'list',
    isDefault: true,
    about: 'what activities and snapshots of connected apps prove of their security configuration',
    example: 'severity:high and state:found',
    sort: null,
    columns: {
      FINDING: (row) => row.title,
      SEVERITY: (row) => row.severity,
      'PROVEN BY': (row) => row.basis,
      STATE: (row) => row.status ?? row.state,
      APPS: (row) => row.app.join('; '),
      AFFECTED: (row) => row.affected,
      ACTIVITIES: (row) => row.events,
      'LAST SEEN': (row) => time(row.lastSeen),
    },
    instants: ['firstSeen', 'lastSeen', 'snapshot'],
    ask: (session, question) => session.call('posture.list', question),
  });
}

function addTable<R extends object>(program: Command, context: CommandContext, table: DerivedTable<R>): void {
  program
    .command(table.name, { isDefault: table.isDefault ?? false })
    .description(table.about)
    .addOption(workspaceOption())
    .option('--filter <text>', `a filter, such as: ${table.example}`)
    .option('--search <words>', 'only rows whose names have these words')
    .option('--sort <column>', 'sort by a column of --json; add :asc or :desc')
    .option('--limit <n>', 'at most this many', wholeNumber(1, LIMIT_MAX), 100)
    .option('--json', 'one JSON array')
    .action((options: DerivedOptions) => listTable(options, context, table));
}

async function listTable<R extends object>(
  options: DerivedOptions,
  context: CommandContext,
  table: DerivedTable<R>,
): Promise<void> {
  const sort = options.sort ?? table.sort;
  const question = { ...textOf(options), ...(sort === null ? {} : { sort: derivedSort(sort) }) };
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: true });
    const rows: R[] = [];
    let total = 0;
    do {
      const limit = Math.min(PAGE, options.limit - rows.length);
      const page = await table.ask(session, { ...question, offset: rows.length, limit });
      rows.push(...page.rows);
      ({ total } = page);
      if (page.rows.length === 0) break;
    } while (rows.length < Math.min(total, options.limit));
    context.note(`${humanNumber(rows.length)} of ${humanNumber(total)} rows.`);
    if (options.json === true) return context.out.json(rows.map((row) => shown(row, table.instants)));
    const columns = Object.keys(table.columns).map((title) => ({ title }));
    const cells = rows.map((row) => Object.values(table.columns).map((cell) => textCell(cell(row))));
    await context.out.write(textTable(columns, cells));
  });
}

function textOf({ filter, search }: DerivedOptions): Pick<Question, 'filter' | 'search'> {
  return { ...(filter === undefined ? {} : { filter }), ...(search === undefined ? {} : { search }) };
}

function textCell(cell: string | number | boolean | null): string {
  if (cell === null || cell === '') return UNKNOWN;
  return typeof cell === 'number' ? humanNumber(cell) : typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell;
}

function shown(row: object, instants: readonly string[]): object {
  const cells = Object.entries(row).map(([name, cell]) => [
    name,
    instants.includes(name) && typeof cell === 'number' ? time(cell) : (cell as unknown),
  ]);
  return Object.fromEntries(cells) as object;
}
