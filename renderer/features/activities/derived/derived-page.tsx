import { Button } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { Sort } from '../../../../core/contract/common.ts';
import { useActivityDescription } from '../../../data/activities.ts';
import { type DerivedQuestion, type DerivedRows, type DerivedTable, useDerivedRows } from '../../../data/connected.ts';
import { useSnapshots } from '../../../data/snapshots.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { ExportMenu } from '../../../kit/export-menu.tsx';
import { FilterBar } from '../../../kit/filter/filter-bar.tsx';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { ViewsMenu } from '../../../kit/filter/views-menu.tsx';
import { PageHeader } from '../../../kit/page-header.tsx';
import { Period } from '../../../kit/period-words.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { type Column, exportColumns } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { useShownColumns } from '../../../kit/table/use-shown-columns.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { runCommand } from '../../../state/commands.ts';
import { setSearch } from '../../../state/location.ts';
import { usePanels } from '../../../state/panels.ts';
import { useScope } from '../../../state/scope.ts';
import { useTableLayout, useTableLayouts } from '../../../state/table-layout.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { NoActivities } from '../no-activities.tsx';
import '../activities.css';

/** What one page of a derived table is made of. */
interface DerivedPageProps<T extends DerivedTable> {
  readonly table: T;
  readonly title: string;
  readonly noun: readonly [string, string];
  /** What the page will show, before there is anything. */
  readonly promise: string;
  /** What gives rows, said where audit logs gave none. */
  readonly comesFrom?: string;
  readonly columns: readonly Column<DerivedRows[T]>[];
  readonly keyOf: (row: DerivedRows[T]) => string;
  readonly nameOf: (row: DerivedRows[T]) => string;
  /** Kind of the side panel that a row opens. */
  readonly panel: string;
  readonly sort: Sort;
  readonly example: string;
  /** Ready-made questions: title and filter. */
  readonly queries: readonly (readonly [string, string])[];
  readonly about?: ReactNode;
  /** Beside saved views and exports. */
  readonly actions?: ReactNode;
}

/** A page with one table that the engine derives from all activities of connected apps. */
export function DerivedPage<T extends DerivedTable>(props: DerivedPageProps<T>) {
  const description = useActivityDescription();
  // State alone shows accounts, apps and findings too.
  const hasSnapshots = (useSnapshots().data?.length ?? 0) > 0;
  return (
    <div className="uc-discovery uc-discovery--fill">
      <Answer
        question={description}
        loading={
          <>
            <PageHeader title={props.title} />
            <BoneLines lines={14} height={24} />
          </>
        }
      >
        {({ extent }) =>
          extent === null && !hasSnapshots ? (
            <>
              <PageHeader title={props.title} />
              <NoActivities>{props.promise}</NoActivities>
            </>
          ) : (
            <Rows {...props} extent={extent} hasState={hasSnapshots && props.table !== 'files'} />
          )
        }
      </Answer>
    </div>
  );
}

function Rows<T extends DerivedTable>(
  props: DerivedPageProps<T> & {
    readonly extent: { readonly from: number; readonly to: number } | null;
    /** Snapshots tell of these too. */
    readonly hasState: boolean;
  },
) {
  const { table, title, noun, columns, queries, panel } = props;
  const zone = useDisplayZone();
  const { filter, setFilter, rangeId } = useScope();
  const [search, setSearchWords] = useTableSearch();
  const [sort, setSort] = useSort(table, props.sort);
  const layout = useTableLayout(table);
  const changeLayout = useTableLayouts((state) => state.change);
  const question = useMemo(
    (): DerivedQuestion => ({
      ...(filter === '' ? {} : { filter }),
      ...(search === '' ? {} : { search }),
      ...(sort === null ? {} : { sort }),
    }),
    [filter, search, sort],
  );
  const source = useDerivedRows(table, question);
  const top = usePanels((state) => state.stack.at(-1));
  const show = usePanels((state) => state.show);
  const shown = exportColumns(useShownColumns(table, columns));
  return (
    <>
      <PageHeader
        title={title}
        about={
          <>
            {props.extent === null ? (
              'From snapshots; no audit log is imported'
            ) : (
              <>
                From all activities, <Period range={props.extent} zone={zone} />
                {props.hasState && ', and the newest snapshots'}
              </>
            )}
            {rangeId !== 'all' && ' – the chosen time range does not narrow this page'}
            {props.about}
          </>
        }
        actions={
          <>
            {props.actions}
            <ViewsMenu
              table={table}
              columns={columns}
              suggested={queries.map(([name, text]) => ({ id: name, title: name, logic: text, filter: text }))}
              current={{ filter, search, sort, shown: layout.shown }}
              onQuery={setFilter}
              onView={(view) => {
                changeLayout(table, { sort: view.sort, shown: view.shown });
                setSearch({ filter: view.filter, q: view.search });
              }}
            />
            <ExportDerived table={table} noun={noun} question={question} columns={shown} />
          </>
        }
      />
      <FilterBar table={table} value={filter} onChange={setFilter} example={props.example} />
      <DataTable
        id={table}
        label={title}
        noun={noun}
        columns={columns}
        source={source}
        rowKey={props.keyOf}
        sort={sort}
        onSort={setSort}
        onOpen={(row) => show({ kind: panel, key: props.keyOf(row), title: props.nameOf(row) })}
        openOnClick
        activeKey={top?.kind === panel ? top.key : null}
        toolbar={<SearchField value={search} placeholder={`Search ${noun[1]}`} onChange={setSearchWords} />}
        empty={
          filter === '' && search === '' ? (
            <EmptyState
              title={`No ${noun[1]} yet`}
              action={
                <Button variant="default" onClick={() => runCommand('imports.pick')}>
                  Import audit logs
                </Button>
              }
            >
              No activity or snapshot that was imported tells of any. {props.comesFrom}
            </EmptyState>
          ) : (
            <EmptyState
              title={`No ${noun[1]} here`}
              action={
                <Button variant="default" onClick={() => setSearch({ filter: null, q: null })}>
                  Clear filter
                </Button>
              }
            >
              None fits the filter.
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** Saves the whole table as it is shown, whatever part of it is loaded. */
function ExportDerived(props: {
  readonly table: DerivedTable;
  readonly noun: readonly [string, string];
  readonly question: DerivedQuestion;
  readonly columns: readonly string[];
}) {
  const { table, noun, question, columns } = props;
  const zone = useDisplayZone();
  const order = useOrder('connected.export');
  return (
    <ExportMenu
      name={table}
      noun={noun}
      ask={(format) => order.mutateAsync({ ...question, table, columns: [...columns], format, zone })}
    />
  );
}
