import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CustomView, StreamRow } from '../../../core/contract/streams.ts';
import { useStreams, useViews } from '../../data/streams.ts';
import { useOrder } from '../../data/use-question.ts';
import { Logged } from '../../kit/logged.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastError, toastUndo } from '../../kit/toast.tsx';
import { navigate } from '../../state/location.ts';
import { ViewDialog } from './view-dialog.tsx';

/** Reports of one's own: chosen streams, narrowed by groups, tags and ranges. */
export function ViewsPart() {
  const { data: views = [] } = useViews();
  const { data: streams = [] } = useStreams();
  const [edited, setEdited] = useState<CustomView | 'new' | null>(null);
  const remove = useOrder('views.remove');
  const save = useOrder('views.save');
  const take = ({ id, filter: _, ...view }: CustomView): void => {
    remove
      .mutateAsync({ id })
      .then(() => toastUndo(`The view ${view.name} was removed.`, () => save.mutateAsync(view)), toastError);
  };
  return (
    <section className="uc-card uc-views" aria-labelledby="views-title">
      <Group justify="space-between" align="start">
        <h2 id="views-title">Views</h2>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => setEdited('new')}
        >
          Add a view …
        </Button>
      </Group>
      {views.length === 0 ? (
        <Text c="dimmed">
          A view is a report of your own: chosen streams, narrowed by groups of the directory, tags of IP ranges and
          addresses. It stands in the report picker above.
        </Text>
      ) : (
        <SmallTable
          label="Table of views"
          caption="Views"
          columns={['Name', 'Streams', 'Narrowed by', 'Comment']}
          actions="Actions"
        >
          {views.map((view) => (
            <tr key={view.id}>
              <th scope="row">
                <button type="button" className="uc-textlink" onClick={() => navigate(`/discovery?view=${view.id}`)}>
                  <Logged text={view.name} />
                </button>
              </th>
              <td>
                <Logged text={streamNames(view, streams)} />
              </td>
              <td>
                <Logged text={view.filter || '–'} mono />
              </td>
              <td>
                <Logged text={view.comment || '–'} />
              </td>
              <td>
                <Group gap={4} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Change ${view.name}`}
                    onClick={() => setEdited(view)}
                  >
                    Change …
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Remove ${view.name}`}
                    onClick={() => take(view)}
                  >
                    Remove
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </SmallTable>
      )}
      {edited !== null && (
        <ViewDialog view={edited === 'new' ? null : edited} streams={streams} close={() => setEdited(null)} />
      )}
    </section>
  );
}

function streamNames(view: CustomView, streams: readonly StreamRow[]): string {
  if (view.streams === null) return 'those of the global view';
  return view.streams.flatMap((id) => streams.find((stream) => stream.id === id)?.name ?? []).join(', ') || 'none left';
}
