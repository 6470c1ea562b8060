/** collect: receives logs until it is interrupted, into a workspace, or into a spool that is imported elsewhere. */
import type { Command } from 'commander';
import type { SourceConfig } from '../../contract/collectors.ts';
import { sharesPort } from '../../kit/shared-port.ts';
import { remoteHost, sourcesOfFile, syslogSource, watchSources } from '../collect/sources.ts';
import { collectIntoSpool } from '../collect/spool-run.ts';
import { collectIntoWorkspace } from '../collect/workspace-run.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { wholeNumber } from '../options.ts';

export interface CollectOptions {
  readonly workspace?: string;
  readonly spool?: string;
  readonly watch: readonly string[];
  readonly syslog: readonly string[];
  readonly config?: string;
  readonly allowRemote?: boolean;
  readonly anonymize?: boolean;
  readonly sealSize: number;
  readonly sealAfter: number;
  readonly statusEvery: number;
  readonly json?: boolean;
}

const ADDRESSES = `
Addresses: udp://HOST:PORT, tcp://HOST:PORT, tls://HOST:PORT, with ?stream=NAME&format=ID&zone=ZONE&name=NAME&quiet=HOURS
behind them; tls takes cert=FILE&key=FILE, and ca=FILE where senders must show a certificate.
Without --watch, --syslog and --config, the sources that the workspace starts by itself are run.`;

export function addCollectCommand(program: Command, context: CommandContext): void {
  const gather = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  program
    .command('collect')
    .description('receive logs by syslog and watched folders until interrupted')
    .option('-w, --workspace <folder>', 'import what is received into this workspace; makes it if it is not there')
    .option(
      '--spool <folder>',
      'only seal what is received into this folder; "undercast import FOLDER" reads it elsewhere',
    )
    .option('--watch <folder[=stream]>', 'import files that are put into this folder (several times)', gather, [])
    .option('--syslog <address>', 'listen here (several times)', gather, [])
    .option('--config <file>', 'read sources from a JSON file')
    .option('--allow-remote', 'listen on addresses that other machines can reach')
    .option('--anonymize', 'streams that --watch and --syslog make are anonymised, and what they receive is sealed')
    .option('--seal-size <kilobytes>', 'seal a segment at this size', wholeNumber(1, 4_000_000), 16_000)
    .option('--seal-after <seconds>', 'seal a segment this long after its first line', wholeNumber(1, 86_400), 30)
    .option('--status-every <seconds>', 'print the status this often; 0 for never', wholeNumber(0, 86_400), 10)
    .option('--json', 'the status as one JSON object a line')
    .addHelpText('after', ADDRESSES)
    .action((options: CollectOptions) => run(options, context));
}

async function run(options: CollectOptions, context: CommandContext): Promise<void> {
  const given = [...watchSources(options.watch), ...options.syslog.map(syslogSource)];
  const sources = [
    ...given.map((source) => ({ ...source, anonymise: options.anonymize === true })),
    ...(options.config ? sourcesOfFile(options.config) : []),
  ];
  checkNames(sources);
  checkPorts(sources);
  const remote = remoteHost(sources);
  if (remote !== null && options.allowRemote !== true) {
    throw new UsageError(
      `${remote} can be reached by other machines. Say --allow-remote if that is meant, or listen on 127.0.0.1.`,
    );
  }
  if (remote !== null) context.note(`Listening on ${remote}: any machine that reaches it can send lines.`);
  if ((options.workspace === undefined) === (options.spool === undefined)) {
    throw new UsageError('Say where what is received goes: --workspace FOLDER, or --spool FOLDER.');
  }
  if (options.workspace !== undefined) await collectIntoWorkspace(options.workspace, sources, options, context);
  if (options.spool !== undefined) await collectIntoSpool(options.spool, sources, options, context);
}

function checkNames(sources: readonly SourceConfig[]): void {
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name))
      throw new UsageError(
        `Two sources are named ${name}. Give each its own: ?name=NAME behind its address, or "name" in the file of --config.`,
      );
    names.add(name);
  }
}

function checkPorts(sources: readonly SourceConfig[]): void {
  for (const [at, { name, receiver }] of sources.entries()) {
    const rival = sources.slice(0, at).find((other) => sharesPort(other.receiver, receiver));
    if (rival === undefined || receiver.kind === 'folder') continue;
    throw new UsageError(`${rival.name} and ${name} listen on the same port, ${receiver.port}. Only one of them can.`);
  }
}
