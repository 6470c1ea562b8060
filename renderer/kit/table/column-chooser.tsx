import { ActionIcon, Button, Checkbox, Popover, Stack, Text } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTableLayout, useTableLayouts } from '../../state/table-layout.ts';
import { plural } from '../format.ts';
import type { Column } from './columns.ts';
import { useShownColumns } from './use-shown-columns.ts';

/** Which columns a table shows; remembered. */
export function ColumnChooser<R extends object>({
  table,
  columns,
  leftOut,
  settings,
}: {
  readonly table: string;
  readonly columns: readonly Column<R>[];
  /** How many of the shown ones have no room. */
  readonly leftOut: number;
  /** What else can be set of the table; it may close the menu that it stands in. */
  readonly settings?: (close: () => void) => ReactNode;
}) {
  const layout = useTableLayout(table);
  const shown = new Set(useShownColumns(table, columns));
  const change = useTableLayouts((state) => state.change);
  const [opened, setOpened] = useState(false);
  const reset = useTableLayouts((state) => state.reset);
  return (
    <Popover position="bottom-end" trapFocus withinPortal opened={opened} onChange={setOpened}>
      <Popover.Target>
        <ActionIcon
          data-tip="Columns"
          variant="subtle"
          color="gray"
          aria-label="Choose columns"
          onClick={() => setOpened(!opened)}
        >
          <IconColumns3 size={18} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} className="uc-chooser">
          {columns.map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.title}
              checked={shown.has(column)}
              disabled={column.fixed === true}
              onChange={(event) =>
                change(table, { shown: { ...layout.shown, [column.id]: event.currentTarget.checked } })
              }
            />
          ))}
          {leftOut > 0 && (
            <Text size="xs" c="dimmed" maw={220}>
              {plural(leftOut, 'column')} without room here. Ticking one anew keeps it in view.
            </Text>
          )}
          {settings?.(() => setOpened(false))}
          <Button variant="subtle" size="compact-xs" onClick={() => reset(table)}>
            Back to the default columns
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
