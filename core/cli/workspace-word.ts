/** Words of commands that only open a workspace and ask or change one thing in it. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { EngineSession } from './engine-session.ts';
import { orLeaveNothing } from './new-workspace.ts';
import { workspaceOption } from './options.ts';
import { unlockIfGiven } from './passphrase.ts';

export interface WordOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

/** A word below a command, with `--workspace` and `--json`. */
export function word(parent: Command, name: string, about: string): Command {
  return parent.command(name).description(about).addOption(workspaceOption()).option('--json', 'the answer as JSON');
}

export async function withWorkspace(
  context: CommandContext,
  options: WordOptions,
  readOnly: boolean,
  work: (session: EngineSession) => Promise<void>,
): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly });
    await unlockIfGiven(session);
    await work(session);
  });
}

/** The same, of what may come before any log: a workspace that is not there is made, and goes again when the work fails. */
export function withNewWorkspace(
  context: CommandContext,
  options: WordOptions,
  work: (session: EngineSession) => Promise<void>,
): Promise<void> {
  return orLeaveNothing(options.workspace, () =>
    EngineSession.use(context, async (session) => {
      await session.openOrCreate(options.workspace);
      await unlockIfGiven(session);
      await work(session);
    }),
  );
}

/** Names with commas between. */
export function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
