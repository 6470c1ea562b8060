/** add, remove and export: what a workspace describes itself, formats and connectors alike. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { EngineSession } from './engine-session.ts';
import { workspaceOption } from './options.ts';
import { writeWholeFile } from './write-file.ts';

interface OwnOptions {
  readonly workspace: string;
  readonly out?: string;
}

/** How one kind of description is read, kept and told. */
export interface OwnDescriptions<D> {
  /** "format" */
  readonly noun: string;
  /** @throws AppError when the file cannot be read or describes none */
  readonly read: (file: string) => D | Promise<D>;
  readonly save: (session: EngineSession, definition: D) => Promise<{ readonly id: string; readonly isNew: boolean }>;
  readonly remove: (session: EngineSession, id: string) => Promise<unknown>;
  readonly get: (session: EngineSession, id: string) => Promise<object>;
  readonly list: (session: EngineSession) => Promise<readonly object[]>;
}

export function addOwnCommands<D>(parent: Command, context: CommandContext, own: OwnDescriptions<D>): void {
  const { noun } = own;
  parent
    .command('add <files...>')
    .description(`let a workspace know ${noun}s that JSON files describe; one of the same id is replaced`)
    .addOption(workspaceOption())
    .action((files: readonly string[], options: OwnOptions) => add(files, options, context, own));
  parent
    .command('remove <id>')
    .description(`let a workspace forget a ${noun}; what was read with it stays`)
    .addOption(workspaceOption())
    .action((id: string, options: OwnOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: false });
        await own.remove(session, id);
        await context.out.line(`${id} is removed.`);
      }),
    );
  parent
    .command('export <id>')
    .description(`the JSON that describes a ${noun} of a workspace, to share it`)
    .addOption(workspaceOption())
    .option('--out <file>', 'write it there')
    .action((id: string, options: OwnOptions) =>
      EngineSession.use(context, async (session) => {
        await session.open(options.workspace, { readOnly: true });
        const text = descriptionText(await own.get(session, id));
        if (options.out === undefined) await context.out.write(text);
        else await writeWholeFile(options.out, [text]);
      }),
    );
}

/** A description as it is shared. */
export function descriptionText(definition: unknown): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}

async function add<D>(
  files: readonly string[],
  options: OwnOptions,
  context: CommandContext,
  own: OwnDescriptions<D>,
): Promise<void> {
  // All are checked before the first is stored: nothing half done.
  const definitions = await Promise.all(files.map(own.read));
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    for (const definition of definitions) {
      const { id, isNew } = await own.save(session, definition);
      await context.out.line(`${id} is ${isNew ? 'added' : 'changed'}.`);
    }
    const { length } = await own.list(session);
    context.note(`The workspace describes ${length} ${own.noun}${length === 1 ? '' : 's'}.`);
  });
}
