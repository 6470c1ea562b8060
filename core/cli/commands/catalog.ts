/** catalog stats, lookup, show; what reads or writes files has files of its own. */
import type { Command } from 'commander';
import type { AppDetail } from '../../contract/app-detail.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, humanScore, printable, UNKNOWN } from '../human.ts';
import type { CatalogAnswers } from '../shipped-catalog.ts';
import { textTable } from '../text-table.ts';
import { addCatalogExport } from './catalog-export.ts';
import { addCatalogImport } from './catalog-import.ts';
import { addCatalogPack } from './catalog-pack.ts';
import { addCatalogUpdate } from './catalog-update.ts';

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
    withCatalog(options, context, async (catalog) => {
      const stats = await catalog.stats();
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
      withCatalog(options, context, async (catalog) => {
        const found = await catalog.lookUp(hosts);
        if (options.json === true) return context.out.json(found.map(lookupJson));
        const rows = found.map(({ host, app, reason }) =>
          app === null ? [host, 'unmatched', '', '', reason] : [host, app.name, app.category, humanScore(app), reason],
        );
        const titles = ['HOST', 'APP', 'CATEGORY', 'SCORE', 'REASON'].map((title) => ({ title }));
        return context.out.write(textTable(titles, rows));
      }),
  );

  leaf('show <app>', 'everything known of one app, by id or name').action((app: string, options: CatalogOptions) =>
    withCatalog(options, context, async (catalog) => {
      const detail = await catalog.app(await resolveApp(catalog, app));
      return options.json === true ? context.out.json(detail) : context.out.write(detailText(detail));
    }),
  );

  addCatalogExport(catalog, context);
  addCatalogImport(catalog, context);
  addCatalogUpdate(catalog, context);
  addCatalogPack(catalog, context);
}

/** Answers from the shipped file; from the engine where a workspace has its own apps, tags and overrides. */
async function withCatalog(
  options: CatalogOptions,
  context: CommandContext,
  work: (catalog: CatalogAnswers) => Promise<void>,
): Promise<void> {
  const { workspace } = options;
  if (workspace === undefined) return work((await import('../shipped-catalog.ts')).shippedCatalog());
  await EngineSession.use(context, async (session) => {
    await session.open(workspace, { readOnly: true });
    await work(engineCatalog(session));
  });
}

/** The catalog of the workspace that is open. */
export function engineCatalog(session: EngineSession): CatalogAnswers {
  return {
    stats: () => session.call('catalog.getStats', {}),
    lookUp: (hosts) => session.call('catalog.lookUpHosts', { hosts: [...hosts] }),
    app: (id) => session.call('catalog.getApp', { id }),
    search: (text) => session.call('catalog.searchApps', { text: text.slice(0, 200), limit: 200 }),
  };
}

/** The shape that programs read. */
function lookupJson({ host, app, ...found }: MethodOutput<'catalog.lookUpHosts'>[number]): unknown {
  const shown = app === null ? null : { id: app.id, name: app.name, category: app.category, score: app.score };
  return { host, app: shown, ...found };
}

/** The id of an app given by id or by its exact name, letter case ignored. @throws AppError entity.unknown */
export async function resolveApp(catalog: CatalogAnswers, given: string): Promise<string> {
  const wanted = given.trim();
  try {
    return (await catalog.app(wanted)).id;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'entity.unknown') throw error;
  }
  const found = await catalog.search(wanted);
  const named = found.filter((app) => app.name.toLowerCase() === wanted.toLowerCase());
  const [only] = named;
  if (named.length === 1 && only !== undefined) return only.id;
  const near = (named.length > 1 ? named : found).slice(0, 3).map((app) => app.id);
  const hint =
    near.length === 0 ? 'Look it up with "undercast catalog lookup HOST".' : `Did you mean ${near.join(' or ')}?`;
  throw new AppError('entity.unknown', `There is no app "${given}" in the catalog. ${hint}`, { id: given });
}

function detailText(app: AppDetail): string {
  const score = app.score === null ? UNKNOWN : `${app.score} of 10`;
  const facts: readonly (readonly [string, string])[] = [
    ['Id', app.id],
    ['Category', `${app.categoryName}${app.categoryBasis === 'rule' ? ' (by rule: words of its name)' : ''}`],
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
