import { type ReactNode, useMemo } from 'react';
import { useDirectory, useRanges } from '../../../data/enrichment.ts';
import { useNames } from '../../../data/names.ts';
import { usePagedRows } from '../../../data/rows.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { ExportMenu } from '../../../kit/export-menu.tsx';
import { FilterBar } from '../../../kit/filter/filter-bar.tsx';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { PageHeader } from '../../../kit/page-header.tsx';
import { Period } from '../../../kit/period-words.tsx';
import type { RowAction } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { useShownColumns } from '../../../kit/table/use-shown-columns.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { setSearch } from '../../../state/location.ts';
import { usePanels } from '../../../state/panels.ts';
import { useScope } from '../../../state/scope.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { openEntity } from '../go.ts';
import { NoData } from '../no-data.tsx';
import { type EntityTableRow, readEntityRow } from '../read-row.ts';
import { useKnown } from '../use-known.ts';
import { type EntityTable, entityColumns } from './entity-columns.tsx';
import { NothingFound } from './nothing-found.tsx';
import { sumText } from './sum-text.ts';
import '../discovery.css';

const KIND = { users: 'user', sources: 'source', devices: 'device', unmatched: 'host' } as const;
const NO_ACTIONS: readonly RowAction<EntityTableRow>[] = [];

/** A page with one table of users, source addresses, devices or unmatched hosts. */
export function EntityPage(props: {
  readonly table: EntityTable;
  readonly title: string;
  readonly noun: readonly [string, string];
  /** What the page shows, for the empty state: "who uses which apps". */
  readonly what: string;
  /** Said when the logs cannot have such rows at all. */
  readonly never?: ReactNode;
  readonly actions?: readonly RowAction<EntityTableRow>[];
  readonly tools?: (rows: readonly EntityTableRow[]) => ReactNode;
  readonly note?: ReactNode;
  /** What an action opened. */
  readonly dialog?: ReactNode;
}) {
  const { table, noun } = props;
  const { scope, filter, setFilter, extent, from, to } = useScope();
  const hasTraffic = useOpenWorkspace()?.extent != null;
  const zone = useDisplayZone();
  const [search, setSearchWords] = useTableSearch();
  const [sort, setSort] = useSort(table, { column: 'transactions', direction: 'desc' });
  const known = useKnown();
  const { data: directory } = useDirectory();
  const { data: ranges } = useRanges();
  const hasNames = (useNames().data?.evidence.length ?? 0) > 0;
  const hasPeople = (directory?.people ?? 0) > 0;
  const hasRanges = ranges?.some((range) => range.id !== null) ?? false;
  const columns = useMemo(
    () => entityColumns(table, known, { hasPeople, hasRanges, hasNames }),
    [table, known, hasPeople, hasRanges, hasNames],
  );
  const shown = useShownColumns(table, columns);
  const { mutateAsync: exportRows } = useOrder('discovery.exportRows');
  const source = usePagedRows(table, scope, sort, search, readEntityRow);
  const top = usePanels((state) => state.stack.at(-1));
  const kind = KIND[table];

  if (!hasTraffic && source.state === 'ready' && source.total === 0) {
    return (
      <div className="uc-discovery">
        <PageHeader title={props.title} />
        <NoData what={props.what} />
      </div>
    );
  }
  const unnamed = kind !== 'host' && known?.[kind] === 0;
  return (
    <div className="uc-discovery uc-discovery--fill">
      <PageHeader
        title={props.title}
        about={
          <>
            <Period range={extent === null ? null : { from: from ?? extent.from, to: to ?? extent.to }} zone={zone} />
            {props.note !== undefined && <> · {props.note}</>}
          </>
        }
        actions={
          <ExportMenu
            name={table}
            noun={noun}
            ask={(format) =>
              exportRows({
                ...scope,
                table,
                zone,
                format,
                columns: shown.map((column) => column.id),
                ...(sort === null ? {} : { sort }),
                ...(search === '' ? {} : { search }),
              })
            }
          />
        }
      />
      {props.dialog}
      <FilterBar table={table} value={filter} onChange={setFilter} />
      <DataTable
        id={table}
        label={props.title}
        noun={noun}
        columns={columns}
        source={source}
        rowKey={(row) => row.key}
        sort={sort}
        onSort={setSort}
        onOpen={(row) => openEntity(kind, row.key, row.key)}
        openOnClick
        actions={props.actions ?? NO_ACTIONS}
        sum={sumText}
        activeKey={top?.kind === kind ? top.key : null}
        toolbar={(selected) => (
          <>
            <SearchField value={search} placeholder={`Search ${noun[1]}`} onChange={setSearchWords} />
            {props.tools?.(selected.flatMap((index) => source.at(index) ?? []))}
          </>
        )}
        empty={
          unnamed && props.never !== undefined ? (
            props.never
          ) : (
            <NothingFound
              what={noun[1]}
              isFiltered={filter !== '' || search !== ''}
              onClear={() => setSearch({ filter: null, q: null })}
            />
          )
        }
      />
    </div>
  );
}
