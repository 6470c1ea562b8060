import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionProvider, ConnectionRow, ConnectionState } from '../../../core/contract/connections.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { useJobOrder, useOrder } from '../../data/use-question.ts';
import { endsSoon, STATE_TITLES } from '../../kit/connection-words.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { RemoveRowDialog } from '../../kit/remove-row-dialog.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { hrefWithScope } from '../../state/location.ts';
import { ConnectionDialog } from './connection-dialog.tsx';

interface TableProps {
  readonly rows: readonly ConnectionRow[];
  readonly providers: readonly ConnectionProvider[];
  readonly canChange: boolean;
}

export function ConnectionTable({ rows, providers, canChange }: TableProps) {
  return (
    <SmallTable
      label="Connections"
      caption="Connections, their state and how far they were read"
      card
      look="uc-collect"
      columns={['Connection', 'State', 'Last success', 'Reads', { title: 'Records', isFigure: true }]}
      actions="Actions"
    >
      {rows.map((row) => (
        <Row key={row.id} row={row} providers={providers} canChange={canChange} />
      ))}
    </SmallTable>
  );
}

const COLORS: Readonly<Record<ConnectionState, string | null>> = {
  new: null,
  connected: 'teal',
  error: 'red',
  attention: 'yellow',
  disabled: null,
};

interface RowProps extends Omit<TableProps, 'rows'> {
  readonly row: ConnectionRow;
}

function Row({ row, providers, canChange }: RowProps) {
  const { config, state, problem, feeds } = row;
  const color = COLORS[state];
  const provider = providers.find(({ id }) => id === config.provider);
  const reached = feeds.flatMap((feed) => (feed.reached === null ? [] : [feed.reached]));
  const notes = feeds.flatMap((feed) => (feed.note === null ? [] : [`${feed.title}: ${visibleText(feed.note)}`]));
  return (
    <tr>
      <th scope="row">
        <strong>{config.name}</strong>
        <div className="uc-collect__more">
          {provider?.title ?? config.provider} → {config.stream}
          {provider?.feeds.some(({ kind }) => kind === 'activities') === true && (
            <>
              {' · '}
              <a className="uc-textlink" href={`#${hrefWithScope('/connected/connectors')}`}>
                connected app
              </a>
            </>
          )}
          {config.writes && ' · may make changes'}
        </div>
        {problem !== null && (
          <div className="uc-collect__problem" role="alert">
            {visibleText(problem)}
          </div>
        )}
        {row.listings.map((one) => (
          <div className="uc-collect__more" key={one.id}>
            {one.title}:{' '}
            {one.finished === null ? (
              'not listed yet'
            ) : (
              <>
                {formatCount(one.objects ?? 0)}, listed <When at={one.finished} />
              </>
            )}
            {one.note !== null && `. ${visibleText(one.note)}`}
          </div>
        ))}
        {notes.map((note) => (
          <div className="uc-collect__more" key={note}>
            {note}
          </div>
        ))}
      </th>
      <td>
        <Badge
          variant={color === null ? 'default' : 'light'}
          {...(color === null ? {} : { color })}
          tt="none"
          miw="max-content"
        >
          {STATE_TITLES[state]}
        </Badge>
        {row.secretExpires !== null && (
          <div className={endsSoon(row.secretExpires) ? 'uc-collect__problem' : 'uc-collect__more'}>
            secret ends <When at={row.secretExpires} />
          </div>
        )}
        {row.activity !== null && <div className="uc-collect__more">{visibleText(row.activity)}</div>}
      </td>
      <td>
        <When at={row.lastSuccess} />
        {row.nextTry !== null && (
          <div className="uc-collect__more">
            next <When at={row.nextTry} />
          </div>
        )}
      </td>
      <td>
        {plural(feeds.length, 'log')}
        {reached.length > 0 && (
          <div className="uc-collect__more">
            complete up to <When at={Math.min(...reached)} />
          </div>
        )}
      </td>
      <td data-align="right">{formatCount(feeds.reduce((sum, feed) => sum + feed.records, 0))}</td>
      <td>{canChange && <Actions row={row} providers={providers} />}</td>
    </tr>
  );
}

function Actions({ row, providers }: Omit<RowProps, 'canChange'>) {
  const { id, config, enabled } = row;
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null);
  const enable = useOrder('connections.enable');
  const test = useJobOrder('connections.testNow');
  const pull = useJobOrder('connections.pullNow');
  const list = useJobOrder('connections.listNow');
  const failed = (problem: string): AppError => new AppError('connection.failed', problem, { connection: config.name });
  const listNow = (): void => {
    const told = ({ listings }: MethodOutput<'connections.listNow'>): void => {
      const [problem] = listings.flatMap((one) => one.problem ?? []);
      const count = listings.reduce((sum, one) => sum + one.objects, 0);
      if (problem === undefined) toastDone(`${config.name}: ${formatCount(count)} listed.`);
      else toastError(failed(problem));
    };
    list.mutate({ id }, { onSuccess: told, onError: toastError });
  };
  const testNow = (): void => {
    const told = ({ feeds }: { readonly feeds: readonly { readonly problem: string | null }[] }): void => {
      const [problem] = feeds.flatMap((feed) => feed.problem ?? []);
      if (problem === undefined) toastDone(`${config.name} can be read.`);
      else toastError(failed(problem));
    };
    test.mutate({ id }, { onSuccess: told, onError: toastError });
  };
  const pullNow = (): void => {
    const told = ({ stored, duplicates }: { readonly stored: number; readonly duplicates: number }): void =>
      toastDone(`${config.name}: ${formatCount(stored)} new, ${formatCount(duplicates)} known already.`);
    pull.mutate({ id }, { onSuccess: told, onError: toastError });
  };
  const button = (text: string, act: () => void, isLoading = false) => (
    <Button
      size="compact-xs"
      miw="max-content"
      variant="default"
      loading={isLoading}
      onClick={act}
      aria-label={`${text.replace(' …', '')} ${config.name}`}
    >
      {text}
    </Button>
  );
  return (
    <Group gap={4} justify="flex-end" miw={240}>
      {button('Test now', testNow, test.isPending)}
      {enabled && button('Pull now', pullNow, pull.isPending)}
      {enabled && config.listings.length > 0 && button('List now', listNow, list.isPending)}
      {button(
        enabled ? 'Disable' : 'Enable',
        () => enable.mutate({ id, enabled: !enabled }, { onError: toastError }),
        enable.isPending,
      )}
      {button('Change …', () => setAsked('change'))}
      {button('Remove …', () => setAsked('remove'))}
      {asked === 'change' && <ConnectionDialog providers={providers} row={row} close={() => setAsked(null)} />}
      {asked === 'remove' && (
        <RemoveRowDialog method="connections.remove" id={id} name={config.name} close={() => setAsked(null)}>
          Its secrets are deleted and nothing is pulled any more. What it imported stays in the stream {config.stream}.
        </RemoveRowDialog>
      )}
    </Group>
  );
}
