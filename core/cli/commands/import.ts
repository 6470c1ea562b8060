/** import: files, folders, archives or standard input into a workspace, ending with the ledger. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { DEFAULT_STREAM, type Ledger } from '../../contract/imports.ts';
import { chosenConnectors, connectorFileOption } from '../connectors.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { chosenFormats, formatFileOption } from '../format-file.ts';
import { endStdinWhenCancelled } from '../interrupt.ts';
import { ledgerText } from '../ledger-text.ts';
import { orLeaveNothing } from '../new-workspace.ts';
import { workspaceOption } from '../options.ts';
import { unlockIfGiven, unlockWorkspace } from '../passphrase.ts';
import { releaseBefore } from '../release-memory.ts';
import { orTellOfState } from '../tenant-hint.ts';
import { wholeLedger } from '../whole-ledger.ts';

interface ImportOptions {
  readonly workspace: string;
  readonly format: string;
  readonly connector?: string;
  readonly formatFile?: string;
  readonly connectorFile?: string;
  readonly stream?: string;
  readonly zone?: string;
  readonly evidence: boolean;
  readonly anonymize?: boolean;
  readonly json?: boolean;
}

export function addImportCommand(program: Command, context: CommandContext): void {
  program
    .command('import <paths...>')
    .description('read logs and audit logs into a workspace; makes the workspace if it is not there')
    .addOption(workspaceOption())
    .option('--format <id>', 'read as this format instead of detecting it', 'auto')
    .option('--connector <id>', 'read audit logs of connected apps with this connector, or auto')
    .addOption(formatFileOption())
    .addOption(connectorFileOption())
    .option('--stream <name>', 'the stream that the lines belong to')
    .option('--zone <name>', 'IANA zone of times that name none, such as Europe/Berlin')
    .option('--no-evidence', 'do not keep the raw lines; of audit logs, the records behind the activities')
    .option('--anonymize', 'a new stream whose users and devices are tokens, its lines sealed with the workspace’s key')
    .option('--json', 'the ledger as one JSON object')
    .action((paths: readonly string[], options: ImportOptions) => importLogs(paths, options, context));
}

async function importLogs(paths: readonly string[], options: ImportOptions, context: CommandContext): Promise<void> {
  // Checked before a workspace is made, so that a mistyped name leaves nothing behind.
  for (const given of paths) {
    if (given !== '-' && !existsSync(given)) {
      throw new AppError('file.notFound', `There is no file or folder at ${given}.`, { path: given });
    }
  }
  if (paths.filter((given) => given === '-').length > 1)
    throw new UsageError('Standard input (-) can be read once only.');
  if ((options.connector ?? options.connectorFile) !== undefined && options.format !== 'auto')
    throw new UsageError('--format reads traffic and --connector activities: choose one.');
  // A name of the workspace's own is judged by the workspace.
  const isOwn = options.connector?.startsWith('custom-') === true;
  const named = isOwn ? undefined : options.connector;
  const { connectorFile } = options;
  const judged =
    (named ?? connectorFile) === undefined
      ? null
      : await chosenConnectors({ connector: named, connectorFile }, context);
  const described = judged?.own ?? [];
  const chosen = connectorFile === undefined ? options.connector : judged?.connector;
  if (paths.includes('-')) endStdinWhenCancelled(context.signal);
  const { format, own } = await chosenFormats({ ...options, workspace: undefined }, context);
  const work = (): Promise<Ledger> =>
    EngineSession.use(
      context,
      async (session) => {
        await session.openOrCreate(options.workspace);
        await readyForNames(session, options, context);
        for (const definition of own) await session.call('formats.save', { definition });
        for (const definition of described) await session.call('connectors.save', { definition });
        releaseBefore(paths);
        const result = await session.run('imports.start', {
          tokens: paths.map((given) => session.grant(given)),
          format,
          keepEvidence: options.evidence,
          ...(chosen === undefined ? {} : { connector: chosen }),
          ...(options.anonymize === true ? { anonymise: true } : {}),
          ...(options.stream === undefined ? {} : { stream: options.stream }),
          ...(options.zone === undefined ? {} : { zone: options.zone }),
        });
        return wholeLedger(session, result.ledger, result.imports);
      },
      { importsSoon: true },
    );
  const ledger = await orTellOfState(paths, options.workspace, () => orLeaveNothing(options.workspace, work));
  await printLedger(ledger, options.json === true, context);
}

/** Lines of an anonymised stream are sealed as they come: the key must be there first. */
async function readyForNames(session: EngineSession, options: ImportOptions, context: CommandContext): Promise<void> {
  if (options.anonymize === true) return unlockWorkspace(session, context.note, { make: true });
  const { streams, listsSealed } = await session.call('privacy.getState', {});
  const stream = streams.find(({ name }) => name === (options.stream ?? DEFAULT_STREAM));
  if (stream?.anonymised === true) await unlockWorkspace(session, context.note, { make: false });
  // Exclusions and name evidence that decide how any line is read.
  else if (listsSealed) await unlockIfGiven(session);
}

/** The ledger, and a note for each file that was left out, or something of it. */
export async function printLedger(ledger: Ledger, asJson: boolean, context: CommandContext): Promise<void> {
  if (asJson) await context.out.json(ledger);
  else await context.out.write(ledgerText(ledger));
  for (const file of ledger.files) {
    if (file.lost !== undefined) context.note(file.lost.message);
    if (file.error === null) continue;
    const { message } = file.error;
    context.note(message.startsWith(file.path) ? `Left out: ${message}` : `${file.path} was left out: ${message}`);
  }
}
