/** catalog update, rollback, release, keys, trust, distrust: which catalog holds, and whose updates are taken. */
import type { Command } from 'commander';
import type { CatalogDiffView } from '../../contract/catalog-release.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { CommandContext } from '../context.ts';
import { EngineSession } from '../engine-session.ts';
import { humanNumber, printable, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';

interface UpdateOptions {
  readonly workspace?: string;
  readonly dryRun?: boolean;
  readonly allowOlder?: boolean;
  readonly json?: boolean;
}

type Inspected = MethodOutput<'catalog.inspectUpdate'>;
type ReleaseView = Inspected['release'];

/** Apps and hosts that are named one by one. */
const NAMED = 10;

export function addCatalogUpdate(catalog: Command, context: CommandContext): void {
  const leaf = (nameAndArgs: string, about: string): Command =>
    catalog
      .command(nameAndArgs)
      .description(about)
      .option('-w, --workspace <folder>', "in this workspace's log, with what it does to its figures")
      .option('--json', 'the result as JSON');
  const withEngine = (options: UpdateOptions, readOnly: boolean, work: (session: EngineSession) => Promise<void>) =>
    EngineSession.use(context, async (session) => {
      if (options.workspace !== undefined) await session.open(options.workspace, { readOnly });
      await work(session);
    });

  leaf('update <file>', 'verify a signed catalog update, say what it changes, and put it in force')
    .option('--dry-run', 'verify and compare only')
    .option('--allow-older', 'also a release older than the one in force')
    .action((file: string, options: UpdateOptions) =>
      withEngine(options, options.dryRun === true, async (session) => {
        const found = await session.call('catalog.inspectUpdate', { token: session.grant(file) });
        if (options.json !== true) await context.out.write(inspectedText(found));
        if (options.dryRun !== true) {
          const { id } = found;
          const allowOlder = options.allowOlder === true;
          await session.call('catalog.applyUpdate', { token: session.grant(file), id, allowOlder });
        }
        const applied = options.dryRun !== true;
        if (options.json === true) return context.out.json({ ...found, applied });
        await context.out.line(applied ? `${found.release.version} is in force.` : 'Nothing was changed.');
        if (applied) context.note('A console that is open uses it when it opens a workspace next.');
      }),
    );

  leaf('rollback', 'back to the catalog that was in force before')
    .option('--shipped', 'to the one that came with Undercast')
    .action((options: UpdateOptions & { readonly shipped?: boolean }) =>
      withEngine(options, false, async (session) => {
        const done = await session.call('catalog.rollBack', { to: options.shipped === true ? 'shipped' : 'previous' });
        return options.json === true
          ? context.out.json(done)
          : context.out.line(`${releaseText(done.inForce)} is in force.`);
      }),
    );

  leaf('release', 'which catalog is in force, and whose updates are taken').action((options: UpdateOptions) =>
    withEngine(options, true, async (session) => {
      const found = await session.call('catalog.getRelease', {});
      if (options.json === true) return context.out.json(found);
      await context.out.line(`In force: ${releaseText(found.inForce)}`);
      await context.out.line(`Shipped:  ${found.shipped.version} of ${found.shipped.date}`);
      if (found.problem !== null) await context.out.line(`Problem:  ${printable(found.problem)}`);
      const titles = ['KEY', 'NAME', 'FROM'].map((title) => ({ title }));
      const rows = found.keys.map(({ id, name, builtIn }) => [id, printable(name), builtIn ? 'Undercast' : 'you']);
      return context.out.write(textTable(titles, rows));
    }),
  );

  leaf('trust <file>', 'take updates signed with this public key (PEM)')
    .requiredOption('--name <name>', 'whose key it is')
    .action((file: string, options: UpdateOptions & { readonly name: string }) =>
      withEngine(options, false, async (session) => {
        const key = await session.call('catalog.trustKey', { token: session.grant(file), name: options.name });
        return options.json === true
          ? context.out.json(key)
          : context.out.line(`Updates signed with the key ${key.id} (${printable(key.name)}) are taken from now on.`);
      }),
    );

  leaf(
    'distrust <key>',
    'take no more updates signed with this key; one in force gives way to the shipped catalog',
  ).action((id: string, options: UpdateOptions) =>
    withEngine(options, false, async (session) => {
      await session.call('catalog.distrustKey', { id });
      return options.json === true
        ? context.out.json({ id })
        : context.out.line(`The key ${id} is not trusted any more.`);
    }),
  );
}

function releaseText({ version, date, publisher, key }: ReleaseView): string {
  return `${version} of ${date}, ${publisher === null ? 'as shipped' : printable(`by ${publisher}, signed with the key of ${key ?? UNKNOWN}`)}`;
}

function inspectedText({ release, apps, inForce, relation, diff }: Inspected): string {
  const lines = [
    `Update:   ${releaseText(release)}, ${humanNumber(apps)} apps. Its signature holds.`,
    `In force: ${releaseText(inForce)}. The update is ${relation === 'same' ? 'of the same release' : relation}.`,
    '',
    ...diffLines(diff),
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function diffLines(diff: CatalogDiffView): string[] {
  const more = (all: number): string[] => (all > NAMED ? [`  and ${humanNumber(all - NAMED)} more`] : []);
  const list = (title: string, all: number, items: readonly string[]): string[] =>
    all === 0
      ? []
      : [`${humanNumber(all)} ${title}`, ...items.slice(0, NAMED).map((item) => `  ${printable(item)}`), ...more(all)];
  const app = ({ id, name, categoryName }: CatalogDiffView['addedApps'][number]) => `${name} (${id}, ${categoryName})`;
  const { discovered } = diff;
  const score = (value: number | null, band: string): string => (value === null ? band : `${value} (${band})`);
  const lines = [
    ...list('apps are new:', diff.added, diff.addedApps.map(app)),
    ...list(
      'apps are gone:',
      diff.removed,
      diff.removedApps.map((one) => `${app(one)}${one.decided ? ': this workspace decided on it' : ''}`),
    ),
    ...list(
      'apps have another id, name or category:',
      diff.changed,
      diff.changedApps.map(({ before, after }) => `${app(before)} → ${app(after)}`),
    ),
    ...list(
      'domains move to another app:',
      diff.domains,
      diff.movedDomains.map(({ domain, before, after }) => `${domain}: ${before} → ${after}`),
    ),
    ...list(
      'apps in use change their risk band:',
      discovered?.bandChanges ?? 0,
      (discovered?.bands ?? []).map(
        (one) => `${one.name}: ${score(one.before, one.bandBefore)} → ${score(one.after, one.bandAfter)}`,
      ),
    ),
    ...list(
      'hosts of the logs get another app:',
      discovered?.hostChanges ?? 0,
      (discovered?.hosts ?? []).map(
        ({ host, before, after }) => `${host}: ${before ?? 'no app'} → ${after ?? 'no app'}`,
      ),
    ),
  ];
  return lines.length === 0 ? ['Apps and domains stay as they are.'] : lines;
}
