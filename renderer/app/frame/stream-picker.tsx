import { Button, Checkbox, Divider, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconFilterStar, IconRouteSquare, IconWorld } from '@tabler/icons-react';
import type { CustomView, StreamRow } from '../../../core/contract/streams.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { useStreams, useViews } from '../../data/streams.ts';
import { plural } from '../../kit/format.ts';
import { hrefWithScope, navigate, usePath } from '../../state/location.ts';
import { useScope } from '../../state/scope.ts';
import { pageAt } from '../pages.ts';
import { OfAll } from './of-all.tsx';

/** Which report every page shows: the global view, a view of one's own, or chosen streams. */
export function StreamPicker() {
  const { streams, view, setStreams, setView } = useScope();
  const { data: all = [] } = useStreams();
  const { data: views = [] } = useViews();
  const chosen = all.filter((stream) => streams.includes(stream.id));
  const chosenView = views.find((one) => one.id === view);
  const label = chosenView?.name ?? chosenLabel(chosen, all);
  const page = pageAt(usePath());
  if (page?.regardless?.includes('streams') === true && all.length > 0) {
    return (
      <OfAll icon={<IconRouteSquare size={16} stroke={1.5} aria-hidden />} of="Report" label="All streams">
        {page.title} is about the logs of connected apps, whatever their streams.{' '}
        {chosenView === undefined && chosen.length === 0 ? 'A choice' : `Your choice (${label})`} holds on the pages of
        Discovery.
      </OfAll>
    );
  }
  return (
    <Popover position="bottom-start" trapFocus width={320}>
      <Popover.Target>
        <UnstyledButton className="uc-top__item" aria-label={`Report: ${label}`} disabled={all.length === 0}>
          {chosenView === undefined ? (
            <IconRouteSquare size={16} stroke={1.5} aria-hidden />
          ) : (
            <IconFilterStar size={16} stroke={1.5} aria-hidden />
          )}
          <span className="uc-ellipsis">{label}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={420}>
          <Stack gap={8}>
            <Button
              variant={view === null && chosen.length === 0 ? 'light' : 'subtle'}
              size="xs"
              justify="start"
              leftSection={<IconWorld size={14} stroke={1.5} />}
              aria-pressed={view === null && chosen.length === 0}
              onClick={() => {
                setView(null);
                setStreams([]);
              }}
            >
              Global view
            </Button>
            <Text size="xs" c="dimmed">
              {globalText(all)}
            </Text>
            {views.length > 0 && <Divider label="Your views" labelPosition="left" />}
            {views.map((one) => (
              <ViewButton key={one.id} view={one} isChosen={one.id === view} onChoose={() => setView(one.id)} />
            ))}
            <Divider label="Streams" labelPosition="left" />
            {all.map((stream) => (
              <Checkbox
                key={stream.id}
                size="xs"
                label={stream.name}
                description={streamText(stream)}
                checked={streams.includes(stream.id)}
                onChange={(event) =>
                  setStreams(
                    event.currentTarget.checked ? [...streams, stream.id] : streams.filter((id) => id !== stream.id),
                  )
                }
              />
            ))}
            <Button variant="subtle" size="compact-xs" onClick={() => navigate(hrefWithScope('/data/streams'))}>
              Streams and views
            </Button>
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function ViewButton(props: { readonly view: CustomView; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { view, isChosen } = props;
  return (
    <Button
      variant={isChosen ? 'light' : 'subtle'}
      size="xs"
      justify="start"
      leftSection={<IconFilterStar size={14} stroke={1.5} />}
      aria-pressed={isChosen}
      title={view.comment === '' ? undefined : shortText(view.comment)}
      onClick={props.onChoose}
    >
      {view.name}
    </Button>
  );
}

function chosenLabel(chosen: readonly StreamRow[], all: readonly StreamRow[]): string {
  if (chosen.length === 0) return all.every((stream) => stream.inGlobal) ? 'All streams' : 'Global view';
  return chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} streams`;
}

function streamText({ kind, inGlobal, transactions }: StreamRow): string {
  const count = plural(transactions, 'transaction');
  const what = kind === 'endpoint' ? 'endpoints, ' : kind === 'continuous' ? 'continuous, ' : '';
  return `${what}${count}${inGlobal ? '' : ', not in the global view'}`;
}

/** Which streams the global view adds up, by name. */
function globalText(all: readonly StreamRow[]): string {
  const members = all.filter((stream) => stream.inGlobal);
  if (members.length === all.length) return 'Adds up all streams.';
  const left = all.filter((stream) => !stream.inGlobal).map((stream) => stream.name);
  return `Adds up ${members.map((stream) => stream.name).join(', ')}. Left out: ${left.join(', ')}.`;
}
