/** pull: what came at the providers of connections since they were last asked. */
import type { Command } from 'commander';
import type { Pulled } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import { rowOf } from '../connect/find.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { AlreadyTold, EXIT } from '../failure.ts';
import { humanNumber, printable, UNKNOWN } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { unlockWorkspace } from '../passphrase.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace } from '../workspace-word.ts';

export function addPullCommand(program: Command, context: CommandContext): void {
  program
    .command('pull')
    .description('import what enabled connections have to give since they were last asked')
    .addOption(workspaceOption())
    .option('--connection <name>', 'only this one')
    .option('--json', 'the answer as JSON')
    .action((options: WordOptions & { readonly connection?: string }) =>
      withWorkspace(context, options, false, (session) => pull(context, session, options)),
    );
}

async function pull(
  context: CommandContext,
  session: EngineSession,
  options: WordOptions & { readonly connection?: string },
): Promise<void> {
  const { rows } = await session.call('connections.list', {});
  const chosen =
    options.connection === undefined ? rows.filter(({ enabled }) => enabled) : [rowOf(rows, options.connection)];
  if (chosen.length === 0)
    return context.note('No connection is enabled in this workspace. Make one: undercast connect add.');
  await unlockWorkspace(session, context.note, { make: false });
  const done: ({ readonly name: string; readonly problem: string | null } & Partial<Pulled>)[] = [];
  for (const { id, config } of chosen) {
    try {
      const pulled = await session.run('connections.pullNow', { id });
      done.push({ name: config.name, problem: null, ...pulled });
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      if (cause.code === 'job.cancelled') {
        context.note('Cancelled. What was imported until then stays; the next pull goes on behind it.');
        throw new AlreadyTold(EXIT.cancelled);
      }
      done.push({ name: config.name, problem: cause.message });
    }
  }
  if (options.json === true) await context.out.json(done);
  else {
    const cells = done.map(({ name, records, stored, duplicates, problem }) => [
      printable(name),
      ...[records, stored, duplicates].map((count) => (count === undefined ? UNKNOWN : humanNumber(count))),
      printable(problem ?? 'connected'),
    ]);
    await context.out.write(
      textTable(
        ['CONNECTION', 'RECORDS', 'NEW', 'KNOWN', 'STATE'].map((title) => ({ title })),
        cells,
      ),
    );
  }
  const failed = done.filter(({ problem }) => problem !== null);
  if (failed.length > 0) {
    const names = failed.map(({ name }) => name).join(', ');
    throw new AppError('connection.failed', `${names} could not be read to the end.`, { connection: names });
  }
}
