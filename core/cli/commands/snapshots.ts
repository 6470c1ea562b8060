/** snapshots: state of a tenant beside its events, from Graph's JSON, cmdlets' CSV and the folders of collection tools. */
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { snapshotsIn } from '../../host/workspace/snapshot-files.ts';
import { listSources } from '../../ingest/read/sources.ts';
import { badLinesText, type SnapshotFile } from '../../snapshots/read-snapshot.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanNumber, printable } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace } from '../workspace-word.ts';

interface Options extends WordOptions {
  readonly tenant?: string;
  readonly taken?: string;
}

interface FoundFile extends SnapshotFile {
  readonly file: string;
  readonly mtimeMs: number;
}

/** Files left out that are named. */
const MAX_NAMED = 5;

export function addSnapshotsCommand(program: Command, context: CommandContext): void {
  const snapshots = program.command('snapshots').description('state of tenants: users, roles, grants, policies, rules');
  snapshots
    .command('list', { isDefault: true })
    .description('the snapshots of a workspace, newest first')
    .addOption(workspaceOption())
    .option('--json', 'one JSON array')
    .action((options: Options) => list(options, context));
  snapshots
    .command('add <paths...>')
    .description(
      'keep files or folders of a tenant’s state: Graph JSON, cmdlets’ CSV, Microsoft-Extractor-Suite, DFIR-O365RC, Hawk',
    )
    .addOption(workspaceOption())
    .option('--tenant <name>', 'the tenant, where the files do not say')
    .option('--taken <time>', 'when it was so; the file’s own date when absent')
    .action((paths: readonly string[], options: Options) => add(paths, options, context));
  snapshots
    .command('remove <id>')
    .description('forget a snapshot')
    .addOption(workspaceOption())
    .action((id: string, options: Options) =>
      withWorkspace(context, options, false, async (session) => {
        await session.call('snapshots.remove', { id: Number(id) });
        await context.out.line(`Snapshot ${id} is removed.`);
      }),
    );
}

async function list(options: Options, context: CommandContext): Promise<void> {
  await withWorkspace(context, options, true, async (session) => {
    const rows = await session.call('snapshots.list', {});
    if (options.json === true) return context.out.json(rows);
    const columns = ['ID', 'KIND', 'TENANT', 'TAKEN', 'OBJECTS', 'SOURCE'].map((title) => ({ title }));
    const cells = rows.map((row) => [
      String(row.id),
      row.kind,
      row.tenant,
      new Date(row.taken).toISOString(),
      humanNumber(row.objects),
      row.source,
    ]);
    await context.out.write(textTable(columns, cells));
  });
}

async function add(paths: readonly string[], options: Options, context: CommandContext): Promise<void> {
  const taken = options.taken === undefined ? undefined : Date.parse(options.taken);
  if (Number.isNaN(taken)) throw new UsageError(`--taken ${options.taken} is no time. Write 2026-03-06T09:00:00Z.`);
  const { sources, problems } = await listSources(paths);
  // All are read before they are stored, in one step: nothing half done.
  const found: FoundFile[] = [];
  const others: string[] = [];
  for (const source of sources) {
    const read = await snapshotsIn(source);
    if (typeof read === 'string') others.push(source.name);
    else for (const one of read) found.push({ file: source.name, mtimeMs: source.modifiedMs, ...one });
  }
  for (const { error } of problems) context.note(printable(error.message));
  if (found.length === 0) {
    throw new AppError('file.noFormat', `None of ${sources.length} files holds state of a tenant that is known.`);
  }
  await EngineSession.use(context, async (session) => {
    await session.openOrCreate(options.workspace);
    await session.call('snapshots.add', {
      snapshots: found.map(({ file, mtimeMs, kind, tenant, rows }) => ({
        kind,
        tenant: options.tenant ?? tenant,
        taken: taken ?? Math.round(mtimeMs),
        source: file,
        rows: rows.map((row) => ({ ...row })),
      })),
    });
    for (const { file, kind, rows } of found)
      await context.out.line(`${kind}: ${humanNumber(rows.length)} from ${file}`);
  });
  const damaged = new Map(found.map(({ file, badLines }) => [file, badLines]));
  for (const [file, bad] of damaged) if (bad !== null) context.note(`${printable(file)}: ${badLinesText(bad)}`);
  if (others.length === 0) return;
  const named = others.slice(0, MAX_NAMED).map(printable).join(', ');
  const more = others.length > MAX_NAMED ? ` and ${others.length - MAX_NAMED} more` : '';
  context.note(`Left out, for want of a state of a tenant that is known: ${named}${more}.`);
}
