import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ActivityRow } from '../../../../core/contract/activities.ts';
import {
  type ActivityCount,
  useActivityCount,
  useActivityDescription,
  useActivityRows,
  withCount,
} from '../../../data/activities.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { FilterBar } from '../../../kit/filter/filter-bar.tsx';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { ViewsMenu } from '../../../kit/filter/views-menu.tsx';
import { plural } from '../../../kit/format.ts';
import { PageHeader } from '../../../kit/page-header.tsx';
import { periodText } from '../../../kit/period.ts';
import { Period } from '../../../kit/period-words.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { isBadFilter } from '../../../kit/state/wrong-filter.tsx';
import type { RowAction } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { useSort } from '../../../kit/table/use-sort.ts';
import { setSearch } from '../../../state/location.ts';
import { usePanels } from '../../../state/panels.ts';
import { usePrivateActivities } from '../../../state/private-activities.ts';
import { useScope } from '../../../state/scope.ts';
import { useTableLayout, useTableLayouts } from '../../../state/table-layout.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { aroundOf, goAround } from '../around.ts';
import { NoActivities } from '../no-activities.tsx';
import { activityTitle } from '../words.ts';
import { ACTIVITY_COLUMNS } from './activity-columns.tsx';
import { ExportActivities } from './export-activities.tsx';
import { FacetPanel } from './facet-panel.tsx';
import { PrivateDialog, PrivateSwitch } from './private-switch.tsx';
import { ActivityTimeline } from './timeline.tsx';
import { useActivityScope } from './use-activity-scope.ts';
import '../activities.css';

const TABLE = 'activities';
const NOUN = ['record', 'records'] as const;
const EXAMPLE = 'type:file.download and outcome:failure';

/** Everything that was done inside connected apps: filter, timeline, what it is made of, and every record. */
export function ActivityLogPage() {
  const description = useActivityDescription();
  return (
    <div className="uc-discovery uc-discovery--fill">
      <Answer
        question={description}
        loading={
          <>
            <PageHeader title="Activity log" />
            <BoneLines lines={14} height={24} />
          </>
        }
      >
        {({ extent, queries }) =>
          extent === null ? (
            <>
              <PageHeader title="Activity log" />
              <NoActivities>This page will show who did what inside your cloud apps.</NoActivities>
            </>
          ) : (
            <Log extent={extent} queries={queries} />
          )
        }
      </Answer>
    </div>
  );
}

function Log(props: {
  readonly extent: { readonly from: number; readonly to: number };
  readonly queries: readonly { readonly title: string; readonly filter: string }[];
}) {
  const { extent, queries } = props;
  const zone = useDisplayZone();
  const { filter, setFilter, from, to, rangeId } = useScope();
  const [search, setSearchWords] = useTableSearch();
  const scope = useActivityScope(search);
  const [sort, setSort] = useSort(TABLE, { column: 'time', direction: 'desc' });
  const layout = useTableLayout(TABLE);
  const changeLayout = useTableLayouts((state) => state.change);
  // The page is asked for before its count.
  const rows = useActivityRows(scope, sort?.direction === 'asc' ? 'oldest' : 'newest');
  const count = useActivityCount(scope);
  const source = withCount(rows, count);
  const top = usePanels((state) => state.stack.at(-1));
  const show = usePanels((state) => state.show);
  const range = { from: from ?? extent.from, to: to ?? extent.to };
  const [asking, setAsking] = useState(false);
  const isPrivateShown = usePrivateActivities((state) => state.reason !== null);
  const isWrong = isBadFilter(source.error);
  const isFiltered = filter !== '' || search !== '';
  return (
    <>
      <PageHeader
        title="Activity log"
        about={
          <>
            <Period range={range} zone={zone} />
            {eventsText(count)}
            {isPrivateShown && ' · the table shows private activities too'}
          </>
        }
        actions={
          <>
            <ViewsMenu
              table={TABLE}
              columns={ACTIVITY_COLUMNS}
              suggested={queries.map((query) => ({ ...query, id: query.title, logic: query.filter }))}
              current={{ filter, search, sort, shown: layout.shown }}
              onQuery={setFilter}
              onView={(view) => {
                changeLayout(TABLE, { sort: view.sort, shown: view.shown });
                setSearch({ filter: view.filter, q: view.search });
              }}
            />
            <ExportActivities scope={scope} />
          </>
        }
      />
      {asking && <PrivateDialog close={() => setAsking(false)} />}
      <FilterBar table="activities" value={filter} onChange={setFilter} example={EXAMPLE} />
      {!isWrong && <ActivityTimeline scope={scope} extent={extent} source={periodText(range, zone)} count={count} />}
      <div className={isWrong ? 'uc-browse uc-browse--alone' : 'uc-browse uc-browse--facets'}>
        {!isWrong && <FacetPanel scope={scope} count={count} />}
        <DataTable
          id={TABLE}
          label="Activity log"
          noun={NOUN}
          columns={ACTIVITY_COLUMNS}
          source={source}
          rowKey={(row) => row.ref}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => show({ kind: 'activity', key: row.ref, title: activityTitle(row) })}
          openOnClick
          actions={useMemo(rowActions, [])}
          settings={(closeMenu) => (
            <PrivateSwitch
              onAsk={() => {
                closeMenu();
                setAsking(true);
              }}
            />
          )}
          activeKey={top?.kind === 'activity' ? top.key : null}
          toolbar={<SearchField value={search} placeholder="Search the log" onChange={setSearchWords} />}
          empty={
            <EmptyState
              title="No activities here"
              action={
                <Button
                  variant="default"
                  onClick={() => setSearch({ filter: null, q: null, range: null, from: null, to: null })}
                >
                  {!isFiltered ? 'Show all data' : rangeId === 'all' ? 'Clear filter' : 'Clear filter and period'}
                </Button>
              }
            >
              {isFiltered ? 'No activity in this period fits the filter.' : 'The chosen period has no activities.'}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}

function eventsText({ isPartial, records, events }: ActivityCount): string {
  if (isPartial) return ' · counting events …';
  if (events === null) return '';
  const text = ` · ${plural(events, 'event')}`;
  return records > events ? `${text} (${plural(records, 'record')}: some were seen by several connectors)` : text;
}

/** What leads from one row to those like it. */
function rowActions(): RowAction<ActivityRow>[] {
  const one = (rows: readonly ActivityRow[]) => (rows.length === 1 ? rows[0] : undefined);
  const find = (rows: readonly ActivityRow[], id: string) => {
    const row = one(rows);
    return row === undefined ? undefined : aroundOf(row, {}).find((around) => around.id === id);
  };
  return [
    ['user', 'Same user'],
    ['ip', 'Same IP address'],
    ['type', 'Same type'],
    ['app', 'Same app'],
    ['around', 'Same user, an hour around'],
  ].map(([id = '', title = '']) => ({
    id,
    title,
    when: (rows) => find(rows, id) !== undefined,
    run: (rows) => {
      const around = find(rows, id);
      if (around !== undefined) goAround(around);
    },
  }));
}
