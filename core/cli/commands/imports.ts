/** imports list, remove, reread, rejects. */
import type { Command } from 'commander';
import type { ImportSummary } from '../../contract/imports.ts';
import { formatInstant } from '../../export/index.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, UNKNOWN } from '../human.ts';
import { wholeNumber, workspaceOption } from '../options.ts';
import { unlockIfGiven, unlockIfPossible } from '../passphrase.ts';
import { textTable } from '../text-table.ts';
import { wholeLedger } from '../whole-ledger.ts';
import { printLedger } from './import.ts';

interface ImportsOptions {
  readonly workspace: string;
  readonly json?: boolean;
}
interface RereadOptions extends ImportsOptions {
  readonly format?: string;
  readonly zone?: string;
  readonly stream?: string;
}

const importId = wholeNumber(1, Number.MAX_SAFE_INTEGER);

export function addImportsCommands(program: Command, context: CommandContext): void {
  const imports = program.command('imports').description('the imports of a workspace');
  const leaf = (nameAndArgs: string, about: string): Command =>
    imports.command(nameAndArgs).description(about).addOption(workspaceOption()).option('--json', 'as JSON');

  leaf('list', 'what was imported').action((options: ImportsOptions) => listImports(options, context));

  leaf('rejects', 'lines that an import could not read, with the reason')
    .argument('<id>', 'number of the import', importId)
    .option('--limit <n>', 'at most this many', wholeNumber(1, 10_000), 500)
    .action((id: number, options: ImportsOptions & { readonly limit: number }) => listRejects(id, options, context));

  leaf('remove', 'take an import out again; the figures are as if it had never been')
    .argument('<id>', 'number of the import', importId)
    .action((id: number, options: ImportsOptions) => removeImport(id, options, context));

  leaf('reread', 'read an import again from its kept lines; audit logs with the connectors there are now')
    .argument('<id>', 'number of the import', importId)
    .option('--format <id>', 'as this format')
    .option('--zone <name>', 'with this zone for times that name none')
    .option('--stream <name>', 'into this stream')
    .action((id: number, options: RereadOptions) => rereadImport(id, options, context));
}

/** The first by its path; a folder may have held thousands, which --json lists. */
function filesText({ first, count }: ImportSummary['files']): string {
  return count <= 1 ? (first ?? UNKNOWN) : `${first} and ${humanNumber(count - 1)} more`;
}

async function listImports(options: ImportsOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: true });
    const rows = await session.call('imports.list', {});
    if (options.json === true) {
      const iso = [];
      for (const { id } of rows) {
        const row = await session.call('imports.get', { id });
        iso.push({
          ...row,
          started: formatInstant(row.started),
          ended: formatInstant(row.ended),
          firstEvent: formatInstant(row.firstEvent),
          lastEvent: formatInstant(row.lastEvent),
        });
      }
      return context.out.json(iso);
    }
    const columns = ['ID', 'STATE', 'STREAM', 'FORMAT', 'STORED', 'FIRST EVENT', 'LAST EVENT', 'FILES'].map(
      (title) => ({
        title,
      }),
    );
    const cells = rows.map((row) => [
      String(row.id),
      row.state,
      row.stream,
      row.format,
      humanNumber(row.ledger?.stored),
      formatInstant(row.firstEvent) ?? UNKNOWN,
      formatInstant(row.lastEvent) ?? UNKNOWN,
      `${row.day === null ? '' : `${row.day} `}${filesText(row.files)}`,
    ]);
    return context.out.write(textTable(columns, cells));
  });
}

async function listRejects(
  id: number,
  options: ImportsOptions & { readonly limit: number },
  context: CommandContext,
): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: true });
    const rows = await session.call('imports.listRejects', { id, limit: options.limit });
    if (options.json === true) return context.out.json(rows);
    const columns = ['PLACE', 'VERDICT', 'REASON', 'LINE'].map((title) => ({ title }));
    const cells = rows.map((row) => [`${row.file}:${row.line}`, row.verdict, row.reason, row.raw]);
    return context.out.write(textTable(columns, cells));
  });
}

async function removeImport(id: number, options: ImportsOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    await unlockIfGiven(session);
    await unlockIfPossible(session);
    await session.run('imports.remove', { id });
    if (options.json === true) await context.out.json({ removed: id });
    else await context.out.line(`Import ${id} was removed.`);
  });
}

async function rereadImport(id: number, options: RereadOptions, context: CommandContext): Promise<void> {
  const { format, zone, stream } = options;
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    await unlockIfGiven(session);
    await unlockIfPossible(session);
    const { importId: read, ledger } = await session.run('imports.reread', {
      id,
      ...(format === undefined ? {} : { format }),
      ...(zone === undefined ? {} : { zone }),
      ...(stream === undefined ? {} : { stream }),
    });
    await printLedger(await wholeLedger(session, ledger, [read]), options.json === true, context);
  });
}
