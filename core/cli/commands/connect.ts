/** connect: connections to providers' APIs. */
import type { Command } from 'commander';
import type { ConnectionProvider, ConnectionRow } from '../../contract/connections.ts';
import { AppError } from '../../contract/errors.ts';
import { addActionWords } from '../connect/action-words.ts';
import { providerOf, rowOf } from '../connect/find.ts';
import { addProxyWord } from '../connect/proxy-word.ts';
import { readSecrets } from '../connect/secrets.ts';
import { pullTable, showConnections, showProviders } from '../connect/tables.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanNumber, printable } from '../human.ts';
import { wholeNumber } from '../options.ts';
import { unlockWorkspace } from '../passphrase.ts';
import { listOf, type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface AddOptions extends WordOptions {
  readonly name?: string;
  readonly set: readonly string[];
  readonly secrets?: string;
  readonly feeds?: string;
  readonly listings?: string;
  readonly stream?: string;
  readonly interval: number;
  readonly lookBack: number;
  readonly disabled?: boolean;
}

interface ChangesOptions extends WordOptions {
  readonly set: readonly string[];
  readonly secrets?: string;
}

const SECRETS = `
Secrets come from --secrets FILE (- for standard input; a JSON object, or the bare secret where there is one) or from variables such as
UNDERCAST_SECRET_TOKEN and UNDERCAST_SECRET_CLIENT_SECRET; never from the command line. They are kept outside the workspace, sealed with its key.`;

export function addConnectCommands(program: Command, context: CommandContext): void {
  const connect = program.command('connect').description("connections to providers' APIs; off unless you make one");
  const gather = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  connect
    .command('providers')
    .description('what can be connected, and what each asks for')
    .option('--json', 'the answer as JSON')
    .action((options: Pick<WordOptions, 'json'>) => showProviders(context, options));
  word(connect, 'list', 'connections, their state and how far they were read').action((options: WordOptions) =>
    withWorkspace(context, options, true, (session) => showConnections(context, session, options)),
  );
  word(connect, 'add <provider>', 'make a connection; nothing is asked of the provider yet')
    .option('--name <name>', 'its name; the provider’s where there is none')
    .option('--set <key=value>', 'a setting that is no secret (several times)', gather, [])
    .option('--secrets <file>', 'where its secrets stand; - for standard input')
    .option('--feeds <ids>', 'what is read of it, with commas between')
    .option('--listings <ids>', 'what is listed of it twice a day (accounts, groups, files), with commas between')
    .option('--stream <name>', 'the stream that it feeds; its name where there is none')
    .option('--interval <minutes>', 'how often it is pulled while a console or server runs', wholeNumber(5, 10_080), 30)
    .option('--look-back <days>', 'how far back the first pull goes', wholeNumber(1, 365), 7)
    .option('--disabled', 'leave it switched off')
    .addHelpText('after', SECRETS)
    .action((provider: string, options: AddOptions) =>
      withWorkspace(context, options, false, (session) => add(context, session, provider, options)),
    );
  word(connect, 'secrets <name>', 'give a connection new secrets')
    .requiredOption('--secrets <file>', 'where they stand; - for standard input')
    .addHelpText('after', SECRETS)
    .action((name: string, options: WordOptions & { readonly secrets: string }) =>
      change(context, options, name, async (session, { id, config }, providers) => {
        const provider = providerOf(providers, config.provider);
        await session.call('connections.update', { id, secrets: readSecrets(provider, options.secrets) });
      }),
    );
  word(connect, 'test <name>', 'ask for a first page of everything that it reads, and keep nothing').action(
    (name: string, options: WordOptions) =>
      change(context, options, name, (session, row) => test(context, session, row)),
  );
  word(connect, 'list-now <name>', 'list what is there now, as snapshots of the tenant; --listings changes what')
    .option('--listings <ids>', 'what is listed from now on, with commas between')
    .action((name: string, options: WordOptions & { readonly listings?: string }) =>
      change(context, options, name, async (session, { id, config }) => {
        const { listings } = options;
        if (listings !== undefined) await session.call('connections.update', { id, listings: [...listOf(listings)] });
        const done = await session.run('connections.listNow', { id });
        for (const { title, objects, problem } of done.listings) {
          context.note(`${title}: ${problem === null ? humanNumber(objects) : printable(problem)}`);
        }
        if (done.listings.some(({ problem }) => problem !== null)) {
          throw new AppError('connection.failed', `${config.name} could not be listed as a whole.`, {
            connection: config.name,
          });
        }
      }),
    );
  word(connect, 'pulls [name]', 'what pulls brought and how they ended, newest first').action(
    (name: string | undefined, options: WordOptions) =>
      withWorkspace(context, options, true, async (session) => {
        const of = name === undefined ? {} : { id: rowOf((await session.call('connections.list', {})).rows, name).id };
        const runs = await session.call('connections.pulls', of);
        if (options.json === true) return context.out.json(runs);
        await context.out.write(pullTable(runs));
      }),
  );
  for (const enabled of [true, false]) {
    word(connect, `${enabled ? 'enable' : 'disable'} <name>`, `switch a connection ${enabled ? 'on' : 'off'}`).action(
      (name: string, options: WordOptions) =>
        change(context, options, name, async (session, { id }) => {
          await session.call('connections.enable', { id, enabled });
        }),
    );
  }
  word(
    connect,
    'changes <name> <on|off>',
    'let a connection change things at the provider, or only read (as it does at first)',
  )
    .option('--set <key=value>', 'a setting for changes that is no secret (several times)', gather, [])
    .option('--secrets <file>', 'where its secrets for changes stand; - for standard input')
    .addHelpText('after', SECRETS)
    .action((name: string, mode: string, options: ChangesOptions) =>
      change(context, options, name, (session, row, providers) =>
        setChanges(context, session, row, providers, mode, options),
      ),
    );
  addActionWords(connect, context, async (session, name) =>
    rowOf((await session.call('connections.list', {})).rows, name),
  );
  addProxyWord(connect, context);
  word(connect, 'remove <name>', 'forget a connection and its secrets; what it imported stays').action(
    (name: string, options: WordOptions) =>
      change(context, options, name, async (session, { id }) => {
        await session.call('connections.remove', { id });
      }),
  );
}

async function add(context: CommandContext, session: EngineSession, id: string, options: AddOptions): Promise<void> {
  const { providers } = await session.call('connections.list', {});
  const provider = providerOf(providers, id);
  const settings = Object.fromEntries(options.set.map((text) => settingOf(text, provider)));
  const secrets = readSecrets(provider, options.secrets);
  await unlockWorkspace(session, context.note, { make: true });
  const name = options.name ?? provider.title;
  const feeds = options.feeds
    ? listOf(options.feeds)
    : provider.feeds.filter(({ isDefault }) => isDefault).map((feed) => feed.id);
  const made = await session.call('connections.create', {
    name,
    provider: id,
    settings,
    feeds: [...feeds],
    listings: options.listings === undefined ? [] : [...listOf(options.listings)],
    stream: options.stream ?? name,
    intervalMinutes: options.interval,
    lookBackDays: options.lookBack,
    secrets,
  });
  if (options.disabled !== true) await session.call('connections.enable', { id: made.id, enabled: true });
  context.note(
    `${name} is ${options.disabled === true ? 'made and switched off' : 'on'}. Test it: undercast connect test.`,
  );
}

async function setChanges(
  context: CommandContext,
  session: EngineSession,
  { id, config }: ConnectionRow,
  providers: readonly ConnectionProvider[],
  mode: string,
  { set, secrets: file }: ChangesOptions,
): Promise<void> {
  if (mode !== 'on' && mode !== 'off') throw new UsageError('Say on or off.');
  const provider = providerOf(providers, config.provider);
  if (mode === 'on') context.note(provider.changes?.setup ?? `Nothing can be changed in ${provider.title} from here.`);
  const settings = { ...config.settings, ...Object.fromEntries(set.map((text) => settingOf(text, provider))) };
  const secrets = readSecrets(provider, file, true);
  const hasSecrets = Object.keys(secrets).length > 0;
  await session.call('connections.update', { id, settings, writes: mode === 'on', ...(hasSecrets ? { secrets } : {}) });
  context.note(
    mode === 'on' ? `${config.name} may make changes: undercast connect act.` : `${config.name} only reads.`,
  );
}

function settingOf(text: string, provider: ConnectionProvider): readonly [string, string] {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(0, at));
  const setting = provider.settings.find((one) => one.key === key);
  if (setting === undefined) {
    const known = provider.settings
      .filter(({ isSecret, isForChanges }) => !isSecret && !isForChanges)
      .map((one) => one.key);
    throw new UsageError(`--set takes key=value with one of: ${known.join(', ') || 'nothing for this provider'}.`);
  }
  if (setting.isSecret)
    throw new UsageError(`${setting.label} is a secret: give it with --secrets, not on the command line.`);
  return [key, text.slice(at + 1)];
}

/** Does something with one connection, its secrets at hand. */
async function change(
  context: CommandContext,
  options: WordOptions,
  name: string,
  work: (session: EngineSession, row: ConnectionRow, providers: readonly ConnectionProvider[]) => Promise<void>,
): Promise<void> {
  await withWorkspace(context, options, false, async (session) => {
    const { rows, providers } = await session.call('connections.list', {});
    const row = rowOf(rows, name);
    await unlockWorkspace(session, context.note, { make: false });
    await work(session, row, providers);
  });
}

async function test(context: CommandContext, session: EngineSession, { id, config }: ConnectionRow): Promise<void> {
  const { feeds } = await session.run('connections.testNow', { id });
  for (const feed of feeds) context.note(`${feed.id}: ${printable(feed.problem ?? 'can be read')}`);
  if (feeds.some(({ problem }) => problem !== null)) {
    throw new AppError('connection.failed', `${config.name} cannot be read as a whole.`, { connection: config.name });
  }
}
