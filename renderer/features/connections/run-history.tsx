import { Group, SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ConnectionRow, PullRun } from '../../../core/contract/connections.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { useQuestion } from '../../data/use-question.ts';
import { ACTION_OUTCOMES } from '../../kit/connection-words.ts';
import { formatCount, formatDuration } from '../../kit/format.ts';
import { Missing } from '../../kit/missing.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { When } from '../../kit/when.tsx';

const SHOWN = 100;

/** What connections did: pulls with what came of them, and changes that were made at providers. */
export function RunHistory({ rows }: { readonly rows: readonly ConnectionRow[] }) {
  const [kind, setKind] = useState('pulls');
  const [chosen, setChosen] = useState<string | null>(null);
  const connection = rows.find(({ id }) => String(id) === chosen);
  return (
    <>
      <Group justify="space-between" mt="lg" mb="xs">
        <h2 className="uc-sectionhead">History</h2>
        <Group gap="sm">
          <Select
            size="xs"
            aria-label="Connection"
            placeholder="All connections"
            clearable
            data={rows.map(({ id, config }) => ({ value: String(id), label: config.name }))}
            value={connection === undefined ? null : chosen}
            onChange={setChosen}
          />
          <SegmentedControl
            size="xs"
            aria-label="Kind of runs"
            value={kind}
            onChange={setKind}
            data={[
              { value: 'pulls', label: 'Pulls' },
              { value: 'changes', label: 'Changes' },
            ]}
          />
        </Group>
      </Group>
      {kind === 'pulls' ? <Pulls id={connection?.id} /> : <Changes name={connection?.config.name} />}
    </>
  );
}

function Pulls({ id }: { readonly id: number | undefined }) {
  const pulls = useQuestion('connections.pulls', { limit: SHOWN, ...(id === undefined ? {} : { id }) });
  return (
    <Answer question={pulls} loading={<BoneLines lines={4} />}>
      {(runs) =>
        runs.length === 0 ? (
          <p className="uc-scopeline">No pull is over yet.</p>
        ) : (
          <RunTable
            about="Pulls, newest first, with what came and how they ended"
            columns={[
              'Connection',
              'Began',
              'How it ended',
              { title: 'Records', isFigure: true },
              { title: 'New', isFigure: true },
              { title: 'Known', isFigure: true },
              'Complete up to',
            ]}
          >
            {runs.map((run) => (
              <PullCells key={run.id} run={run} />
            ))}
          </RunTable>
        )
      }
    </Answer>
  );
}

const PULL_OUTCOMES = { done: 'To its end', failed: 'Failed', cancelled: 'Cancelled' } as const;

function PullCells({ run }: { readonly run: PullRun }) {
  const reached = run.feeds.flatMap((feed) => feed.reached ?? []);
  return (
    <tr>
      <th scope="row">{run.name}</th>
      <td>
        <When at={run.started} />
        <div className="uc-collect__more">
          {run.asked ? 'by hand' : 'by itself'}, {formatDuration(run.ended - run.started)}
        </div>
      </td>
      <td>
        {PULL_OUTCOMES[run.outcome]}
        {run.message !== null && <div className="uc-collect__problem">{visibleText(run.message)}</div>}
      </td>
      <td data-align="right">{formatCount(run.records)}</td>
      <td data-align="right">{formatCount(run.stored)}</td>
      <td data-align="right">{formatCount(run.duplicates)}</td>
      <td>
        {reached.length === 0 ? (
          <Missing why="No log of it was read far enough." />
        ) : (
          <When at={Math.min(...reached)} />
        )}
        {run.feeds.length > 1 &&
          run.feeds.map((feed) => (
            <div className="uc-collect__more" key={feed.title}>
              {feed.title}: {formatCount(feed.records)}
              {feed.reached !== null && (
                <>
                  , up to <When at={feed.reached} />
                </>
              )}
            </div>
          ))}
      </td>
    </tr>
  );
}

function Changes({ name }: { readonly name: string | undefined }) {
  const changes = useQuestion('connections.runs', {});
  return (
    <Answer question={changes} loading={<BoneLines lines={4} />}>
      {(all) => {
        const runs = all.filter(({ connection }) => name === undefined || connection === name).slice(0, SHOWN);
        if (runs.length === 0) return <p className="uc-scopeline">Nothing was changed through a connection.</p>;
        return (
          <RunTable
            about="Changes at providers, newest first, with what came of them"
            columns={['Connection', 'When', 'Action', 'Target', 'What came of it', 'Way back']}
          >
            {runs.map((run) => (
              <tr key={run.id}>
                <th scope="row">{run.connection}</th>
                <td>
                  <When at={run.started} />
                </td>
                <td>{run.isUndo ? `${run.title}, taken back` : run.title}</td>
                <td>{run.target}</td>
                <td>
                  {ACTION_OUTCOMES[run.outcome][0]}
                  {run.status !== null && ` (${run.status})`}
                  {run.message !== '' && <div className="uc-collect__more">{visibleText(run.message)}</div>}
                </td>
                <td>{run.canUndo ? 'there is one' : run.noWayBack || 'none'}</td>
              </tr>
            ))}
          </RunTable>
        );
      }}
    </Answer>
  );
}

function RunTable(props: {
  readonly about: string;
  readonly columns: Parameters<typeof SmallTable>[0]['columns'];
  readonly children: ReactNode;
}) {
  return (
    <SmallTable label={props.about} caption={props.about} card look="uc-collect" columns={props.columns}>
      {props.children}
    </SmallTable>
  );
}
