/** catalog stats, lookup, show, export. */
import type { Command } from 'commander';
import type { AppDetail } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, printable, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';

interface CatalogOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

export function addCatalogCommands(program: Command, context: CommandContext): void {
  const catalog = program.command('catalog').description('the app catalog');
  const leaf = (nameAndArgs: string, about: string): Command =>
    catalog
      .command(nameAndArgs)
      .description(about)
      .option('-w, --workspace <folder>', "with this workspace's custom apps, overrides and tags")
      .option('--json', 'as JSON');

  leaf('stats', 'how many apps, how much is known of them').action((options: CatalogOptions) =>
    withCatalog(options, context, async (session) => {
      const stats = await session.call('catalog.getStats', {});
      if (options.json === true) return context.out.json(stats);
      const { sources, ...counts } = stats;
      const rows = [
        ...Object.entries(counts),
        ...Object.entries(sources).map(([name, n]) => [`values from ${name}`, n] as const),
      ];
      const columns = [{ title: 'FIGURE' }, { title: 'COUNT', align: 'right' as const }];
      return context.out.write(
        textTable(
          columns,
          rows.map(([name, value]) => [name, humanNumber(value)]),
        ),
      );
    }),
  );

  leaf('lookup <host...>', 'which app a host, web address or IP address belongs to').action(
    (hosts: readonly string[], options: CatalogOptions) =>
      withCatalog(options, context, async (session) => {
        const found = await session.call('catalog.lookUpHosts', { hosts: [...hosts] });
        if (options.json === true) return context.out.json(found);
        const rows = found.map(({ host, app, reason }) =>
          app === null
            ? [host, 'unmatched', '', '', reason]
            : [host, app.name, app.category, humanNumber(app.score), reason],
        );
        const titles = ['HOST', 'APP', 'CATEGORY', 'SCORE', 'REASON'].map((title) => ({ title }));
        return context.out.write(textTable(titles, rows));
      }),
  );

  leaf('show <app>', 'everything known of one app, by id or name').action((app: string, options: CatalogOptions) =>
    withCatalog(options, context, async (session) => {
      const detail = await session.call('catalog.getApp', { id: await resolveApp(session, app) });
      return options.json === true ? context.out.json(detail) : context.out.write(detailText(detail));
    }),
  );
}

async function withCatalog(
  options: CatalogOptions,
  context: CommandContext,
  work: (session: EngineSession) => Promise<void>,
): Promise<void> {
  await EngineSession.use(context.signal, async (session) => {
    if (options.workspace !== undefined) await session.open(options.workspace, { readOnly: true });
    await work(session);
  });
}

/** The id of an app given by id or by its exact name, letter case ignored. @throws AppError entity.unknown */
export async function resolveApp(session: EngineSession, given: string): Promise<string> {
  const wanted = given.trim().toLowerCase();
  const candidates = await session.call('catalog.searchApps', { text: given.slice(0, 200), limit: 200 });
  const exact = candidates.find((app) => app.id === given) ?? candidates.find((app) => app.id === wanted);
  const named = candidates.filter((app) => app.name.toLowerCase() === wanted);
  const [only] = named;
  if (exact !== undefined) return exact.id;
  if (named.length === 1 && only !== undefined) return only.id;
  const near = (named.length > 1 ? named : candidates).slice(0, 3).map((app) => app.id);
  const hint =
    near.length === 0 ? 'Look it up with "undercast catalog lookup HOST".' : `Did you mean ${near.join(' or ')}?`;
  throw new AppError('entity.unknown', `There is no app "${given}" in the catalog. ${hint}`, { id: given });
}

function detailText(app: AppDetail): string {
  const score = app.score === null ? UNKNOWN : `${app.score} of 10`;
  const facts: readonly (readonly [string, string])[] = [
    ['Id', app.id],
    ['Category', app.categoryName],
    ['Vendor', app.vendor ?? UNKNOWN],
    ['Headquarters', app.headquarters ?? UNKNOWN],
    ['Homepage', app.homepage ?? UNKNOWN],
    ['Domains', app.domains.join(', ')],
    ['Tag', app.tag ?? 'none'],
    ['Risk score', `${score} (${app.scoreBasis}; between ${app.scoreLow} and ${app.scoreHigh})`],
    ['Known', `${Math.round(app.coverage * 100)} % of the score's weight, ${app.known} factors`],
  ];
  const head = facts.map(([name, value]) => `${name.padEnd(14)}${printable(value)}\n`).join('');
  const known = app.factors.filter((factor) => factor.value !== null);
  const rows = known.map((factor) => [
    factor.category,
    factor.title,
    Array.isArray(factor.value) ? factor.value.join(', ') : String(factor.value),
    factor.source ?? '',
    factor.asOf ?? '',
  ]);
  const table = textTable(
    ['PART', 'FACTOR', 'VALUE', 'SOURCE', 'AS OF'].map((title) => ({ title })),
    rows,
  );
  return `${printable(app.name)}\n${head}\n${table}`;
}
