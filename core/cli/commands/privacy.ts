/** privacy: state of anonymised streams, revealing names, looking up tokens, the workspace's key. */
import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { AppError } from '../../contract/errors.ts';
import type { PrivacyState } from '../../contract/privacy.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanBytes, humanCount, humanNumber, UNKNOWN } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { givenPassphrase, unlockWorkspace } from '../passphrase.ts';
import { textTable } from '../text-table.ts';

interface PrivacyOptions {
  readonly workspace: string;
  readonly json?: boolean;
}
interface ReasonOptions extends PrivacyOptions {
  readonly reason: string;
  readonly kind: 'user' | 'device';
}
interface ExportOptions extends PrivacyOptions {
  readonly reason: string;
  readonly out: string;
}

export function addPrivacyCommands(program: Command, context: CommandContext): void {
  const privacy = program.command('privacy').description('anonymised streams: names behind tokens, and the key');
  const leaf = (nameAndArgs: string, about: string): Command =>
    privacy.command(nameAndArgs).description(about).addOption(workspaceOption()).option('--json', 'as JSON');
  const kind = () => new Option('--kind <kind>', 'what the names are of').choices(['user', 'device']).default('user');
  const reasoned = (command: Command): Command =>
    command.requiredOption('--reason <text>', 'why; it is kept in the governance log');

  leaf('status', 'which streams are anonymised, and where the key is').action((options: PrivacyOptions) =>
    showState(options, context),
  );
  reasoned(leaf('reveal <tokens...>', 'names behind tokens'))
    .addOption(kind())
    .action((tokens: readonly string[], options: ReasonOptions) => reveal(tokens, options, context));
  reasoned(leaf('find <names...>', 'tokens that stand for names'))
    .addOption(kind())
    .action((names: readonly string[], options: ReasonOptions) => find(names, options, context));
  reasoned(leaf('export-key', 'write the key, protected by the workspace’s passphrase, to a file'))
    .requiredOption('--out <file>', 'the file to write')
    .action((options: ExportOptions) => exportKey(options, context));
  leaf('import-key <file>', 'take the key from such a file').action((file: string, options: PrivacyOptions) =>
    importKey(file, options, context),
  );
}

async function showState(options: PrivacyOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: true });
    const state = await session.call('privacy.getState', {});
    return options.json === true ? context.out.json(state) : context.out.write(stateText(state));
  });
}

const KEY_TEXT: Readonly<Record<PrivacyState['key'], string>> = {
  none: 'none yet; the first anonymised import makes it',
  absent: 'not on this computer; import it to reveal names or to add lines',
  locked: 'on this computer, locked by its passphrase',
  unlocked: 'on this computer, unlocked',
};

function stateText(state: PrivacyState): string {
  const table = textTable(
    [
      { title: 'STREAM' },
      { title: 'NAMES' },
      { title: 'IMPORTS', align: 'right' },
      { title: 'SEALED', align: 'right' },
    ],
    state.streams.map((stream) => [
      stream.name,
      stream.anonymised ? 'tokens' : 'clear',
      humanNumber(stream.imports),
      stream.anonymised ? humanBytes(stream.sealed) : UNKNOWN,
    ]),
  );
  const file = state.keyFile === null ? '' : ` (${state.keyFile})`;
  return `Key: ${KEY_TEXT[state.key]}${file}\nTokens: ${humanCount(state.users, 'user')}, ${humanCount(state.devices, 'device')}\n${table}`;
}

async function reveal(tokens: readonly string[], options: ReasonOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    await unlockWorkspace(session, context.note, { make: false });
    const { kind, reason } = options;
    const { names } = await session.call('privacy.reveal', { kind, tokens: [...tokens], reason });
    if (options.json === true) return context.out.json(names);
    for (const { token, name } of names) await context.out.line(`${token}\t${name ?? 'unknown here'}`);
  });
}

async function find(names: readonly string[], options: ReasonOptions, context: CommandContext): Promise<void> {
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    await unlockWorkspace(session, context.note, { make: false });
    const { kind, reason } = options;
    const { found } = await session.call('privacy.findTokens', { kind, names: [...names], reason });
    if (options.json === true) return context.out.json(found);
    for (const { name, tokens } of found) await context.out.line(`${name}\t${tokens.join(' ') || 'unknown here'}`);
  });
}

async function exportKey(options: ExportOptions, context: CommandContext): Promise<void> {
  if (existsSync(options.out)) {
    throw new AppError(
      'workspace.exists',
      `${options.out} is there already. Remove it or name another file with --out.`,
    );
  }
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    const passphrase = await givenPassphrase();
    await session.call('privacy.unlock', { passphrase });
    const token = session.grant(options.out, true);
    const { keyId } = await session.call('privacy.exportKey', { token, passphrase, reason: options.reason });
    if (options.json === true) return context.out.json({ keyId, file: options.out });
    return context.out.line(`${options.out}: key ${keyId}, protected by the same passphrase.`);
  });
}

async function importKey(file: string, options: PrivacyOptions, context: CommandContext): Promise<void> {
  if (!existsSync(file)) throw new AppError('file.notFound', `There is no file at ${file}.`, { path: file });
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    const passphrase = await givenPassphrase('Passphrase of the key file: ');
    const state = await session.call('privacy.importKey', { token: session.grant(file), passphrase });
    if (options.json === true) return context.out.json(state);
    return context.out.line(`Key ${state.keyId} is now in ${state.keyFile}.`);
  });
}
