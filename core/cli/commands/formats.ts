/** formats: every traffic format that can be read, and the ones that a workspace describes itself. */
import type { Command } from 'commander';
import { CONNECTORS } from '../../connectors/index.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { chosenFormats, ownFormats, readFormatFile } from '../format-file.ts';
import { workspaceOption } from '../options.ts';
import { addOwnCommands } from '../own-descriptions.ts';
import { textTable } from '../text-table.ts';

interface ListOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

interface RereadOptions {
  readonly workspace: string;
}

export function addFormatsCommand(program: Command, context: CommandContext): void {
  const formats = program.command('formats').description('log formats: the known ones, and those described by you');
  formats
    .command('list', { isDefault: true })
    .description('every log format and every connector: id, title, fields it can give')
    .option('-w, --workspace <folder>', 'with the formats that this workspace describes')
    .option('--json', 'one JSON array')
    .action((options: ListOptions) => list(options, context));
  addOwnCommands(formats, context, {
    noun: 'format',
    read: readFormatFile,
    save: async (session, definition) => {
      const saved = await session.call('formats.save', { definition });
      const { id, outdated } = saved;
      if (outdated.length > 0) {
        context.note(`Imports read before: ${outdated.join(', ')}. "undercast formats reread ${id}" reads them again.`);
      }
      return saved;
    },
    remove: (session, id) => session.call('formats.remove', { id }),
    get: async (session, id) => (await session.call('formats.get', { id })).definition,
    list: ownFormats,
  });
  formats
    .command('reread <id>')
    .description('read imports again with a format as the workspace describes it now')
    .addOption(workspaceOption())
    .action((id: string, options: RereadOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: false });
        const { imports } = await session.run('formats.reread', { id });
        await context.out.line(imports === 0 ? 'Every import is up to date.' : `Imports read again: ${imports}.`);
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
