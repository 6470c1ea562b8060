/** geo lookup, sources, import, remove: where addresses are and whose, from the shipped data and a workspace's own. */
import { type Command, Option } from 'commander';
import type { AddressFactsRow } from '../../contract/geo.ts';
import { createRangeLookUp } from '../../enrich/index.ts';
import { placeText } from '../../kit/place.ts';
import { ADDRESS_CLASSES, type AddressClass } from '../../model/address.ts';
import { describeAddress } from '../../services/geo/address-view.ts';
import { openGeo, reserveGeo } from '../../services/geo/geo-data.ts';
import type { CommandContext } from '../context.ts';
import { RESOURCES } from '../engine-session.ts';
import { UsageError } from '../failure.ts';
import { humanCount, humanNumber, UNKNOWN } from '../human.ts';
import { wholeNumber } from '../options.ts';
import { textTable } from '../text-table.ts';
import { type WordOptions, withWorkspace, word } from '../workspace-word.ts';

interface LookUpOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

export function addGeoCommands(program: Command, context: CommandContext): void {
  const geo = program.command('geo').description('where addresses are, and whose');
  geo
    .command('lookup <address...>')
    .description('country, city, network and what kind of network, offline')
    .option('-w, --workspace <folder>', "with this workspace's own ranges, lists and files")
    .option('--json', 'as JSON')
    .action(async (addresses: string[], options: LookUpOptions) => {
      const rows = await lookUp(addresses, options, context);
      if (options.json === true) return context.out.json(rows);
      const titles = ['ADDRESS', 'COUNTRY', 'LOCATION', 'ASN', 'NETWORK', 'KIND'].map((title) => ({ title }));
      await context.out.write(textTable(titles, rows.map(cells)));
      context.note('IP geolocation by DB-IP (https://db-ip.com), CC BY 4.0.');
    });
  addSources(geo, context);
}

function addSources(geo: Command, context: CommandContext): void {
  word(geo, 'sources', 'lists and MMDB files that this workspace brought').action((options: WordOptions) =>
    withWorkspace(context, options, true, async (session) => {
      const { lists, files } = await session.call('geo.listSources', {});
      if (options.json === true) return context.out.json({ lists, files });
      const titles = ['ID', 'NAME', 'WHAT', 'ENTRIES', 'IMPORTED'].map((title) => ({ title }));
      const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
      await context.out.write(
        textTable(titles, [
          ...lists.map((list) => [
            `list:${list.id}`,
            list.name,
            list.class,
            humanNumber(list.entries),
            day(list.imported),
          ]),
          ...files.map((file) => [`file:${file.id}`, file.name, file.databaseType, UNKNOWN, day(file.imported)]),
        ]),
      );
    }),
  );
  word(geo, 'import <file>', 'a list of addresses, or an MMDB file that goes before the shipped data')
    .addOption(new Option('--as <class>', 'what the addresses of the list are').choices(ADDRESS_CLASSES))
    .option('--name <text>', 'what to call the list; its file name otherwise')
    .action((file: string, options: ImportOptions) => importSource(context, file, options));
  word(geo, 'remove <ids...>', 'forget lists and files by the ids of `geo sources`').action(
    (given: string[], options: WordOptions) =>
      withWorkspace(context, options, false, async (session) => {
        const ids = (kind: string): number[] =>
          given.flatMap((id) =>
            id.startsWith(`${kind}:`) ? [wholeNumber(1, 2 ** 31)(id.slice(kind.length + 1))] : [],
          );
        const [lists, files] = [ids('list'), ids('file')];
        if (lists.length + files.length !== given.length) {
          throw new UsageError('Write ids as `undercast geo sources` shows them: list:1 or file:2.');
        }
        await session.call('geo.removeSources', { lists, files });
        context.note(`${humanNumber(given.length)} removed.`);
      }),
  );
}

interface ImportOptions extends WordOptions {
  readonly as?: AddressClass;
  readonly name?: string;
}

async function importSource(context: CommandContext, file: string, options: ImportOptions): Promise<void> {
  const isDatabase = file.toLowerCase().endsWith('.mmdb');
  const { as, name } = options;
  if (!isDatabase && as === undefined) {
    throw new UsageError('Say what the addresses of the list are with --as, such as --as tor.');
  }
  await withWorkspace(context, options, false, async (session) => {
    const token = session.grant(file);
    if (isDatabase || as === undefined) {
      const answer = await session.call('geo.importFile', { token });
      if (options.json === true) return context.out.json(answer);
      return context.out.line(`${answer.name} (${answer.databaseType}) goes before the shipped address data.`);
    }
    const answer = await session.call('geo.importList', { token, class: as, ...(name === undefined ? {} : { name }) });
    if (options.json === true) return context.out.json(answer);
    for (const { line, problem } of answer.problems) context.note(`${file}:${line} ${problem}`);
    await context.out.line(`${answer.name}: ${humanCount(answer.entries, 'entry', 'entries')} of kind ${as}.`);
  });
}

async function lookUp(
  addresses: readonly string[],
  { workspace }: LookUpOptions,
  context: CommandContext,
): Promise<readonly AddressFactsRow[]> {
  if (workspace === undefined) {
    const data = openGeo(RESOURCES, reserveGeo(RESOURCES));
    const builtIn = createRangeLookUp([]);
    return addresses.map((ip) => describeAddress(ip, data.lookUp(ip), builtIn.factsOf(ip)));
  }
  let rows: readonly AddressFactsRow[] = [];
  await withWorkspace(context, { workspace }, true, async (session) => {
    rows = await session.call('geo.lookUp', { addresses: [...addresses] });
  });
  return rows;
}

/** A class that only the network's name suggests is marked. */
function cells({ ip, country, location, asn, isp, classes, ranges }: AddressFactsRow): string[] {
  const kinds = classes.map((one) => (one.basis === 'name' ? `${one.class} (by name)` : one.class));
  return [
    ip,
    country ?? UNKNOWN,
    location === null ? UNKNOWN : placeText(location, country),
    asn === null ? UNKNOWN : `AS${asn}`,
    isp ?? UNKNOWN,
    [...kinds, ...ranges].join(', ') || UNKNOWN,
  ];
}
