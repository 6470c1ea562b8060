/** scope: whose activities are stored when audit logs are read, and the groups whose activities are private. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { UsageError } from '../failure.ts';
import { humanNumber, printable } from '../human.ts';
import { textTable } from '../text-table.ts';
import { listOf, type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface RuleOptions extends WordOptions {
  readonly groups: string;
  readonly apps?: string;
  readonly dryRun?: boolean;
}

export function addScopeCommand(program: Command, context: CommandContext): void {
  const scope = program
    .command('scope')
    .description('whose activities are stored when audit logs are read, and whose are private');
  word(scope, 'list', 'the rules, and the groups whose activities are private').action((options: WordOptions) =>
    list(context, options),
  );
  for (const kind of ['include', 'exclude'] as const) {
    const about =
      kind === 'include'
        ? 'store the activities of these groups; everybody else is left out'
        : 'leave out the activities of these groups, whatever includes them';
    word(scope, `${kind} <name>`, about)
      .requiredOption('--groups <names>', 'groups of the directory, or "External users", with commas between')
      .option('--apps <ids>', 'only in these apps, by their catalog ids, with commas between')
      .option('--dry-run', 'only say what it would mean for the activities that are stored')
      .action((name: string, options: RuleOptions) => addRule(context, kind, name, options));
  }
  word(scope, 'remove <name>', 'forget a rule').action((name: string, options: WordOptions) =>
    withWorkspace(context, options, false, async (session) => {
      const { rules } = await session.call('scope.get', {});
      const rule = rules.find((one) => one.name === name);
      if (rule === undefined) throw new UsageError(`There is no rule "${name}". See: undercast scope list.`);
      await session.call('scope.removeRule', { id: rule.id });
      await context.out.line(`${printable(name)} is removed. ${LATER}`);
    }),
  );
  word(
    scope,
    'private [groups...]',
    'make the activities of these groups private from now on, and of no others',
  ).action((groups: readonly string[], options: WordOptions) =>
    withWorkspace(context, options, false, async (session) => {
      await session.call('scope.setPrivateGroups', { groups: [...groups] });
      const who = groups.length === 0 ? 'No group is' : `${groups.map(printable).join(', ')}:`;
      await context.out.line(`${who} private. ${LATER}`);
    }),
  );
}

const LATER = 'This holds for audit logs read from now on.';

async function list(context: CommandContext, options: WordOptions): Promise<void> {
  await withWorkspace(context, options, true, async (session) => {
    const { rules, privateGroups } = await session.call('scope.get', {});
    if (options.json === true) return context.out.json({ rules, privateGroups });
    const cells = rules.map(({ kind, name, groups, apps }) => [
      kind,
      printable(name),
      printable(groups.join(', ')),
      apps === null ? 'all apps' : printable(apps.join(', ')),
    ]);
    await context.out.write(
      textTable(
        ['RULE', 'NAME', 'GROUPS', 'APPS'].map((title) => ({ title })),
        cells,
      ),
    );
    if (privateGroups.length > 0) {
      await context.out.line(`Private: ${privateGroups.map(({ name }) => printable(name)).join(', ')}`);
    }
  });
}

async function addRule(
  context: CommandContext,
  kind: 'include' | 'exclude',
  name: string,
  { groups, apps, dryRun = false, ...options }: RuleOptions,
): Promise<void> {
  const rule = { kind, groups: [...listOf(groups)], apps: apps === undefined ? null : [...listOf(apps)] };
  await withWorkspace(context, options, dryRun, async (session) => {
    const meant = await session.call('scope.preview', rule);
    if (!dryRun) await session.call('scope.saveRule', { ...rule, name });
    if (options.json === true) return context.out.json(meant);
    const { people, users, covered, stored, leftOut } = meant;
    await context.out.line(
      `${humanNumber(people)} people of the directory; ${humanNumber(covered)} stored activities of ${humanNumber(users)} users.`,
    );
    await context.out.line(
      `All rules together would have left out ${humanNumber(leftOut)} of ${humanNumber(stored)} stored activities.`,
    );
    if (!dryRun) await context.out.line(LATER);
  });
}
