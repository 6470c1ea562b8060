import type { Dashboard, EntityRow } from '../../../../core/contract/discovery.ts';
import type { Column } from '../../../kit/table/columns.ts';
import { blockedColumn, bytesColumns, countColumn, seenColumns } from './measure-columns.tsx';

export type EntityTable = 'users' | 'sources' | 'devices' | 'unmatched';

const KEY_TITLE: Readonly<Record<EntityTable, string>> = {
  users: 'User',
  sources: 'Source address',
  devices: 'Device',
  unmatched: 'Host',
};

/** Columns of the users, sources, devices and unmatched-hosts tables. A table leaves out what its rows cannot have. */
export function entityColumns(table: EntityTable, known: Dashboard['known'] | null): readonly Column<EntityRow>[] {
  const counts: readonly Column<EntityRow>[] = [
    countColumn<EntityRow>('apps', 'Apps', 'Distinct apps of the catalog.', 76),
    countColumn<EntityRow>('users', 'Users', 'Distinct users named by the logs.', 80),
    countColumn<EntityRow>('sources', 'Sources', 'Distinct source addresses.', 88),
    countColumn<EntityRow>('devices', 'Devices', 'Distinct devices named by the logs.', 88),
    countColumn<EntityRow>('hosts', 'Hosts', 'Distinct hosts, matched or not.', 80),
  ];
  const absent = { users: ['users'], sources: ['sources'], devices: ['devices'], unmatched: ['apps', 'hosts'] }[table];
  // Few logs name devices; without any the column would say nothing.
  const hasDevices = (known?.device ?? 0) > 0;
  return [
    {
      id: 'key',
      title: KEY_TITLE[table],
      width: table === 'unmatched' ? 320 : 240,
      sortable: true,
      firstSort: 'asc',
      fixed: true,
      cell: (row) => (
        <span className="uc-ellipsis uc-mono" title={row.key}>
          {row.key}
        </span>
      ),
      text: (row) => row.key,
    },
    ...bytesColumns<EntityRow>(known),
    countColumn<EntityRow>('transactions', 'Requests', 'Requests, as the logs count them.'),
    blockedColumn<EntityRow>(known),
    ...counts.filter((column) => !absent.includes(column.id) && (hasDevices || column.id !== 'devices')),
    ...seenColumns<EntityRow>(),
  ];
}
