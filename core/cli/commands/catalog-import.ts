/** catalog import: a workspace's decisions from a file, another product's list of discovered apps, or a vendor's address ranges. */
import { type Command, Option } from 'commander';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount, humanNumber, printable } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { readTextFile } from '../read-text.ts';

interface ImportOptions {
  readonly workspace: string;
  readonly scores: 'ignore' | 'note' | 'override';
  readonly app?: string;
  readonly json?: boolean;
}

/** Unmatched rows that are named one by one. */
const NAMED = 20;

export function addCatalogImport(catalog: Command, context: CommandContext): void {
  catalog
    .command('import <file>')
    .description(
      "decisions of 'catalog export -w' (JSON or CSV), a CSV export of discovered apps, or address ranges as a vendor publishes them",
    )
    .addOption(workspaceOption())
    .addOption(
      new Option('--scores <use>', "what becomes of a list's scores")
        .choices(['ignore', 'note', 'override'])
        .default('note'),
    )
    .option('--app <id>', 'the app that a plain list of address ranges is of')
    .option('--json', 'the result as JSON')
    .action((file: string, options: ImportOptions) => importCatalog(file, options, context));
}

async function importCatalog(file: string, options: ImportOptions, context: CommandContext): Promise<void> {
  const text = await readTextFile(file);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    const { app, scores } = options;
    const read = await session.call('catalog.readAppList', { text, scores, ...(app === undefined ? {} : { app }) });
    if (read.ranges !== null && read.ranges.publisher === null && app === undefined) {
      throw new UsageError(
        'This is a plain list of address ranges. Say which app they are of with --app, such as --app zoom.',
      );
    }
    const done = await session.call('catalog.importChanges', { changes: read.changes });
    if (options.json === true) {
      return context.out.json({
        ...done,
        unmatched: read.unmatched,
        ...(read.ranges === null ? {} : { ranges: read.ranges }),
      });
    }
    if (read.ranges !== null) return writeRanges(read.ranges, context);
    await context.out.line(`${humanCount(done.apps, 'app')} changed, ${humanCount(done.customApps, 'custom app')}.`);
    if (read.unmatched.length === 0) return;
    await context.out.line(
      `${humanNumber(read.unmatched.length)} of ${humanNumber(read.rows)} rows match no single app:`,
    );
    for (const { line, name } of read.unmatched.slice(0, NAMED))
      await context.out.line(`  line ${line}: ${printable(name)}`);
  });
}

async function writeRanges(
  { apps, leftOut, invalid }: NonNullable<MethodOutput<'catalog.readAppList'>['ranges']>,
  context: CommandContext,
): Promise<void> {
  for (const { id, name, blocks } of apps) {
    await context.out.line(`${printable(name)} (${id}): ${humanCount(blocks, 'address range')}.`);
  }
  const left = leftOut.reduce((sum, { blocks }) => sum + blocks, 0);
  const services = leftOut.map(({ service }) => printable(service)).join(', ');
  if (left > 0)
    context.note(`${humanCount(left, 'range')} left out, of services that are no app of the catalog: ${services}.`);
  if (invalid > 0) context.note(`${humanCount(invalid, 'entry', 'entries')} are no address range.`);
}
