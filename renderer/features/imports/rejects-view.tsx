import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Sort } from '../../../core/contract/common.ts';
import type { ImportSummary } from '../../../core/contract/imports.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { reasonText } from '../../../core/model/reason-text.ts';
import { useRejects } from '../../data/imports.ts';
import { shownPath } from '../../kit/file-name.ts';
import { formatCount } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useArraySource } from '../../kit/table/row-source.ts';
import { useSortedRows } from '../../kit/table/use-sorted-rows.ts';

type Reject = MethodOutput<'imports.listRejects'>[number];

const COLUMNS: readonly Column<Reject>[] = [
  {
    id: 'verdict',
    title: 'Verdict',
    width: 90,
    sortable: true,
    cell: (row) => row.verdict,
    text: (row) => row.verdict,
  },
  {
    id: 'reason',
    title: 'Reason',
    width: 200,
    sortable: true,
    cell: (row) => reasonText(row.reason),
    text: (row) => row.reason,
  },
  {
    id: 'file',
    title: 'File',
    width: 200,
    sortable: true,
    cell: (row) => shownPath(row.file),
    text: (row) => shownPath(row.file),
  },
  {
    id: 'line',
    title: 'Line',
    width: 90,
    align: 'right',
    sortable: true,
    firstSort: 'asc',
    cell: (row) => formatCount(row.line),
    text: (row) => String(row.line),
  },
  {
    id: 'raw',
    title: 'Raw line',
    width: 600,
    fixed: true,
    cell: (row) => <Logged text={row.raw} mono />,
    text: (row) => row.raw,
  },
];

type Counts = NonNullable<ImportSummary['ledger']>;

/** Samples of the lines that no figure counts, with their reasons. */
export function RejectsView({ row, ledger }: { readonly row: ImportSummary; readonly ledger: Counts }) {
  const rejects = useRejects(row.id, true);
  const [sort, setSort] = useState<Sort | null>(null);
  const sorted = useSortedRows(rejects.data, sort);
  const source = useArraySource(sorted, rejects);
  const total = ledger.rejected + ledger.skipped;
  const shown = rejects.data?.length ?? 0;
  return (
    <div className="uc-rejects">
      {shown > 0 && shown < total && (
        <Text size="sm" c="dimmed" mb={6}>
          The first lines of each reason, {formatCount(shown)} of {formatCount(total)}.
        </Text>
      )}
      <DataTable
        id="rejects"
        label="Lines not stored"
        noun={['line', 'lines']}
        columns={COLUMNS}
        source={source}
        rowKey={(reject) => `${reject.file} ${reject.line}`}
        sort={sort}
        onSort={setSort}
        main={false}
        empty={
          <Text c="dimmed" p="sm">
            {total === 0
              ? 'Every line was stored, counted as a duplicate or blank.'
              : 'Samples of these lines were not kept.'}
          </Text>
        }
      />
    </div>
  );
}
