/** connect proxy: which way connections take from this computer. */
import process from 'node:process';
import type { Command } from 'commander';
import type { MethodInput, MethodOutput } from '../../contract/methods.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { printable } from '../human.ts';
import { unlockWorkspace } from '../passphrase.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

const PASSWORD_VARIABLE = 'UNDERCAST_PROXY_PASSWORD';

interface ProxyOptions extends WordOptions {
  readonly user?: string;
  readonly bypass?: string;
}

export function addProxyWord(connect: Command, context: CommandContext): void {
  word(
    connect,
    'proxy [way]',
    'the proxy that connections go through: environment, direct, or an address; without one: what holds',
  )
    .option('--user <name>', 'who the proxy is told to be asked by')
    .option('--bypass <hosts>', 'hosts that are asked directly, with commas between')
    .addHelpText(
      'after',
      `
It holds for every workspace on this computer. The proxy's password comes from ${PASSWORD_VARIABLE}, never from the command line; it is kept outside
the workspace, sealed with its key.`,
    )
    .action((way: string | undefined, options: ProxyOptions) =>
      withWorkspace(context, options, way === undefined, (session) => proxy(context, session, way, options)),
    );
}

async function proxy(
  context: CommandContext,
  session: EngineSession,
  way: string | undefined,
  options: ProxyOptions,
): Promise<void> {
  if (way !== undefined) await session.call('connections.setProxy', await wish(context, session, way, options));
  else if (options.user !== undefined || options.bypass !== undefined)
    throw new UsageError(
      '--user and --bypass belong to an address: undercast connect proxy http://proxy.example.com:8080.',
    );
  const state = await session.call('connections.proxy', {});
  if (options.json === true) return context.out.json(state);
  await context.out.write(`${stateText(state)}\n`);
}

async function wish(
  context: CommandContext,
  session: EngineSession,
  way: string,
  { user, bypass }: ProxyOptions,
): Promise<MethodInput<'connections.setProxy'>> {
  if (way === 'environment' || way === 'direct') return { mode: way };
  const password = process.env[PASSWORD_VARIABLE];
  if (user !== undefined && password !== undefined && password !== '')
    await unlockWorkspace(session, context.note, { make: true });
  return {
    mode: 'proxy',
    address: way,
    ...(user === undefined ? {} : { user }),
    ...(bypass === undefined ? {} : { bypass }),
    ...(password === undefined ? {} : { password }),
  };
}

function stateText(state: MethodOutput<'connections.proxy'>): string {
  if (state.problem !== null) return printable(state.problem);
  const why = { environment: 'as the environment says', direct: 'whatever the environment says', proxy: 'as set here' }[
    state.mode
  ];
  if (state.through === null) return `Providers are asked directly, ${why}.`;
  const who =
    state.mode === 'proxy' && state.user !== ''
      ? `, as ${state.user}${state.hasPassword ? '' : ' (its password is not known for this workspace)'}`
      : '';
  return printable(`Providers are asked through ${state.through}, ${why}${who}.`);
}
