/** export: a discovery table as CSV, TSV or JSON, to a file or standard output. */
import { Argument, type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanCount } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { unlockIfGiven } from '../passphrase.ts';
import { scopeOf } from '../scope.ts';
import { sortArgument, TABLE_NAMES, type TableName } from '../sort.ts';
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

export function addExportCommand(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('write a table; cells that a spreadsheet would run are made harmless')
    .addArgument(new Argument('<table>', 'what to export').choices(TABLE_NAMES))
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
    .action((table: TableName, options: ExportOptions) => exportTable(table, options, context));
}

async function exportTable(table: TableName, options: ExportOptions, context: CommandContext): Promise<void> {
  const sort = sortArgument(options.sort, table);
  await EngineSession.use(context, async (session) => {
    const info = await session.open(options.workspace, { readOnly: true });
    await unlockIfGiven(session);
    const { since, until, filter, stream, view } = options;
    const scope = await scopeOf(session, info, {
      ...(since === undefined ? {} : { from: since }),
      ...(until === undefined ? {} : { to: until }),
      ...(filter === undefined ? {} : { filter }),
      ...(stream === undefined ? {} : { stream }),
      ...(view === undefined ? {} : { view }),
    });
    const { text, rows } = await session.call('discovery.exportRows', {
      ...scope,
      table,
      format: options.to,
      zone: options.zone ?? info.displayZone,
      ...(sort === undefined ? {} : { sort }),
      ...(options.columns === undefined ? {} : { columns: [...options.columns] }),
    });
    if (options.out === undefined) return context.out.write(text);
    await writeWholeFile(options.out, [text]);
    context.note(`${humanCount(rows, 'row')} written to ${options.out}.`);
  });
}
