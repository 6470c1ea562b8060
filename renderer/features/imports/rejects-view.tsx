import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Sort } from '../../../core/contract/common.ts';
import type { ImportSummary } from '../../../core/contract/imports.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { reasonText } from '../../../core/model/reason-text.ts';
import { MOST_REJECTS, useRejects } from '../../data/imports.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { shownPath } from '../../kit/file-name.ts';
import { formatCount } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { Missing } from '../../kit/missing.tsx';
import { ReasonForm } from '../../kit/privacy/reason-form.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useArraySource } from '../../kit/table/row-source.ts';
import { useSortedRows } from '../../kit/table/use-sorted-rows.ts';

type Reject = MethodOutput<'imports.listRejects'>[number];

const SEALED = 'This line is sealed: its stream is anonymised.';

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
    cell: (row) => (row.raw === '' ? <Missing why={SEALED} /> : <Logged text={row.raw} mono />),
    text: (row) => row.raw,
  },
];

type Counts = NonNullable<ImportSummary['ledger']>;

/** Samples of the lines that no figure counts, with their reasons. */
export function RejectsView({ row, ledger }: { readonly row: ImportSummary; readonly ledger: Counts }) {
  const rejects = useRejects(row.id, true);
  const reveal = useOrder('privacy.revealImport');
  const [isAsking, setAsking] = useState(false);
  const revealed = reveal.data?.rejects;
  const [sort, setSort] = useState<Sort | null>(null);
  const sorted = useSortedRows(revealed ?? rejects.data, sort);
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
      {row.anonymised && shown > 0 && revealed === undefined && (
        <Group mb="xs" gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            This stream is anonymised: its lines and the paths of its files are sealed.
          </Text>
          <Button size="compact-xs" variant="default" flex="none" onClick={() => setAsking(true)}>
            Reveal lines …
          </Button>
        </Group>
      )}
      {revealed !== undefined && (
        <Alert color="red" variant="light" py={6} mb="xs">
          These lines are shown in clear. That they were is in the governance log with your reason.
        </Alert>
      )}
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title="Reveal these lines">
          <ReasonForm
            action="Reveal lines"
            onCancel={() => setAsking(false)}
            onReason={async (reason) => {
              await reveal.mutateAsync({ id: row.id, limit: MOST_REJECTS, reason });
              setAsking(false);
            }}
          >
            <Text c="dimmed">
              The lines will be shown as they were logged, with the paths of their files, until this import is closed.
            </Text>
          </ReasonForm>
        </Dialog>
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
