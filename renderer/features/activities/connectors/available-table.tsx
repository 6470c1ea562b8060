import { useMemo } from 'react';
import type { ConnectorRow } from '../../../../core/contract/connectors.ts';
import { useHost } from '../../../bridge/client.tsx';
import { useAvailableConnectors } from '../../../data/activities.ts';
import { SearchField } from '../../../kit/filter/search-field.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { DataTable } from '../../../kit/table/data-table.tsx';
import { gradeColumn, sourceColumn } from '../../../kit/table/described-columns.tsx';
import { useArraySource } from '../../../kit/table/row-source.ts';
import { useSort } from '../../../kit/table/use-sort.ts';
import { useSortedRows } from '../../../kit/table/use-sorted-rows.ts';
import { toastError } from '../../../kit/toast.tsx';
import { usePanels } from '../../../state/panels.ts';
import { useTableSearch } from '../../../state/use-table-search.ts';
import { GRADES } from './grades.ts';

const TABLE = 'all-connectors';

/** Every connector there is: which records it reads, how surely, and how to get them. */
export function AvailableTable() {
  const connectors = useAvailableConnectors();
  const host = useHost();
  const [search, setSearch] = useTableSearch('connector');
  const [sort, setSort] = useSort(TABLE, { column: 'title', direction: 'asc' });
  const found = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return connectors.data?.filter(({ id, title, vendor, appName }) =>
      words.every((word) => `${id} ${title} ${vendor} ${appName}`.toLowerCase().includes(word)),
    );
  }, [connectors.data, search]);
  const source = useArraySource(useSortedRows(found, sort), connectors);
  const show = usePanels((state) => state.show);
  const top = usePanels((state) => state.stack.at(-1));
  const columns = useMemo((): readonly Column<ConnectorRow>[] => {
    const openSource = (url: string): void => {
      host.host('host.openExternal', { url }).catch(toastError);
    };
    return [
      {
        id: 'title',
        title: 'Connector',
        width: 270,
        sortable: true,
        fixed: true,
        cell: (row) => (
          <strong className="uc-ellipsis" title={row.title}>
            {row.title}
          </strong>
        ),
        text: (row) => row.title,
      },
      {
        id: 'vendor',
        title: 'Vendor',
        width: 110,
        sortable: true,
        cell: (row) => row.vendor,
        text: (row) => row.vendor,
      },
      gradeColumn(GRADES, 'How surely Undercast reads these records', 110),
      {
        id: 'howTo',
        title: 'How to export its records',
        width: 380,
        cell: (row) => (
          <span className="uc-ellipsis" title={row.howTo ?? undefined}>
            {row.howTo ?? '–'}
          </span>
        ),
        text: (row) => row.howTo ?? '',
      },
      sourceColumn(openSource, 180),
      {
        id: 'id',
        title: 'Id',
        width: 140,
        optional: true,
        sortable: true,
        cell: (row) => <code>{row.id}</code>,
        text: (row) => row.id,
      },
    ];
  }, [host]);
  return (
    <DataTable
      id={TABLE}
      label="All connectors"
      noun={['connector', 'connectors']}
      columns={columns}
      source={source}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => show({ kind: 'connector', key: row.id, title: row.title })}
      openOnClick
      activeKey={top?.kind === 'connector' ? top.key : null}
      toolbar={<SearchField value={search} placeholder="Search connectors" onChange={setSearch} />}
      empty={
        <EmptyState title="No connector of that name">Take a word out of the search to see more of them.</EmptyState>
      }
    />
  );
}
