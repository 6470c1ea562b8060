import { Button, Checkbox, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconRouteSquare } from '@tabler/icons-react';
import { useStreams } from '../../data/imports.ts';
import { formatCount } from '../../kit/format.ts';
import { useScope } from '../../state/scope.ts';

/** Which streams every page is about; none chosen means all. */
export function StreamPicker() {
  const { streams, setStreams } = useScope();
  const { data: all = [] } = useStreams();
  const chosen = all.filter((stream) => streams.includes(stream.id));
  const label =
    chosen.length === 0 ? 'All streams' : chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} streams`;
  return (
    <Popover position="bottom-start" trapFocus width={300}>
      <Popover.Target>
        <UnstyledButton className="uc-top__item" aria-label={`Streams: ${label}`} disabled={all.length === 0}>
          <IconRouteSquare size={16} stroke={1.5} aria-hidden />
          <span>{label}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          <ScrollArea.Autosize mah={320}>
            <Stack gap={8}>
              {all.map((stream) => (
                <Checkbox
                  key={stream.id}
                  size="xs"
                  label={stream.name}
                  description={`${formatCount(stream.transactions)} transactions`}
                  checked={streams.includes(stream.id)}
                  onChange={(event) =>
                    setStreams(
                      event.currentTarget.checked ? [...streams, stream.id] : streams.filter((id) => id !== stream.id),
                    )
                  }
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          {chosen.length > 0 ? (
            <Button variant="subtle" size="compact-xs" onClick={() => setStreams([])}>
              All streams
            </Button>
          ) : (
            <Text size="xs" c="dimmed">
              Nothing chosen means all of them.
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
