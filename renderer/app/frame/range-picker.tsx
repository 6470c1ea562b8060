import { Button, Group, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { formatInstant } from '../../kit/format.ts';
import { fromWallText, toWallText } from '../../kit/wall-time.ts';
import { usePath } from '../../state/location.ts';
import { RELATIVE_RANGES, type ScopeState, useScope } from '../../state/scope.ts';
import { pageAt } from '../pages.ts';
import { OfAll } from './of-all.tsx';

const CALENDAR_LABELS = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  previousDecade: 'Previous decade',
  nextDecade: 'Next decade',
};

/** The time range that every page is about: all data, a range up to the last event, or any two instants. */
export function RangePicker({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const scope = useScope();
  const [opened, setOpened] = useState(false);
  const zone = workspace.displayZone;
  const from = scope.from ?? scope.extent?.from ?? null;
  const to = scope.to ?? scope.extent?.to ?? null;
  const preset = RELATIVE_RANGES.find((range) => range.id === scope.rangeId);
  const name = preset?.title ?? (scope.rangeId === 'all' ? 'All data' : null);
  const span = `${formatInstant(from, zone)} – ${formatInstant(to, zone)}`;
  const label = from === null ? 'No data yet' : name === null ? span : name;
  const page = pageAt(usePath());
  if (page?.regardless?.includes('time') === true && from !== null) {
    return (
      <OfAll icon={<IconCalendar size={16} stroke={1.5} aria-hidden />} of="Time range" label="All recorded time">
        {page.title} is about all that was recorded.{' '}
        {scope.rangeId === 'all' ? 'A time range' : `Your time range (${label})`} holds on the pages of Discovery and in
        the activity log.
      </OfAll>
    );
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className="uc-top__item"
          disabled={scope.extent === null}
          aria-label={`Time range: ${name ?? ''} ${span}`}
          onClick={() => setOpened(!opened)}
        >
          <IconCalendar size={16} stroke={1.5} aria-hidden />
          <span>{label}</span>
          {name !== null && from !== null && <span className="uc-top__detail uc-num">{span}</span>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {from !== null && to !== null && (
          <RangeForm
            key={`${from} ${to} ${zone}`}
            scope={scope}
            from={from}
            to={to}
            zone={zone}
            close={() => setOpened(false)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function RangeForm(props: {
  readonly scope: ScopeState;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly close: () => void;
}) {
  const { scope, zone, close } = props;
  const lastEvent = scope.extent === null ? null : scope.extent.to - 1;
  const [fromText, setFromText] = useState(toWallText(props.from, zone).slice(0, 16));
  const [toText, setToText] = useState(toWallText(props.to, zone).slice(0, 16));
  const from = fromWallText(fromText, zone);
  const to = fromWallText(toText, zone);
  const backwards = from !== null && to !== null && from >= to;
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    if (from === null || to === null || backwards) return;
    scope.setRange(from, to);
    close();
  };
  return (
    <Group align="flex-start" gap="md" wrap="nowrap">
      <Stack gap={4} className="uc-range__presets">
        {[...RELATIVE_RANGES, { id: 'all' as const, title: 'All data' }].map((range) => (
          <Button
            key={range.id}
            variant={scope.rangeId === range.id ? 'light' : 'subtle'}
            color={scope.rangeId === range.id ? 'azure' : 'gray'}
            justify="flex-start"
            onClick={() => {
              scope.setRelative(range.id);
              close();
            }}
          >
            {range.title}
          </Button>
        ))}
        <Text size="xs" c="dimmed" maw={150} mt={4}>
          Counted back from the last event, {formatInstant(lastEvent, zone)}.
        </Text>
      </Stack>
      <form onSubmit={apply}>
        <Stack gap="xs">
          <DatePicker
            type="range"
            size="sm"
            weekendDays={[]}
            hideOutsideDates
            ariaLabels={CALENDAR_LABELS}
            allowSingleDateInRange
            defaultDate={fromText.slice(0, 10)}
            value={[fromText.slice(0, 10), toText.slice(0, 10)]}
            onChange={([first, last]) => {
              if (first !== null) setFromText(`${first} 00:00`);
              if (last !== null) setToText(`${last} 23:59`);
            }}
            aria-label="Days of the range"
          />
          <Group gap="xs" grow align="flex-start">
            <TextInput
              label="From"
              classNames={{ input: 'uc-mono' }}
              value={fromText}
              onChange={(event) => setFromText(event.currentTarget.value)}
              error={from === null ? 'YYYY-MM-DD HH:MM' : null}
            />
            <TextInput
              label="To"
              classNames={{ input: 'uc-mono' }}
              value={toText}
              onChange={(event) => setToText(event.currentTarget.value)}
              error={to === null ? 'YYYY-MM-DD HH:MM' : backwards ? 'Ends before it begins' : null}
            />
          </Group>
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              Times in {zone}
            </Text>
            <Button type="submit" disabled={from === null || to === null || backwards}>
              Apply
            </Button>
          </Group>
        </Stack>
      </form>
    </Group>
  );
}
