import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { placeText } from '../../../../core/kit/place.ts';
import { RANGE_CATEGORY_TITLES } from '../../../../core/model/enrichment.ts';
import { addressKindsText } from '../../../kit/address-text.ts';
import { countryName } from '../../../kit/charts/country-names.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import type { EntityTableRow } from '../read-row.ts';
import { blockedColumn, bytesColumns, countColumn, seenColumns } from './measure-columns.tsx';

export type EntityTable = 'users' | 'sources' | 'devices' | 'unmatched';

const CATEGORY_TEXT = new Map<string, string>(Object.entries(RANGE_CATEGORY_TITLES));

const KEY_TITLE: Readonly<Record<EntityTable, string>> = {
  users: 'User',
  sources: 'Source address',
  devices: 'Device',
  unmatched: 'Host',
};

/** Addresses are short, but for the longest of IPv6: what is said of them needs the room. */
const KEY_WIDTH: Readonly<Record<EntityTable, number>> = { users: 240, sources: 176, devices: 240, unmatched: 320 };

/** What other columns, or the panel of a row, tell as well. */
const IN_ROOMY_WINDOWS = new Set(['namedBy', 'category', 'tags', 'bytesReceived', 'hosts', 'devices', 'firstSeen']);

/** What the workspace knows besides its logs. */
interface Lists {
  readonly hasPeople: boolean;
  readonly hasRanges: boolean;
  readonly hasNames: boolean;
}

/** Columns of the users, sources, devices and unmatched-hosts tables. A table leaves out what its rows cannot have. */
export function entityColumns(
  table: EntityTable,
  known: Dashboard['known'] | null,
  lists: Lists,
): readonly Column<EntityTableRow>[] {
  const counts: readonly Column<EntityTableRow>[] = [
    countColumn<EntityTableRow>('apps', 'Apps', 'Distinct apps of the catalog.', 76),
    countColumn<EntityTableRow>('users', 'Users', 'Distinct users named by the logs.', 80),
    countColumn<EntityTableRow>('sources', 'Sources', 'Distinct source addresses.', 88),
    countColumn<EntityTableRow>('devices', 'Devices', 'Distinct devices named by the logs.', 88),
    countColumn<EntityTableRow>('hosts', 'Hosts', 'Distinct hosts, matched or not.', 80),
  ];
  const absent = { users: ['users'], sources: ['sources'], devices: ['devices'], unmatched: ['apps', 'hosts'] }[table];
  // Few logs name devices; without any the column would say nothing.
  const hasDevices = (known?.device ?? 0) > 0;
  const columns: readonly Column<EntityTableRow>[] = [
    {
      id: 'key',
      title: KEY_TITLE[table],
      width: KEY_WIDTH[table],
      sortable: true,
      firstSort: 'asc',
      fixed: true,
      cell: (row) => <Logged text={row.key} mono />,
      text: (row) => row.key,
    },
    ...(table === 'sources'
      ? []
      : [fact('namedBy', 'Named by', 'Evidence that gave this name to lines without one.', 150, lists.hasNames)]),
    ...listColumns(table, lists),
    ...bytesColumns<EntityTableRow>(known),
    countColumn<EntityTableRow>('transactions', 'Requests', 'Requests, as the logs count them.'),
    blockedColumn<EntityTableRow>(known),
    ...counts.filter((column) => !absent.includes(column.id) && (hasDevices || column.id !== 'devices')),
    ...seenColumns<EntityTableRow>(),
  ];
  return columns.map((column) =>
    IN_ROOMY_WINDOWS.has(column.id) && column.optional !== true ? { ...column, optional: 'narrow' } : column,
  );
}

/** What the directory and IP ranges say; hidden at first where there are none. */
function listColumns(table: EntityTable, { hasPeople, hasRanges }: Lists): readonly Column<EntityTableRow>[] {
  switch (table) {
    case 'users':
      return [
        { ...fact('department', 'Department', 'Of the directory.', 140, hasPeople), least: 132 },
        fact('displayName', 'Display name', 'Of the directory.', 150, false),
        fact('manager', 'Manager', 'Of the directory.', 140, false),
        fact('groups', 'Groups', 'Of the directory.', 180, false),
      ];
    case 'sources':
      return [
        fact('range', 'IP range', 'Your own and built-in ranges that hold the address.', 170, hasRanges),
        fact('category', 'Category', 'Of the range; your own go before built-in ones.', 104, hasRanges),
        fact('tags', 'Tags', 'Of all ranges that hold the address.', 130, hasRanges),
        fact('network', 'Network', 'On or off your network, by internal and corporate ranges.', 84, false),
        fact('country', 'Country', 'Of the address, by DB-IP or a file of your own.', 110, false),
        fact('location', 'Location', 'Of the range, else city and region of the address.', 180, false),
        fact('isp', 'Provider', 'Of the range, else who runs the network.', 160, false),
        fact(
          'kinds',
          'Kind of network',
          'Hosting, VPN, Tor, mobile and others, by network and by your own lists.',
          140,
          false,
        ),
      ];
    default:
      return [];
  }
}

type FactName =
  | 'namedBy'
  | 'department'
  | 'displayName'
  | 'manager'
  | 'groups'
  | 'range'
  | 'category'
  | 'tags'
  | 'network'
  | 'location'
  | 'country'
  | 'kinds'
  | 'isp';

/** What a column writes in place of codes. */
const WORDS: Partial<Readonly<Record<FactName, (given: string) => string | undefined>>> = {
  category: (given) => CATEGORY_TEXT.get(given),
  country: countryName,
  kinds: addressKindsText,
};

function fact(id: FactName, title: string, hint: string, width: number, isShown: boolean): Column<EntityTableRow> {
  const value = (row: EntityTableRow): string | null => {
    const given = row[id];
    if (given === null) return null;
    return id === 'location' ? placeText(given, row.country) : (WORDS[id]?.(given) ?? given);
  };
  return {
    id,
    title,
    hint,
    width,
    sortable: true,
    firstSort: 'asc',
    optional: !isShown,
    cell: (row) => {
      const shown = value(row);
      return shown === null ? <Missing why="Nothing at hand says." /> : <Logged text={shown} />;
    },
    text: (row) => value(row) ?? '',
  };
}
