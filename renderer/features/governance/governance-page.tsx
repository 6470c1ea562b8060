import { Button } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { actionWords } from '../../../core/model/governance-action.ts';
import { useGovernance } from '../../data/governance.ts';
import { useOrder } from '../../data/use-question.ts';
import { BothEnds } from '../../kit/both-ends.tsx';
import { detailWords } from '../../kit/detail-words.ts';
import { useDisplayZone } from '../../kit/display-zone.tsx';
import { ExportMenu } from '../../kit/export-menu.tsx';
import { SearchField } from '../../kit/filter/search-field.tsx';
import { formatCount } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useArraySource } from '../../kit/table/row-source.ts';
import { useSort } from '../../kit/table/use-sort.ts';
import { useSortedRows } from '../../kit/table/use-sorted-rows.ts';
import { When } from '../../kit/when.tsx';
import { setSearch, useSearchText } from '../../state/location.ts';
import { usePanels } from '../../state/panels.ts';
import { useTableSearch } from '../../state/use-table-search.ts';

type Entry = MethodOutput<'governance.list'>['rows'][number];
const STEP = 500;
const MOST = 5000;
const TABLE = 'governance';
const NEWEST_FIRST = { column: 'time', direction: 'desc' } as const;

const columnsIn = (zone: string): readonly Column<Entry>[] => [
  {
    id: 'time',
    title: 'Time',
    width: 172,
    least: 164,
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
    least: 220,
    sortable: true,
    cell: (row) => <BothEnds text={row.subjectName ?? row.subject} title={row.subject} />,
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

/** How many of the newest entries are asked for; in the address, so that back brings as many. */
function useShownEntries(): readonly [number, (entries: number) => void] {
  const asked = Number(new URLSearchParams(useSearchText()).get('newest'));
  const entries = Number.isSafeInteger(asked) ? Math.min(MOST, Math.max(STEP, asked)) : STEP;
  return [entries, (next) => setSearch({ newest: String(next) }, { replace: true })];
}

/** Every action that changed something, newest first. The log can only grow. */
export function GovernancePage() {
  const [search, setSearchWords] = useTableSearch();
  const [limit, setLimit] = useShownEntries();
  const [sort, setSort] = useSort(TABLE, NEWEST_FIRST);
  const log = useGovernance(search, limit);
  const order = useOrder('governance.export');
  const zone = useDisplayZone();
  const columns = useMemo(() => columnsIn(zone), [zone]);
  const show = usePanels((state) => state.show);
  const top = usePanels((state) => state.stack.at(-1));
  const worded = useMemo(() => log.data?.rows.map((row) => ({ ...row, action: actionWords(row.action) })), [log.data]);
  const rows = useSortedRows(worded, sort);
  const array = useArraySource(rows, log);
  const source = useMemo(() => ({ ...array, identity: search }), [array, search]);
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
              ask={(format) => order.mutateAsync({ format, zone, ...(search === '' ? {} : { search: search }) })}
            />
          </>
        }
      />
      <DataTable
        id={TABLE}
        label="Governance log"
        noun={['entry', 'entries']}
        columns={columns}
        source={source}
        rowKey={(row) => String(row.id)}
        sort={sort}
        onSort={setSort}
        toolbar={<SearchField value={search} placeholder="Search who, action, subject" onChange={setSearchWords} />}
        onOpen={(row) => show({ kind: 'governance', key: String(row.id), title: row.action })}
        openOnClick
        activeKey={top?.kind === 'governance' ? top.key : null}
        empty={
          search === '' ? (
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
