/** tag: sanction, unsanction, monitor or clear apps, and tags of the workspace's own. */
import type { Command } from 'commander';
import type { Tag } from '../../model/app.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { workspaceOption } from '../options.ts';
import { engineCatalog, resolveApp } from './catalog.ts';

interface TagOptions {
  readonly workspace: string;
  readonly sanction?: boolean;
  readonly unsanction?: boolean;
  readonly monitor?: boolean;
  readonly clear?: boolean;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly json?: boolean;
}

export function addTagCommand(program: Command, context: CommandContext): void {
  program
    .command('tag <app...>')
    .description('govern apps, by id or name')
    .addOption(workspaceOption())
    .option('--sanction', 'approved for use')
    .option('--unsanction', 'not approved')
    .option('--monitor', 'allowed, but watched')
    .option('--clear', 'no tag')
    .option('--add <tags...>', 'give them tags of your own')
    .option('--remove <tags...>', 'take tags of your own away')
    .option('--json', 'what stood before, as JSON')
    .action((apps: readonly string[], options: TagOptions) => tagApps(apps, options, context));
}

/** @returns undefined where only tags of the workspace's own are asked for */
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
  if (chosen.length === 0 && (options.add ?? options.remove) !== undefined) return undefined;
  throw new UsageError('Give exactly one of --sanction, --unsanction, --monitor and --clear, or --add or --remove.');
}

async function tagApps(given: readonly string[], options: TagOptions, context: CommandContext): Promise<void> {
  const tag = wantedTag(options);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    // All names are settled before the first tag is set: nothing half done.
    const catalog = engineCatalog(session);
    const ids: string[] = [];
    for (const name of given) ids.push(await resolveApp(catalog, name));
    const unique = [...new Set(ids)];
    const { add = [], remove = [] } = options;
    const own =
      add.length + remove.length === 0
        ? null
        : await session.call('catalog.setCustomTags', { apps: unique, add: [...add], remove: [...remove] });
    const reply =
      tag === undefined
        ? { previous: [] }
        : await session.call('catalog.tagApps', { apps: unique.map((id) => ({ id, tag })) });
    if (options.json === true) return context.out.json({ ...reply, ...own });
    if (own !== null) await context.out.line(`${own.changed} tags of your own changed.`);
    for (const before of reply.previous)
      await context.out.line(`${before.id}: ${before.tag ?? 'no tag'} → ${tag ?? 'no tag'}`);
  });
}
