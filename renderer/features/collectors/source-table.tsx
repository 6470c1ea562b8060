import { ActionIcon, Badge, Button, Group } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CollectorRow, SourceStatus } from '../../../core/contract/collectors.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { FAULT_WORDS } from '../../../core/model/spool-fault.ts';
import { useOrder } from '../../data/use-question.ts';
import { formatBytes, formatCount, MISSING, plural } from '../../kit/format.ts';
import { RemoveRowDialog } from '../../kit/remove-row-dialog.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { notKept } from './not-kept.ts';
import { SourceDialog } from './source-dialog.tsx';
import { draftOf, KIND_TITLES } from './source-draft.ts';

/** Sources with what they receive now. */
export function SourceTable({
  rows,
  canChange,
}: {
  readonly rows: readonly CollectorRow[];
  readonly canChange: boolean;
}) {
  return (
    <SmallTable
      label="Sources"
      caption="Sources, where they listen and what they receive"
      card
      look="uc-collect uc-collect--sources"
      columns={[
        'Source',
        'State',
        'Last data',
        { title: 'Received', isFigure: true },
        { title: 'Lines/s', isFigure: true },
        { title: 'Not kept', isFigure: true },
        { title: 'Waiting', isFigure: true },
      ]}
      actions="Actions"
    >
      {rows.map((row) => (
        <SourceRow key={row.id} row={row} canChange={canChange} />
      ))}
    </SmallTable>
  );
}

function SourceRow({ row, canChange }: { readonly row: CollectorRow; readonly canChange: boolean }) {
  const { status } = row;
  const problem = status?.problem ?? null;
  const reasons = status === null ? [] : notKept(status).reasons;
  const hasNotes = problem !== null || reasons.length > 0;
  return (
    <>
      <FigureRow row={row} canChange={canChange} hasNotes={hasNotes} />
      {hasNotes && (
        <tr>
          {/* Words have the whole width: beside figures they would stand in a column of one word. */}
          <td colSpan={8} className="uc-collect__notes">
            {problem !== null && (
              <div className="uc-collect__problem" role="alert">
                {visibleText(problem)}
              </div>
            )}
            {reasons.length > 0 && <div className="uc-collect__more">{visibleText(reasons.join('; '))}</div>}
          </td>
        </tr>
      )}
    </>
  );
}

function FigureRow(props: { readonly row: CollectorRow; readonly canChange: boolean; readonly hasNotes: boolean }) {
  const { row, canChange, hasNotes } = props;
  const { source, status } = row;
  return (
    <tr data-goes-on={hasNotes || undefined}>
      <th scope="row">
        <strong>{source.name}</strong>
        <div className="uc-collect__more">
          {KIND_TITLES[source.receiver.kind]} → {source.stream}
        </div>
        <code>{visibleText(status?.address ?? addressOf(row))}</code>
      </th>
      <td>
        <StateBadge row={row} />
      </td>
      <td>
        <When at={row.lastData} seconds />
      </td>
      <td data-align="right">
        {received(status)}
        <div className="uc-collect__more">{status === null ? '' : formatBytes(status.bytes)}</div>
      </td>
      <td data-align="right">
        {rate(status?.rateNow ?? null)}
        <div className="uc-collect__more">{overMinute(status)}</div>
      </td>
      <td data-align="right">{status === null ? MISSING : formatCount(notKept(status).lines)}</td>
      <td data-align="right">{status === null ? MISSING : formatBytes(status.waitingBytes)}</td>
      <td>{canChange && <Actions row={row} />}</td>
    </tr>
  );
}

function addressOf({ source: { receiver } }: CollectorRow): string {
  return receiver.kind === 'folder' ? receiver.path : `${receiver.kind}://${receiver.host}:${receiver.port}`;
}

function received(status: SourceStatus | null): string {
  if (status === null) return MISSING;
  return status.files === null ? plural(status.lines ?? 0, 'line') : plural(status.files, 'file');
}

function rate(value: number | null): string {
  return value === null ? MISSING : formatCount(Math.round(value));
}

/** A watched folder has files, and no rate of lines. */
function overMinute(status: SourceStatus | null): string {
  return status === null || status.rateMinute === null ? '' : `${rate(status.rateMinute)}\u00a0over\u00a01\u00a0min`;
}

function StateBadge({ row }: { readonly row: CollectorRow }) {
  const { status } = row;
  const [text, color] = stateOf(status);
  const since = row.enabled ? 'Starts with the workspace' : 'Does not start by itself';
  return (
    <Badge
      data-tip={since}
      variant={color === null ? 'default' : 'light'}
      {...(color === null ? {} : { color })}
      tt="none"
      miw="max-content"
    >
      {text}
    </Badge>
  );
}

function stateOf(status: SourceStatus | null): readonly [string, string | null] {
  if (status === null || status.state === 'stopped') return ['Stopped', null];
  if (status.state === 'failed') return ['Cannot receive', 'red'];
  if (status.fault !== null) return [FAULT_WORDS[status.fault], 'red'];
  if (status.health === 'disconnected') return ['No data', 'yellow'];
  if (status.isStrained) return ['Too slow', 'yellow'];
  return status.health === 'created' ? ['No data yet', null] : ['Connected', 'teal'];
}

function Actions({ row }: { readonly row: CollectorRow }) {
  const { source, status } = row;
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null);
  const start = useOrder('collectors.start');
  const stop = useOrder('collectors.stop');
  const isRunning = status !== null;
  const toggle = (): void => {
    const order = isRunning ? stop : start;
    order.mutate({ id: row.id }, { onError: toastError });
  };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button
        size="compact-xs"
        variant="default"
        loading={start.isPending || stop.isPending}
        onClick={toggle}
        aria-label={`${isRunning ? 'Stop' : 'Start'} ${source.name}`}
      >
        {isRunning ? 'Stop' : 'Start'}
      </Button>
      <ActionIcon
        data-tip="Change …"
        variant="default"
        size={22}
        onClick={() => setAsked('change')}
        aria-label={`Change ${source.name}`}
      >
        <IconPencil size={14} stroke={1.5} />
      </ActionIcon>
      <ActionIcon
        data-tip="Remove …"
        variant="default"
        size={22}
        onClick={() => setAsked('remove')}
        aria-label={`Remove ${source.name}`}
      >
        <IconTrash size={14} stroke={1.5} />
      </ActionIcon>
      {asked === 'change' && <SourceDialog given={draftOf(row)} close={() => setAsked(null)} />}
      {asked === 'remove' && (
        <RemoveRowDialog method="collectors.remove" id={row.id} name={source.name} close={() => setAsked(null)}>
          Nothing is received by it any more. What it received stays in the stream {source.stream}.
        </RemoveRowDialog>
      )}
    </Group>
  );
}
