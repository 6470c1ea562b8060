/** What can be connected, what is, and what pulls brought, as tables for a terminal or as JSON. */
import type { PullRun } from '../../contract/connections.ts';
import { describeProviders } from '../../host/pull/check-connection.ts';
import type { CommandContext } from '../context.ts';
import type { EngineSession } from '../engine-session.ts';
import { humanNumber, humanSeconds, printable, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';
import type { WordOptions } from '../workspace-word.ts';

/** They are the same for every workspace, so it needs none. */
export async function showProviders(context: CommandContext, options: Pick<WordOptions, 'json'>): Promise<void> {
  const providers = describeProviders();
  if (options.json === true) return context.out.json(providers);
  const cells = providers.map(({ id, title, settings, feeds, listings }) => [
    id,
    title,
    settings
      .filter(({ isForChanges }) => !isForChanges)
      .map(({ key, isSecret, isOptional }) => `${key}${isSecret ? ' (secret)' : ''}${isOptional ? '?' : ''}`)
      .join(', '),
    feeds.map((feed) => feed.id).join(', '),
    listings.map((one) => one.id).join(', '),
  ]);
  await context.out.write(
    textTable(
      ['ID', 'PROVIDER', 'SETTINGS', 'FEEDS', 'LISTINGS'].map((title) => ({ title })),
      cells,
    ),
  );
}

export async function showConnections(
  context: CommandContext,
  session: EngineSession,
  options: WordOptions,
): Promise<void> {
  const { rows } = await session.call('connections.list', {});
  if (options.json === true) return context.out.json(rows);
  const when = (time: number | null): string => (time === null ? 'never' : new Date(time).toISOString().slice(0, 16));
  const cells = rows.map(({ config, state, problem, lastSuccess, feeds }) => [
    printable(config.name),
    config.provider,
    state,
    when(lastSuccess),
    humanNumber(feeds.reduce((sum, feed) => sum + feed.records, 0)),
    printable(problem ?? ''),
  ]);
  await context.out.write(
    textTable(
      ['NAME', 'PROVIDER', 'STATE', 'LAST SUCCESS', 'RECORDS', 'PROBLEM'].map((title) => ({ title })),
      cells,
    ),
  );
}

export function pullTable(runs: readonly PullRun[]): string {
  const cells = runs.map(({ name, started, ended, records, stored, duplicates, outcome, message, feeds }) => {
    const reached = feeds.flatMap((feed) => feed.reached ?? []);
    return [
      printable(name),
      new Date(started).toISOString().slice(0, 19),
      humanSeconds((ended - started) / 1000),
      ...[records, stored, duplicates].map(humanNumber),
      reached.length === 0 ? UNKNOWN : new Date(Math.min(...reached)).toISOString().slice(0, 16),
      outcome,
      printable(message ?? ''),
    ];
  });
  const titles = ['CONNECTION', 'TIME', 'TOOK', 'RECORDS', 'NEW', 'KNOWN', 'COMPLETE UP TO', 'OUTCOME', 'MESSAGE'];
  return textTable(
    titles.map((title) => ({ title })),
    cells,
  );
}
