import { Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { ConnectionState } from '../../../../core/contract/connections.ts';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { Sparkline } from '../../../kit/charts/sparkline.tsx';
import { STATE_TITLES } from '../../../kit/connection-words.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { TagBadge } from '../../../kit/risk/tag-badge.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import type { Column, RowAction } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { type RowSource, useArraySource } from '../../../kit/table/row-source.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { useSortedRows } from '../../../kit/table/use-sorted-rows.ts';
import { usePanels } from '../../../state/panels.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { goToLog } from '../around.ts';
import { countColumn, timeColumn } from '../derived/cells.tsx';
import { ABILITIES } from './ability-words.ts';
import { JOINED_STATES, type JoinedApp } from './joined-apps.ts';
import { StatusMark } from './status-mark.tsx';

const TABLE = 'connectors';

/** The filter that asks for everything that one connected app did. */
export function filterOf({ app, connector, instance, withUnnamed }: ConnectedApp): string {
  const ofIt = is('instance', instance);
  return allOf(is('app', app), is('connector', connector), withUnnamed ? `${ofIt} or ${is('instance', null)}` : ofIt);
}

type Figure = 'activities' | 'accounts' | 'addresses';
type Moment = 'first' | 'last' | 'since' | 'lastPull';

const count = (id: Figure, title: string, hint: string, optional = false): Column<JoinedApp> =>
  countColumn(id, title, (row) => row[id], { hint, width: 92, optional });
const moment = (id: Moment, title: string, hint: string, optional: boolean | 'narrow' = false): Column<JoinedApp> =>
  timeColumn(id, title, (row) => row[id], { hint, width: 136, optional });

const COLUMNS: readonly Column<JoinedApp>[] = [
  {
    id: 'appName',
    title: 'App',
    width: 220,
    least: 176,
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
    id: 'connectorTitle',
    title: 'Log',
    hint: 'What its records are: an app may be connected by several logs.',
    width: 236,
    least: 208,
    sortable: true,
    cell: (row) => <Logged text={row.connectorTitle} />,
    text: (row) => row.connectorTitle,
  },
  {
    id: 'instance',
    title: 'Instance',
    hint: 'Tenant, organisation or account of the app, as its records name it.',
    width: 116,
    optional: 'narrow',
    sortable: true,
    cell: (row) => (row.instance === null ? <span className="uc-missing">–</span> : <Logged text={row.instance} />),
    text: (row) => row.instance ?? '',
  },
  {
    id: 'state',
    title: 'Status',
    hint: 'The worst of what its imports and its API connections say.',
    width: 148,
    least: 142,
    sortable: true,
    cell: (row) => <StatusMark app={row} />,
    text: (row) => STATE_TITLES[row.state],
  },
  moment('last', 'Last activity', 'The newest record.'),
  count('activities', 'Activities', 'Records, each once.'),
  count('accounts', 'Accounts', 'Distinct users that acted.'),
  {
    id: 'days',
    title: 'By day',
    spare: true,
    width: 108,
    least: 96,
    cell: ({ connected }) =>
      connected === null ? (
        <span className="uc-missing">–</span>
      ) : (
        <Sparkline
          values={connected.days.counts}
          label={`Activities by day over ${connected.days.counts.length} days, at most ${formatCount(Math.max(...connected.days.counts))}`}
        />
      ),
    text: ({ connected }) => connected?.days.counts.join(' ') ?? '',
  },
  {
    id: 'coverage',
    title: 'Coverage',
    hint: 'Of the kinds of activities that a connection can give, those that this data shows.',
    width: 92,
    optional: 'narrow',
    align: 'right',
    sortable: true,
    firstSort: 'desc',
    cell: ({ coverage }) => (coverage === null ? '–' : `${coverage} of ${ABILITIES.length}`),
    text: ({ coverage }) => (coverage === null ? '' : `${coverage} of ${ABILITIES.length}`),
  },
  {
    id: 'source',
    title: 'Comes from',
    hint: 'Files that were imported, or an API connection.',
    width: 146,
    sortable: true,
    cell: (row) => row.source,
    text: (row) => row.source,
  },
  moment('lastPull', 'Last pull', 'When its API was last asked with success.', 'narrow'),
  { ...moment('since', 'First import', 'The first import of its records.', 'narrow'), spare: true },
  {
    id: 'tag',
    title: 'Tag in discovery',
    width: 120,
    optional: 'narrow',
    sortable: true,
    cell: (row) => <TagBadge tag={row.tag} />,
    text: (row) => row.tag ?? '',
  },
  count('addresses', 'IP addresses', 'Distinct addresses that acted.', true),
  moment('first', 'First activity', 'The oldest record.', true),
];

/** Where one app has several tenants by the same log, what tells them apart stands in every window, and their accounts give way to it. */
function tellingApart(apps: readonly JoinedApp[]): readonly Column<JoinedApp>[] {
  const kinds = new Set(apps.map(({ app, connectorTitle }) => `${app} ${connectorTitle}`));
  if (kinds.size === apps.length) return COLUMNS;
  return COLUMNS.map((column) => {
    if (column.id === 'instance') return { ...column, optional: false, least: 116 };
    return column.id === 'accounts' ? { ...column, spare: true } : column;
  });
}

const ACTIONS: readonly RowAction<JoinedApp>[] = [
  {
    id: 'log',
    title: 'Open its activities',
    when: (rows) => rows.length === 1 && rows[0]?.connected !== null,
    run: ([row]) => {
      if (row?.connected != null) goToLog(filterOf(row.connected));
    },
  },
];

function isFound(app: JoinedApp, search: string, state: ConnectionState | null): boolean {
  if (state !== null && app.state !== state) return false;
  const said = [app.appName, app.app, app.instance ?? '', app.connectorTitle, app.source, STATE_TITLES[app.state]];
  const text = said.join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Every connected app, an instance of one in each row. */
export function ConnectedTable(props: {
  readonly apps: readonly JoinedApp[];
  readonly query: Parameters<typeof useArraySource>[1];
}) {
  const { apps, query } = props;
  const [sort, setSort] = useSort(TABLE, { column: 'last', direction: 'desc' });
  const [search, setSearchWords] = useTableSearch();
  const [stateName, setState] = useTableSearch('state');
  const state = JOINED_STATES.find((one) => one === stateName) ?? null;
  const found = useMemo(() => apps.filter((app) => isFound(app, search, state)), [apps, search, state]);
  const source: RowSource<JoinedApp> = useArraySource(useSortedRows(found, sort), query);
  const top = usePanels((state) => state.stack.at(-1));
  const show = usePanels((state) => state.show);
  return (
    <DataTable
      id={TABLE}
      label="Connected apps"
      noun={['connected app', 'connected apps']}
      columns={useMemo(() => tellingApart(apps), [apps])}
      source={source}
      rowKey={({ key }) => key}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => show({ kind: 'connected', key: row.key, title: row.appName })}
      openOnClick
      actions={ACTIONS}
      activeKey={top?.kind === 'connected' ? top.key : null}
      toolbar={
        <>
          <SearchField value={search} placeholder="Search connected apps" onChange={setSearchWords} />
          <Select
            size="xs"
            w={150}
            aria-label="Status"
            placeholder="Any status"
            clearable
            clearButtonProps={{ 'aria-label': 'Any status' }}
            data={JOINED_STATES.map((value) => ({ value, label: STATE_TITLES[value] }))}
            value={state}
            onChange={(next) => setState(next ?? '')}
          />
        </>
      }
      empty={
        <EmptyState
          title="No connected app here"
          action={
            <Button
              variant="default"
              onClick={() => {
                setState('');
                setSearchWords('');
              }}
            >
              Show all
            </Button>
          }
        >
          None fits the search.
        </EmptyState>
      }
    />
  );
}
