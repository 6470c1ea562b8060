/** workspace info, check, backup. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { formatInstant } from '../../export/index.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanBytes, humanCount, humanNumber, printable, UNKNOWN } from '../human.ts';
import { workspaceOption } from '../options.ts';
import { unlockIfPossible } from '../passphrase.ts';

interface WorkspaceOptions {
  readonly workspace: string;
  readonly json?: boolean;
}
interface BackupOptions extends WorkspaceOptions {
  readonly out: string;
  readonly evidence: boolean;
}

export function addWorkspaceCommands(program: Command, context: CommandContext): void {
  const workspace = program.command('workspace').description('a workspace as a whole');
  const leaf = (name: string, about: string): Command =>
    workspace.command(name).description(about).addOption(workspaceOption()).option('--json', 'as JSON');

  leaf('info', 'what is in it').action((options: WorkspaceOptions) =>
    EngineSession.use(context, async (session) => {
      const info = await session.open(options.workspace, { readOnly: true });
      return options.json === true ? context.out.json(infoJson(info)) : context.out.write(infoText(info));
    }),
  );

  leaf('check', 'check every stored segment and frame').action((options: WorkspaceOptions) =>
    EngineSession.use(context, (session) => checkWorkspace(session, options, context)),
  );

  leaf('compact', 'write the kept lines anew, smaller; the console does it by itself when idle').action(
    (options: WorkspaceOptions) => EngineSession.use(context, (session) => compact(session, options, context)),
  );

  leaf('backup', 'write the whole workspace as one archive')
    .requiredOption('--out <file>', 'the archive to write (.undercastz)')
    .option('--no-evidence', 'leave the raw lines out')
    .action((options: BackupOptions) => EngineSession.use(context, (session) => backUp(session, options, context)));
}

async function checkWorkspace(
  session: EngineSession,
  options: WorkspaceOptions,
  context: CommandContext,
): Promise<void> {
  await session.open(options.workspace, { readOnly: true });
  const result = await session.run('workspace.checkIntegrity', {});
  if (options.json === true) await context.out.json(result);
  else if (result.ok) {
    await context.out.line(
      `Sound: ${humanCount(result.segments, 'segment')}, ${humanCount(result.frames, 'evidence frame')}.`,
    );
  }
  if (result.ok) return;
  const [first = 'no details', ...more] = result.problems;
  const count = humanCount(more.length, 'more problem');
  // A problem may be a sentence of its own.
  const words = `${first.replace(/\.$/, '')}${more.length === 0 ? '' : ` and ${count} (--json lists them)`}`;
  throw new AppError('workspace.corrupt', `${options.workspace} is damaged: ${words}. Restore a backup.`);
}

async function compact(session: EngineSession, options: WorkspaceOptions, context: CommandContext): Promise<void> {
  await session.open(options.workspace, { readOnly: false });
  await unlockIfPossible(session);
  const result = await session.run('workspace.compactEvidence', {});
  if (options.json === true) return context.out.json(result);
  const { imports, bytesBefore, bytesAfter } = result;
  return context.out.line(
    imports === 0
      ? 'Nothing to do: the evidence is as small as it gets.'
      : `${humanCount(imports, 'import')}: ${humanBytes(bytesBefore)} of evidence became ${humanBytes(bytesAfter)}.`,
  );
}

async function backUp(session: EngineSession, options: BackupOptions, context: CommandContext): Promise<void> {
  if (existsSync(options.out)) {
    throw new AppError(
      'workspace.exists',
      `${options.out} is there already. Remove it or name another file with --out.`,
    );
  }
  await session.open(options.workspace, { readOnly: false });
  const result = await session.run('workspace.backup', {
    token: session.grant(options.out, true),
    includeEvidence: options.evidence,
  });
  if (options.json === true) await context.out.json({ path: options.out, ...result });
  else await context.out.line(`${options.out}: ${humanBytes(result.bytes)}, SHA-256 ${result.sha256}`);
}

function infoJson(info: WorkspaceInfo): Record<string, unknown> {
  const written = (extent: WorkspaceInfo['extent']) =>
    extent === null ? null : { from: formatInstant(extent.from), to: formatInstant(extent.to) };
  return {
    ...info,
    created: formatInstant(info.created),
    extent: written(info.extent),
    activityExtent: written(info.activityExtent),
  };
}

function infoText(info: WorkspaceInfo): string {
  const written = (extent: WorkspaceInfo['extent']): string =>
    extent === null ? 'none' : `${formatInstant(extent.from)} to ${formatInstant(extent.to)}`;
  const facts: readonly (readonly [string, string])[] = [
    ['Name', info.name],
    ['Path', info.path],
    ['Id', info.id],
    ['Created', formatInstant(info.created) ?? UNKNOWN],
    ['Events', written(info.extent)],
    ['Activities', written(info.activityExtent)],
    ['Imports', `${humanNumber(info.imports)} in ${humanCount(info.streams, 'stream')}`],
    ['Database', humanBytes(info.databaseBytes)],
    ['Evidence', humanBytes(info.evidenceBytes)],
    ['Time zone', info.displayZone],
    ['Organisation', info.profile?.organisation || UNKNOWN],
  ];
  return facts.map(([name, value]) => `${name.padEnd(14)}${printable(value)}\n`).join('');
}
