/** tag: what a workspace decides of apps: sanctioned or not, tags of its own, a note, a score, a category. */
import type { Command } from 'commander';
import type { AppDecision } from '../../contract/catalog-govern.ts';
import type { Tag } from '../../model/app.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount } from '../human.ts';
import { wholeNumber, workspaceOption } from '../options.ts';
import { engineCatalog, resolveApp } from './catalog.ts';

/** As the value of an option: what the catalog says holds again. */
const CATALOGS = 'catalog';

interface TagOptions {
  readonly workspace: string;
  readonly sanction?: boolean;
  readonly unsanction?: boolean;
  readonly monitor?: boolean;
  readonly clear?: boolean;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly note?: string;
  readonly score?: number | typeof CATALOGS;
  readonly category?: string;
  readonly filter?: string;
  readonly json?: boolean;
}

export function addTagCommand(program: Command, context: CommandContext): void {
  program
    .command('tag [apps...]')
    .description('govern apps, by id or name, or all that a filter finds')
    .addOption(workspaceOption())
    .option('--sanction', 'approved for use')
    .option('--unsanction', 'not approved')
    .option('--monitor', 'allowed, but watched')
    .option('--clear', 'no tag')
    .option('--add <tags...>', 'give them tags of your own')
    .option('--remove <tags...>', 'take tags of your own away')
    .option('--note <text>', 'a note in place of the one there; empty for none')
    .option('--score <points>', "a score by hand, 0 to 10; 'catalog' for the catalog's", (text) =>
      text === CATALOGS ? text : wholeNumber(0, 10)(text),
    )
    .option('--category <id>', "another category; 'catalog' for the catalog's")
    .option('--filter <text>', 'all apps of the catalog that fit, such as: category:forums and score<=3')
    .option('--json', 'what stood before, as JSON')
    .action((apps: readonly string[], options: TagOptions) => tagApps(apps, options, context));
}

/** What is decided beyond tags; null where nothing is. */
function wantedDecision({ note, score, category }: TagOptions): Omit<AppDecision, 'id'> | null {
  const decision = {
    ...(note === undefined ? {} : { note }),
    ...(score === undefined ? {} : { overrideScore: score === CATALOGS ? null : score }),
    ...(category === undefined ? {} : { category: category === CATALOGS ? null : category }),
  };
  return Object.keys(decision).length === 0 ? null : decision;
}

/** @returns undefined where only other things are asked for */
function wantedTag(options: TagOptions): Tag | null | undefined {
  const choices: readonly (readonly [boolean | undefined, Tag | null])[] = [
    [options.sanction, 'sanctioned'],
    [options.unsanction, 'unsanctioned'],
    [options.monitor, 'monitored'],
    [options.clear, null],
  ];
  const chosen = choices.filter(([isChosen]) => isChosen === true);
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined) return only[1];
  const others = [options.add, options.remove, wantedDecision(options) ?? undefined];
  if (chosen.length === 0 && others.some((one) => one !== undefined)) return undefined;
  throw new UsageError(
    'Give exactly one of --sanction, --unsanction, --monitor and --clear, or --add, --remove, --note, --score or --category.',
  );
}

const PAGE = 5000;

/** Ids of the apps named, or of all that the filter finds. */
async function wantedApps(
  session: EngineSession,
  given: readonly string[],
  filter: string | undefined,
): Promise<readonly string[]> {
  if ((given.length === 0) === (filter === undefined)) {
    throw new UsageError('Name apps, or give --filter to reach all that it finds.');
  }
  const ids: string[] = [];
  if (filter === undefined) {
    // All names are settled before the first tag is set: nothing half done.
    const catalog = engineCatalog(session);
    for (const name of given) ids.push(await resolveApp(catalog, name));
    return [...new Set(ids)];
  }
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await session.call('catalog.listApps', { filter, page: { offset, limit: PAGE } });
    ids.push(...(page.columns.id ?? []).map(String));
    total = page.total;
  }
  if (ids.length === 0) throw new UsageError('The filter finds no app. Nothing was changed.');
  return ids;
}

async function tagApps(given: readonly string[], options: TagOptions, context: CommandContext): Promise<void> {
  const tag = wantedTag(options);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    const apps = await wantedApps(session, given, options.filter);
    const { add = [], remove = [] } = options;
    const own =
      add.length + remove.length === 0
        ? null
        : await session.call('catalog.setCustomTags', { apps: [...apps], add: [...add], remove: [...remove] });
    const reply =
      tag === undefined
        ? { previous: [] }
        : await session.call('catalog.tagApps', { apps: apps.map((id) => ({ id, tag })) });
    const decision = wantedDecision(options);
    const decided =
      decision === null
        ? null
        : await session.call('catalog.decideApps', { apps: apps.map((id) => ({ id, ...decision })) });
    if (options.json === true) {
      return context.out.json({ ...reply, ...own, ...(decided === null ? {} : { decided: decided.previous }) });
    }
    if (own !== null) await context.out.line(`${own.changed} tags of your own changed.`);
    if (decided !== null) await context.out.line(`${humanCount(apps.length, 'app')} decided.`);
    for (const before of reply.previous)
      await context.out.line(`${before.id}: ${before.tag ?? 'no tag'} → ${tag ?? 'no tag'}`);
  });
}
