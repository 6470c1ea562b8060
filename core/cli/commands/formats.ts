/** formats: every traffic format that can be read, and the ones that a workspace describes itself. */
import type { Command } from 'commander';
import { CONNECTORS } from '../../connectors/index.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { chosenFormats, ownFormats, readFormatFile } from '../format-file.ts';
import { workspaceOption } from '../options.ts';
import { textTable } from '../text-table.ts';
import { writeWholeFile } from '../write-file.ts';

interface ListOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

interface OwnOptions {
  readonly workspace: string;
  readonly out?: string;
}

export function addFormatsCommand(program: Command, context: CommandContext): void {
  const formats = program.command('formats').description('log formats: the known ones, and those described by you');
  formats
    .command('list', { isDefault: true })
    .description('every log format and every connector: id, title, fields it can give')
    .option('-w, --workspace <folder>', 'with the formats that this workspace describes')
    .option('--json', 'one JSON array')
    .action((options: ListOptions) => list(options, context));
  formats
    .command('add <files...>')
    .description('let a workspace know formats that JSON files describe; one of the same id is replaced')
    .addOption(workspaceOption())
    .action((files: readonly string[], options: OwnOptions) => add(files, options, context));
  formats
    .command('remove <id>')
    .description('let a workspace forget a format; what was read with it stays')
    .addOption(workspaceOption())
    .action((id: string, options: OwnOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: false });
        await session.call('formats.remove', { id });
        await context.out.line(`${id} is removed.`);
      }),
    );
  formats
    .command('reread <id>')
    .description('read imports again with a format as the workspace describes it now')
    .addOption(workspaceOption())
    .action((id: string, options: OwnOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: false });
        const { imports } = await session.run('formats.reread', { id });
        await context.out.line(imports === 0 ? 'Every import is up to date.' : `Imports read again: ${imports}.`);
      }),
    );
  formats
    .command('export <id>')
    .description('the JSON that describes a format of a workspace, to share it')
    .addOption(workspaceOption())
    .option('--out <file>', 'write it there')
    .action((id: string, options: OwnOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: true });
        const { definition } = await session.call('formats.get', { id });
        const text = `${JSON.stringify(definition, null, 2)}\n`;
        if (options.out === undefined) await context.out.write(text);
        else await writeWholeFile(options.out, [text]);
      }),
    );
}

async function list(options: ListOptions, context: CommandContext): Promise<void> {
  const { own } = await chosenFormats({ format: 'auto', workspace: options.workspace }, context);
  const known = formatsFor('auto', own);
  if (options.json === true) {
    const traffic = known.map(({ id, title, vendor, grade, source, signature, fields }) => ({
      id,
      kind: 'traffic',
      title,
      vendor,
      grade,
      source,
      signature,
      fields,
    }));
    const connectors = CONNECTORS.map(({ id, title, vendor, app, grade, source, fields }) => ({
      id,
      kind: 'connector',
      title,
      vendor,
      app,
      grade,
      source,
      fields,
    }));
    return context.out.json([...traffic, ...connectors]);
  }
  const rows = [
    ...known.map((format) => [format.id, 'traffic', format.title, format.grade, format.fields.join(' ')]),
    ...CONNECTORS.map((one) => [one.id, 'connector', one.title, one.grade, one.fields.join(' ')]),
  ];
  const titles = ['ID', 'KIND', 'TITLE', 'GRADE', 'FIELDS'].map((title) => ({ title }));
  return context.out.write(textTable(titles, rows));
}

async function add(files: readonly string[], options: OwnOptions, context: CommandContext): Promise<void> {
  // All are checked before the first is stored: nothing half done.
  const definitions = files.map(readFormatFile);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    for (const definition of definitions) {
      const { id, isNew, outdated } = await session.call('formats.save', { definition });
      await context.out.line(`${id} is ${isNew ? 'added' : 'changed'}.`);
      if (outdated.length > 0) {
        context.note(`Imports read before: ${outdated.join(', ')}. "undercast formats reread ${id}" reads them again.`);
      }
    }
    const own = await ownFormats(session);
    context.note(`The workspace describes ${own.length} ${own.length === 1 ? 'format' : 'formats'}.`);
  });
}
