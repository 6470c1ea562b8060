/** collect: receives logs until it is interrupted, into a spool whose sealed segments are imported here or elsewhere. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Collector } from '../../collect/collector.ts';
import type { SourceConfig } from '../../contract/collectors.ts';
import { remoteSources, sourcesOfFile, syslogSource } from '../collect-sources.ts';
import { collectStatusText } from '../collect-text.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { wholeNumber } from '../options.ts';

interface CollectOptions {
  readonly spool?: string;
  readonly syslog: readonly string[];
  readonly config?: string;
  readonly allowRemote?: boolean;
  readonly sealSize: number;
  readonly sealAfter: number;
  readonly statusEvery: number;
  readonly json?: boolean;
}

const ADDRESSES = `
Addresses: udp://HOST:PORT, tcp://HOST:PORT, tls://HOST:PORT, with ?stream=NAME&format=ID&zone=ZONE&name=NAME&quiet=HOURS
behind them; tls takes cert=FILE&key=FILE, and ca=FILE where senders must show a certificate.`;

export function addCollectCommand(program: Command, context: CommandContext): void {
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  program
    .command('collect')
    .description('receive logs by syslog until interrupted')
    .option('--spool <folder>', 'seal what is received into this folder; "undercast import FOLDER" reads it elsewhere')
    .option('--syslog <address>', 'listen here (can be given several times)', collect, [])
    .option('--config <file>', 'read sources from a JSON file')
    .option('--allow-remote', 'listen on addresses that other machines can reach')
    .option('--seal-size <kilobytes>', 'seal a segment at this size', wholeNumber(1, 4_000_000), 16_000)
    .option('--seal-after <seconds>', 'seal a segment this long after its first line', wholeNumber(1, 86_400), 30)
    .option('--status-every <seconds>', 'print the status this often; 0 for never', wholeNumber(0, 86_400), 10)
    .option('--json', 'the status as one JSON object a line')
    .addHelpText('after', ADDRESSES)
    .action((options: CollectOptions) => run(options, context));
}

async function run(options: CollectOptions, context: CommandContext): Promise<void> {
  const sources = [...options.syslog.map(syslogSource), ...(options.config ? sourcesOfFile(options.config) : [])];
  checkSources(sources, options, context);
  if (options.spool === undefined) throw new UsageError('Say where to put what is received: --spool FOLDER.');
  const collector = await Collector.open({
    spoolFolder: path.resolve(options.spool),
    limits: { sealBytes: options.sealSize * 1000, sealMs: options.sealAfter * 1000 },
    note: (_, message) => context.note(message),
  });
  try {
    for (const source of sources) await collector.add(source);
    const tell = (): Promise<void> => print(collector, options, context);
    await tell();
    await untilInterrupted(context.signal, options.statusEvery, tell);
    await collector.stopSources();
    await tell();
  } finally {
    await collector.stop();
  }
}

function checkSources(sources: readonly SourceConfig[], options: CollectOptions, context: CommandContext): void {
  if (sources.length === 0)
    throw new UsageError('Say what to listen on: --syslog udp://127.0.0.1:5514 or --config FILE.');
  const names = new Set<string>();
  for (const { name } of sources) {
    if (names.has(name)) throw new UsageError(`Two sources are named ${name}. Give each its own: ?name=NAME.`);
    names.add(name);
  }
  const [remote] = remoteSources(sources);
  if (!remote) return;
  if (options.allowRemote !== true) {
    throw new UsageError(
      `${remote.receiver.host} can be reached by other machines. Say --allow-remote if that is meant, or listen on 127.0.0.1.`,
    );
  }
  context.note(`Listening on ${remote.receiver.host}: any machine that reaches it can send lines.`);
}

async function print(collector: Collector, options: CollectOptions, { out }: CommandContext): Promise<void> {
  const status = collector.status();
  if (options.json === true) await out.json({ time: new Date().toISOString(), sources: status });
  else await out.write(collectStatusText(status));
}

async function untilInterrupted(signal: AbortSignal, seconds: number, tell: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    // Waiting ends with the interrupt; that is the expected end, not a failure.
    await sleep((seconds || 3600) * 1000, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted && seconds > 0) await tell();
  }
}
