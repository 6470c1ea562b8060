import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { Sparkline } from '../../../kit/charts/sparkline.tsx';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { TagBadge } from '../../../kit/risk/tag-badge.tsx';
import type { Column, RowAction } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { type RowSource, useArraySource } from '../../../kit/table/row-source.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { useSortedRows } from '../../../kit/table/use-sorted-rows.ts';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { Logged } from '../logged.tsx';
import { keyOf } from './ability-words.ts';
import { StatusMark } from './status-mark.tsx';

const TABLE = 'connectors';

/** The filter that asks for everything that one connected app did. */
export function filterOf({ app, connector, instance }: ConnectedApp): string {
  return allOf(is('app', app), is('connector', connector), is('instance', instance));
}

const count = (id: 'activities' | 'accounts' | 'addresses', title: string, hint: string): Column<ConnectedApp> => ({
  id,
  title,
  hint,
  width: 96,
  align: 'right',
  sortable: true,
  firstSort: 'desc',
  ...(id === 'addresses' ? { optional: true } : {}),
  cell: (row) => formatCount(row[id]),
  text: (row) => String(row[id]),
});
const moment = (id: 'first' | 'last' | 'connected', title: string, hint: string): Column<ConnectedApp> => ({
  id,
  title,
  hint,
  width: 134,
  sortable: true,
  firstSort: 'desc',
  ...(id === 'first' ? { optional: true } : {}),
  cell: (row) => <When at={row[id]} />,
  text: (row) => new Date(row[id]).toISOString(),
});

const COLUMNS: readonly Column<ConnectedApp>[] = [
  {
    id: 'appName',
    title: 'App',
    width: 196,
    sortable: true,
    fixed: true,
    cell: (row) => (
      <span className="uc-appcell">
        <AppIcon id={row.app} name={row.appName} />
        <Logged text={row.appName} />
      </span>
    ),
    text: (row) => row.appName,
  },
  {
    id: 'instance',
    title: 'Instance',
    hint: 'Tenant, organisation or account of the app, as its records name it.',
    width: 126,
    sortable: true,
    cell: (row) => (row.instance === null ? <span className="uc-missing">–</span> : <Logged text={row.instance} />),
    text: (row) => row.instance ?? '',
  },
  {
    id: 'status',
    title: 'Status',
    width: 140,
    sortable: true,
    cell: (row) => <StatusMark app={row} />,
    text: (row) => row.status,
  },
  moment('last', 'Last activity', 'The newest record.'),
  count('activities', 'Activities', 'Records, each once.'),
  count('accounts', 'Accounts', 'Distinct users that acted.'),
  {
    id: 'days',
    title: 'By day',
    width: 108,
    cell: (row) => (
      <Sparkline
        values={row.days.counts}
        label={`Activities by day over ${row.days.counts.length} days, at most ${formatCount(Math.max(...row.days.counts))}`}
      />
    ),
    text: (row) => row.days.counts.join(' '),
  },
  moment('connected', 'Was connected', 'The first import of its records.'),
  {
    id: 'tag',
    title: 'Tag in discovery',
    width: 120,
    sortable: true,
    cell: (row) => <TagBadge tag={row.tag} />,
    text: (row) => row.tag ?? '',
  },
  {
    id: 'connectorTitle',
    title: 'Connector',
    width: 200,
    sortable: true,
    cell: (row) => <Logged text={row.connectorTitle} />,
    text: (row) => row.connectorTitle,
  },
  count('addresses', 'IP addresses', 'Distinct addresses that acted.'),
  moment('first', 'First activity', 'The oldest record.'),
];

const ACTIONS: readonly RowAction<ConnectedApp>[] = [
  {
    id: 'log',
    title: 'Open its activities',
    when: (rows) => rows.length === 1,
    run: ([row]) => {
      if (row !== undefined) goToLog(filterOf(row));
    },
  },
];

/** Every connected app, an instance of one in each row. */
export function ConnectedTable(props: {
  readonly apps: readonly ConnectedApp[];
  readonly query: Parameters<typeof useArraySource>[1];
}) {
  const { apps, query } = props;
  const [sort, setSort] = useSort(TABLE, { column: 'last', direction: 'desc' });
  const source: RowSource<ConnectedApp> = useArraySource(useSortedRows(apps, sort), query);
  const top = usePanels((state) => state.stack.at(-1));
  const show = usePanels((state) => state.show);
  return (
    <DataTable
      id={TABLE}
      label="Connected apps"
      noun={['connected app', 'connected apps']}
      columns={COLUMNS}
      source={source}
      rowKey={keyOf}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => show({ kind: 'connected', key: keyOf(row), title: row.appName })}
      openOnClick
      actions={ACTIONS}
      activeKey={top?.kind === 'connected' ? top.key : null}
      empty={null}
    />
  );
}
