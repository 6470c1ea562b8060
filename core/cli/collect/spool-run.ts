import path from 'node:path';
import { Collector } from '../../collect/collector.ts';
import type { SourceConfig } from '../../contract/collectors.ts';
import type { CollectOptions } from '../commands/collect.ts';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { printStatus, untilInterrupted } from './status-text.ts';

/** Receives and seals; no workspace, no engine. */
export async function collectIntoSpool(
  folder: string,
  sources: readonly SourceConfig[],
  options: CollectOptions,
  context: CommandContext,
): Promise<void> {
  if (sources.length === 0)
    throw new UsageError('Say what to listen on: --syslog udp://127.0.0.1:5514 or --config FILE.');
  if (sources.some(({ receiver }) => receiver.kind === 'folder')) {
    throw new UsageError(
      '--watch needs a --workspace: files are imported from where they are, a spool only takes lines.',
    );
  }
  if (sources.some(({ anonymise }) => anonymise)) {
    throw new UsageError('--anonymize needs a --workspace: its key seals the lines, and a spool alone has none.');
  }
  const collector = await Collector.open({
    spoolFolder: path.resolve(folder),
    limits: { sealBytes: options.sealSize * 1000, sealMs: options.sealAfter * 1000 },
    note: (_, message) => context.note(message),
  });
  try {
    for (const source of sources) await collector.add(source);
    const tell = (): Promise<void> => printStatus(collector.status(), options, context);
    await tell();
    await untilInterrupted(context.signal, options.statusEvery, tell);
    await collector.stopSources();
    await tell();
  } finally {
    await collector.stop();
  }
}
