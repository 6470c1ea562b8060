/** oauth mark: what a workspace decides of an app that was given access. Nothing is changed at the provider. */
import type { Command } from 'commander';
import type { OauthRow } from '../../contract/oauth.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { printable } from '../human.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

const STATES = ['approved', 'banned', 'undetermined'] as const;
type State = (typeof STATES)[number];
const PAGE = 5_000;

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

/** @throws UsageError where no app or several are meant */
async function wantedApp(session: EngineSession, given: string): Promise<OauthRow> {
  const wanted = given.toLowerCase();
  const named: OauthRow[] = [];
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await session.call('oauth.list', { offset, limit: PAGE });
    const exact = page.rows.find(({ key }) => key === given);
    if (exact !== undefined) return exact;
    named.push(...page.rows.filter(({ name, appId }) => [name, appId].some((one) => one?.toLowerCase() === wanted)));
    total = page.total;
  }
  const [only] = named;
  if (only === undefined) throw new UsageError(`No record names an app "${given}". See: undercast oauth.`);
  if (named.length > 1) {
    const keys = named.map(({ key }) => printable(key)).join(', ');
    throw new UsageError(`"${given}" is the name of ${named.length} apps. Give one of their keys: ${keys}.`);
  }
  return only;
}
