/** export: a table of discovery or of connected apps, or the governance log, as CSV, TSV or JSON, to a file or standard output. */
import { Argument, type Command, Option } from 'commander';
import { DERIVED_TABLES, type DerivedTableName } from '../../contract/connected.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { unlockIfGiven } from '../passphrase.ts';
import { scopeOf } from '../scope.ts';
import { derivedSort, sortArgument, TABLE_NAMES, type TableName } from '../sort.ts';
import { timeArgument } from '../time-range.ts';
import { writeWholeFile } from '../write-file.ts';

interface ExportOptions {
  readonly workspace: string;
  readonly to: 'csv' | 'json' | 'tsv';
  readonly out?: string;
  readonly since?: string;
  readonly until?: string;
  readonly filter?: string;
  readonly stream?: string;
  readonly view?: string;
  readonly sort?: string;
  readonly columns?: readonly string[];
  readonly zone?: string;
}

const EXPORTS = [...TABLE_NAMES, 'activities', ...DERIVED_TABLES, 'governance'] as const;
type Exported = Pick<MethodOutput<'discovery.exportRows'>, 'text' | 'rows'>;

export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('write a table; cells that a spreadsheet would run are made harmless')
    .addArgument(new Argument('<table>', 'what to export').choices(EXPORTS))
    .addOption(workspaceOption())
    .addOption(new Option('--to <format>', 'file format').choices(['csv', 'json', 'tsv']).makeOptionMandatory())
    .option('--out <file>', 'write here instead of standard output')
    .option('--since <time>', 'from this time on (--from of the tables)')
    .option('--until <time>', 'up to this time (--to of the tables)')
    .option('--filter <text>', 'a filter, such as: category:crm and users>5')
    .option('--stream <name>', 'only this stream; those of the global view when absent')
    .option('--view <name>', 'a view of your own')
    .option('--sort <column>', 'sort by this column; add :asc or :desc')
    .option('--columns <names>', 'these columns only, with commas between', (text) =>
      text.split(',').map((n) => n.trim()),
    )
    .option('--zone <name>', "zone of the times written (the workspace's when absent)")
    .action((table: (typeof EXPORTS)[number], options: ExportOptions) => exportTable(table, options, context));
}

async function exportTable(
  table: (typeof EXPORTS)[number],
  options: ExportOptions,
  context: CommandContext,
): Promise<void> {
  const ask = exporterOf(table, options);
  await EngineSession.use(context, async (session) => {
    const info = await session.open(options.workspace, { readOnly: true });
    await unlockIfGiven(session);
    const { text, rows } = await ask(session, info);
    if (options.out === undefined) return context.out.write(text);
    await writeWholeFile(options.out, [text]);
    context.note(`${humanCount(rows, 'row')} written to ${options.out}.`);
  });
}

type Exporter = (session: EngineSession, info: WorkspaceInfo) => Promise<Exported>;

/** @throws UsageError for options that the table has no use for */
function exporterOf(table: (typeof EXPORTS)[number], options: ExportOptions): Exporter {
  if (table === 'activities') {
    refuse(table, options, ['stream', 'view', 'sort', 'columns']);
    return (session, info) => exportActivities(options, session, info);
  }
  if (table === 'governance') {
    refuse(table, options, ['since', 'until', 'filter', 'stream', 'view', 'sort', 'columns']);
    return (session, info) =>
      session.call('governance.export', { format: options.to, zone: options.zone ?? info.displayZone });
  }
  const derived = DERIVED_TABLES.find((name) => name === table);
  if (derived === undefined) return discoveryExporter(table as TableName, options);
  refuse(table, options, ['since', 'until', 'stream', 'view']);
  return derivedExporter(derived, options);
}

function refuse(table: string, options: ExportOptions, names: readonly (keyof ExportOptions)[]): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new UsageError(`export ${table} takes no --${given}.`);
}

function discoveryExporter(table: TableName, options: ExportOptions): Exporter {
  const sort = sortArgument(options.sort, table);
  return async (session, info) => {
    const { since, until, filter, stream, view } = options;
    const scope = await scopeOf(session, info, {
      ...(since === undefined ? {} : { from: since }),
      ...(until === undefined ? {} : { to: until }),
      ...(filter === undefined ? {} : { filter }),
      ...(stream === undefined ? {} : { stream }),
      ...(view === undefined ? {} : { view }),
    });
    return session.call('discovery.exportRows', {
      ...scope,
      table,
      format: options.to,
      zone: options.zone ?? info.displayZone,
      ...(sort === undefined ? {} : { sort }),
      ...columnsOf(options),
    });
  };
}

/** Private activities are left out, as in the activity log. */
async function exportActivities(
  options: ExportOptions,
  session: EngineSession,
  info: WorkspaceInfo,
): Promise<Exported> {
  const { extent } = await session.call('activities.describe', {});
  const time = { lastEvent: extent?.to ?? null, zone: info.displayZone };
  const from = timeArgument(options.since, 'from', time);
  const to = timeArgument(options.until, 'to', time);
  return session.call('activities.export', {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    format: options.to,
    zone: options.zone ?? info.displayZone,
  });
}

function derivedExporter(table: DerivedTableName, options: ExportOptions): Exporter {
  const sort = options.sort === undefined ? undefined : derivedSort(options.sort);
  return (session, info) =>
    session.call('connected.export', {
      table,
      format: options.to,
      zone: options.zone ?? info.displayZone,
      ...(options.filter === undefined ? {} : { filter: options.filter }),
      ...(sort === undefined ? {} : { sort }),
      ...columnsOf(options),
    });
}

function columnsOf({ columns }: ExportOptions): { readonly columns?: string[] } {
  return columns === undefined ? {} : { columns: [...columns] };
}
