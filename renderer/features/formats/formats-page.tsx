import { useMemo } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { useHost } from '../../bridge/client.tsx';
import { useFormats } from '../../data/imports.ts';
import { fieldTitle } from '../../kit/field-titles.ts';
import { SearchField } from '../../kit/filter/search-field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { gradeColumn, sourceColumn } from '../../kit/table/described-columns.tsx';
import { useArraySource } from '../../kit/table/row-source.ts';
import { useSort } from '../../kit/table/use-sort.ts';
import { useSortedRows } from '../../kit/table/use-sorted-rows.ts';
import { toastError } from '../../kit/toast.tsx';
import { usePanels } from '../../state/panels.ts';
import { useTableSearch } from '../../state/use-table-search.ts';
import { EndpointQuery } from './endpoint-query.tsx';
import { FormatActions } from './format-actions.tsx';
import { GRADES } from './grades.ts';

type Format = MethodOutput<'formats.list'>[number];

const fieldsText = ({ fields }: Format): string => fields.map(fieldTitle).join(', ');

/** Log formats that can be read, how surely, and where each is described. */
export function FormatsPage() {
  const formats = useFormats();
  const host = useHost();
  const open = usePanels((state) => state.show);
  const top = usePanels((state) => state.stack.at(-1));
  const [search, setSearchWords] = useTableSearch();
  const [sort, setSort] = useSort('formats', { column: 'title', direction: 'asc' });
  const found = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return formats.data?.filter((format) => {
      const text =
        `${format.id} ${format.title} ${format.vendor} ${format.fields.join(' ')} ${fieldsText(format)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [formats.data, search]);
  const source = useArraySource(useSortedRows(found, sort), formats);
  const columns = useMemo<readonly Column<Format>[]>(() => {
    const openSource = (url: string): void => {
      host.host('host.openExternal', { url }).catch(toastError);
    };
    return [
      {
        id: 'title',
        title: 'Format',
        width: 300,
        sortable: true,
        fixed: true,
        cell: (row) => <strong>{row.title}</strong>,
        text: (row) => row.title,
      },
      {
        id: 'vendor',
        title: 'Vendor',
        width: 150,
        sortable: true,
        cell: (row) => row.vendor,
        text: (row) => row.vendor,
      },
      gradeColumn(GRADES, 'How surely Undercast reads this format', 120),
      {
        id: 'fields',
        title: 'Fields it can give',
        width: 340,
        cell: (row) => <span title={fieldsText(row)}>{fieldsText(row)}</span>,
        text: fieldsText,
      },
      {
        id: 'signature',
        title: 'Recognised by',
        width: 320,
        cell: (row) => <span title={row.signature}>{row.signature}</span>,
        text: (row) => row.signature,
      },
      { ...sourceColumn<Format>(openSource, 220), optional: 'narrow' },
      {
        id: 'id',
        title: 'Id',
        width: 150,
        optional: true,
        sortable: true,
        cell: (row) => <code>{row.id}</code>,
        text: (row) => row.id,
      },
    ];
  }, [host]);
  return (
    <div className="uc-page__fill">
      <PageHeader
        title="Formats"
        about="Log formats that Undercast reads and recognises by itself. Open one to read all of it."
        actions={
          <>
            <EndpointQuery />
            <FormatActions />
          </>
        }
      />
      <DataTable
        id="formats"
        label="Log formats"
        noun={['format', 'formats']}
        columns={columns}
        source={source}
        rowKey={(row) => row.id}
        sort={sort}
        onSort={setSort}
        onOpen={(row) => open({ kind: 'format', key: row.id, title: row.title })}
        openOnClick
        activeKey={top?.kind === 'format' ? top.key : null}
        toolbar={<SearchField value={search} placeholder="Search formats" onChange={setSearchWords} />}
        empty={
          <EmptyState title="No format fits these words">
            Try the vendor’s name, or a field such as destinationHost.
          </EmptyState>
        }
      />
    </div>
  );
}
