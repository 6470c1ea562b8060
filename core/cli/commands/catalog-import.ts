/** catalog import: a workspace's decisions from a file, or another product's list of discovered apps. */
import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanCount, humanNumber, printable } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { readTextFile } from '../read-text.ts';

interface ImportOptions {
  readonly workspace: string;
  readonly scores: 'ignore' | 'note' | 'override';
  readonly json?: boolean;
}

/** Unmatched rows that are named one by one. */
const NAMED = 20;

export function addCatalogImport(catalog: Command, context: CommandContext): void {
  catalog
    .command('import <file>')
    .description("decisions of 'catalog export -w' (JSON or CSV), or a CSV export of discovered apps")
    .addOption(workspaceOption())
    .addOption(
      new Option('--scores <use>', "what becomes of a list's scores")
        .choices(['ignore', 'note', 'override'])
        .default('note'),
    )
    .option('--json', 'the result as JSON')
    .action((file: string, options: ImportOptions) => importCatalog(file, options, context));
}

async function importCatalog(file: string, options: ImportOptions, context: CommandContext): Promise<void> {
  const text = await readTextFile(file);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    const read = await session.call('catalog.readAppList', { text, scores: options.scores });
    const done = await session.call('catalog.importChanges', { changes: read.changes });
    if (options.json === true) return context.out.json({ ...done, unmatched: read.unmatched });
    await context.out.line(`${humanCount(done.apps, 'app')} changed, ${humanCount(done.customApps, 'custom app')}.`);
    if (read.unmatched.length === 0) return;
    await context.out.line(
      `${humanNumber(read.unmatched.length)} of ${humanNumber(read.rows)} rows match no single app:`,
    );
    for (const { line, name } of read.unmatched.slice(0, NAMED))
      await context.out.line(`  line ${line}: ${printable(name)}`);
  });
}
