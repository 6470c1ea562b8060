import { Alert, Button } from '@mantine/core';
import { IconAntennaBars5, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { useCollectors } from '../../data/collectors.ts';
import { useConnections } from '../../data/connections.ts';
import { useJobOrder } from '../../data/use-question.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { endsSoon } from '../../kit/connection-words.ts';
import { plural } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { useRowCount } from '../../state/status.ts';
import { SourceDialog } from './source-dialog.tsx';
import { newDraft } from './source-draft.ts';
import { SourceTable } from './source-table.tsx';

type Events = MethodOutput<'collectors.list'>['events'];

/** Where logs come from by themselves: syslog and watched folders, with what they receive now. */
export function CollectorsPage() {
  const collectors = useCollectors();
  const { data: workspace } = useWorkspace();
  const canChange = workspace?.readOnly === false;
  const [isAdding, setAdding] = useState(false);
  const count = collectors.data?.rows.length ?? null;
  useRowCount(count);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Add a source
    </Button>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Collectors"
        about="Logs that come by themselves, by syslog or into a watched folder, while this workspace is open. What is received is on disk before it counts."
        actions={canChange && (count ?? 0) > 0 ? <HeaderActions add={add} /> : undefined}
      />
      <Answer question={collectors} loading={<BoneLines lines={4} height={40} />}>
        {({ rows, events }) => (
          <>
            <ConnectionTrouble />
            <h2 className="uc-sr">Sources</h2>
            {rows.length === 0 ? (
              <EmptyState
                icon={IconAntennaBars5}
                title="Nothing is collected yet"
                {...(canChange ? { action: add } : {})}
              >
                Add a source, then point a firewall or proxy at its port, or its log upload at its folder.
              </EmptyState>
            ) : (
              <SourceTable rows={rows} canChange={canChange} />
            )}
            {events.length > 0 && <EventList events={events} />}
          </>
        )}
      </Answer>
      {isAdding && <SourceDialog given={newDraft('udp')} close={() => setAdding(false)} />}
    </div>
  );
}

/** Logs come by connections, too: those that need somebody are told where people look for what no longer comes. */
function ConnectionTrouble() {
  const { data } = useConnections();
  const troubled = (data?.rows ?? []).flatMap(({ config, state, problem, secretExpires }) => {
    if (state === 'attention') return [`${config.name}: ${problem ?? 'needs attention'}`];
    if (secretExpires === null || !endsSoon(secretExpires)) return [];
    return [`${config.name}: its secret ends ${new Date(secretExpires).toISOString().slice(0, 10)}.`];
  });
  if (troubled.length === 0) return null;
  return (
    <Alert color="yellow" mb="sm" title={`${plural(troubled.length, 'API connection')} to look at`}>
      {troubled.map((text) => (
        <div key={text}>{visibleText(text)}</div>
      ))}
    </Alert>
  );
}

function HeaderActions({ add }: { readonly add: React.ReactNode }) {
  const now = useJobOrder('collectors.importNow');
  const start = (): void => {
    now.mutate(
      {},
      {
        onSuccess: ({ segments, files, stored, activities, snapshots }) =>
          toastDone(
            segments + files === 0
              ? 'Nothing was waiting.'
              : `${plural(segments, 'segment')} and ${plural(files, 'file')} imported: ${[
                  plural(stored, 'transaction'),
                  ...(activities > 0 ? [plural(activities, 'activity', 'activities')] : []),
                  ...(snapshots > 0 ? [plural(snapshots, 'snapshot')] : []),
                ].join(', ')}.`,
          ),
        onError: toastError,
      },
    );
  };
  return (
    <>
      <Button variant="default" loading={now.isPending} onClick={start}>
        Import now
      </Button>
      {add}
    </>
  );
}

function EventList({ events }: { readonly events: Events }) {
  return (
    <section className="uc-card uc-collect__events" aria-labelledby="collect-events">
      <h2 id="collect-events">What happened</h2>
      <ul>
        {events.map((event) => (
          <li key={`${event.time}-${event.message}`} data-level={event.level}>
            <When at={event.time} seconds />
            <span>{visibleText(event.message)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
