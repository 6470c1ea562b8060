import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconGavel, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Sort } from '../../../core/contract/common.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { actionWords } from '../../../core/model/governance-action.ts';
import { useGovernance } from '../../data/governance.ts';
import { useOrder } from '../../data/use-question.ts';
import { detailWords } from '../../kit/detail-words.ts';
import { useDisplayZone } from '../../kit/display-zone.tsx';
import { ExportMenu } from '../../kit/export-menu.tsx';
import { formatCount } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useArraySource } from '../../kit/table/row-source.ts';
import { useSortedRows } from '../../kit/table/use-sorted-rows.ts';
import { When } from '../../kit/when.tsx';
import { usePanels } from '../../state/panels.ts';

type Entry = MethodOutput<'governance.list'>['rows'][number];
const STEP = 500;
const MOST = 5000;

const columnsIn = (zone: string): readonly Column<Entry>[] => [
  {
    id: 'time',
    title: 'Time',
    width: 172,
    least: 156,
    sortable: true,
    firstSort: 'desc',
    fixed: true,
    cell: (row) => <When at={row.time} seconds />,
    text: (row) => new Date(row.time).toISOString(),
  },
  { id: 'actor', title: 'Who', width: 130, sortable: true, cell: (row) => row.actor, text: (row) => row.actor },
  {
    id: 'action',
    title: 'Action',
    width: 240,
    sortable: true,
    cell: (row) => row.action,
    text: (row) => row.action,
  },
  {
    id: 'subject',
    title: 'Subject',
    width: 260,
    sortable: true,
    cell: (row) => <span title={row.subject}>{row.subjectName ?? row.subject}</span>,
    text: (row) => (row.subjectName === null ? row.subject : `${row.subjectName} (${row.subject})`),
  },
  {
    id: 'detail',
    title: 'Detail',
    width: 460,
    cell: (row) => <span title={detailWords(row.detail, zone)}>{detailWords(row.detail, zone)}</span>,
    text: (row) => detailWords(row.detail, zone),
  },
];

/** Every action that changed something, newest first. The log can only grow. */
export function GovernancePage() {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 200);
  const [limit, setLimit] = useState(STEP);
  const [sort, setSort] = useState<Sort | null>(null);
  const log = useGovernance(settled, limit);
  const order = useOrder('governance.export');
  const zone = useDisplayZone();
  const columns = useMemo(() => columnsIn(zone), [zone]);
  const show = usePanels((state) => state.show);
  const top = usePanels((state) => state.stack.at(-1));
  const worded = useMemo(() => log.data?.rows.map((row) => ({ ...row, action: actionWords(row.action) })), [log.data]);
  const rows = useSortedRows(worded, sort);
  const array = useArraySource(rows, log);
  const source = useMemo(() => ({ ...array, identity: settled }), [array, settled]);
  const total = log.data?.total ?? 0;
  const here = log.data?.rows.length ?? 0;
  return (
    <div className="uc-page__fill">
      <PageHeader
        title="Governance log"
        about={`Who changed what in this workspace, and when. Entries are only ever added.${
          here < total ? ` The newest ${formatCount(here)} of ${formatCount(total)} are shown.` : ''
        }`}
        actions={
          <>
            {here < total && limit < MOST && (
              <Button variant="default" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
                Show more
              </Button>
            )}
            <ExportMenu
              name="governance-log"
              noun={['entry', 'entries']}
              ask={(format) => order.mutateAsync({ format, zone, ...(settled === '' ? {} : { search: settled }) })}
            />
          </>
        }
      />
      <DataTable
        id="governance"
        label="Governance log"
        noun={['entry', 'entries']}
        columns={columns}
        source={source}
        rowKey={(row) => String(row.id)}
        sort={sort ?? { column: 'time', direction: 'desc' }}
        onSort={setSort}
        toolbar={
          <TextInput
            aria-label="Search the log"
            placeholder="Search who, action, subject"
            leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.currentTarget.value)}
            w={280}
          />
        }
        onOpen={(row) => show({ kind: 'governance', key: String(row.id), title: row.action })}
        openOnClick
        activeKey={top?.kind === 'governance' ? top.key : null}
        empty={
          settled === '' ? (
            <EmptyState icon={IconGavel} title="Nothing has been changed yet">
              Imports, tags, notes and settings are listed here as soon as there are any.
            </EmptyState>
          ) : (
            <EmptyState title="No entry fits these words" />
          )
        }
      />
    </div>
  );
}
