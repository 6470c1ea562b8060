/** oauth mark: what a workspace decides of an app that was given access. Nothing is changed at the provider. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { printable } from '../human.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';
import { wantedApp } from './wanted-app.ts';

const STATES = ['approved', 'banned', 'undetermined'] as const;
type State = (typeof STATES)[number];

interface MarkOptions extends WordOptions {
  readonly note?: string;
}

export function addOauthMark(oauth: Command, context: CommandContext): void {
  word(oauth, 'mark <app> <state>', `decide of an app, by name, id or key: ${STATES.join(', ')}`)
    .option('--note <text>', 'why')
    .addHelpText(
      'after',
      '\nNothing is changed at the provider: undercast control disable-app has the commands for that.',
    )
    .action((app: string, state: string, options: MarkOptions) =>
      withWorkspace(context, options, false, async (session) => {
        if (!isState(state)) throw new UsageError(`There is no state "${state}". Known: ${STATES.join(', ')}.`);
        const { key, name } = await wantedApp(session, app);
        const reply = await session.call('oauth.mark', { key, state, note: options.note ?? '' });
        if (options.json === true) return context.out.json({ key, ...reply });
        await context.out.line(`${printable(name)}: ${reply.previous} → ${state}`);
      }),
    );
}

function isState(text: string): text is State {
  return (STATES as readonly string[]).includes(text);
}
