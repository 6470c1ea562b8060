/** geo lookup: where addresses are and whose, from the shipped data and a workspace's own. */
import type { Command } from 'commander';
import type { AddressFactsRow } from '../../contract/geo.ts';
import { createRangeLookUp } from '../../enrich/index.ts';
import { describeAddress } from '../../services/geo/address-view.ts';
import { openGeo, reserveGeo } from '../../services/geo/geo-data.ts';
import type { CommandContext } from '../context.ts';
import { RESOURCES } from '../engine-session.ts';
import { UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';
import { withWorkspace } from '../workspace-word.ts';

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
    location ?? UNKNOWN,
    asn === null ? UNKNOWN : `AS${asn}`,
    isp ?? UNKNOWN,
    [...kinds, ...ranges].join(', ') || UNKNOWN,
  ];
}
