/** catalog export: the catalog in force, or what a workspace decided about apps. */
import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount } from '../human.ts';
import { writeWholeFile } from '../write-file.ts';

interface ExportOptions {
  readonly workspace?: string;
  readonly out?: string;
  readonly format?: 'json' | 'ndjson' | 'csv';
  readonly json?: boolean;
}

export function addCatalogExport(catalog: Command, context: CommandContext): void {
  catalog
    .command('export')
    .description("the catalog in force, one app a line as JSON; with a workspace, that workspace's own decisions")
    .option('-w, --workspace <folder>', 'its tags, notes, scores, corrections, custom apps and weights')
    .addOption(
      new Option('--format <format>', 'ndjson: one app a line; json: one document; csv: for spreadsheets').choices([
        'json',
        'ndjson',
        'csv',
      ]),
    )
    .option('--out <file>', 'write here instead of standard output')
    .option('--json', 'the same as --format json')
    .action((options: ExportOptions) => exportCatalog(options, context));
}

async function exportCatalog(options: ExportOptions, context: CommandContext): Promise<void> {
  const { workspace } = options;
  const format = options.json === true ? 'json' : options.format;
  const write = async (chunks: Iterable<string>, rows: number): Promise<void> => {
    if (options.out === undefined) {
      for (const chunk of chunks) await context.out.write(chunk);
      return;
    }
    await writeWholeFile(options.out, chunks);
    context.note(`${humanCount(rows, 'app')} written to ${options.out}.`);
  };
  if (workspace !== undefined) {
    if (format === 'ndjson') throw new UsageError("A workspace's decisions are written as json or csv.");
    return EngineSession.use(context, async (session) => {
      await session.open(workspace, { readOnly: true });
      const { text, rows } = await session.call('catalog.exportDecisions', { format: format ?? 'json' });
      await write([text], rows);
    });
  }
  const apps = (await import('../shipped-catalog.ts')).readAppsHere();
  if (format === 'csv') {
    const { catalogToCsv } = await import('../../services/catalog/catalog-csv.ts');
    return write(catalogToCsv(apps), apps.length);
  }
  const text = format === 'json' ? `${JSON.stringify(apps)}\n` : apps.map((app) => `${JSON.stringify(app)}\n`).join('');
  return write([text], apps.length);
}
