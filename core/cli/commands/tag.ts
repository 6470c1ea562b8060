/** tag: sanction, unsanction, monitor or clear apps. */
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
    .option('--json', 'what stood before, as JSON')
    .action((apps: readonly string[], options: TagOptions) => tagApps(apps, options, context));
}

function wantedTag(options: TagOptions): Tag | null {
  const choices: readonly (readonly [boolean | undefined, Tag | null])[] = [
    [options.sanction, 'sanctioned'],
    [options.unsanction, 'unsanctioned'],
    [options.monitor, 'monitored'],
    [options.clear, null],
  ];
  const chosen = choices.filter(([isChosen]) => isChosen === true);
  const [only] = chosen;
  if (chosen.length === 1 && only !== undefined) return only[1];
  throw new UsageError('Give exactly one of --sanction, --unsanction, --monitor and --clear.');
}

async function tagApps(given: readonly string[], options: TagOptions, context: CommandContext): Promise<void> {
  const tag = wantedTag(options);
  await EngineSession.use(context, async (session) => {
    await session.open(options.workspace, { readOnly: false });
    // All names are settled before the first tag is set: nothing half done.
    const catalog = engineCatalog(session);
    const ids: string[] = [];
    for (const name of given) ids.push(await resolveApp(catalog, name));
    const reply = await session.call('catalog.tagApps', { apps: [...new Set(ids)].map((id) => ({ id, tag })) });
    if (options.json === true) return context.out.json(reply);
    for (const before of reply.previous)
      await context.out.line(`${before.id}: ${before.tag ?? 'no tag'} → ${tag ?? 'no tag'}`);
  });
}
