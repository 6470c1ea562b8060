import { Kbd, Menu } from '@mantine/core';
import type { RowAction } from './columns.ts';

export interface RowMenuAt {
  readonly x: number;
  readonly y: number;
}

/** The context menu of a table's rows: open, copy, and what can be done with them. */
export function RowMenu<R extends object>(props: {
  readonly at: RowMenuAt;
  readonly rows: readonly R[];
  readonly actions: readonly RowAction<R>[];
  readonly canOpen: boolean;
  readonly onOpen: () => void;
  readonly onCopy: () => void;
  readonly onAct: (action: RowAction<R>) => void;
  readonly onClose: () => void;
}) {
  const usable = props.actions.filter((action) => props.rows.length > 0 && (action.when?.(props.rows) ?? true));
  return (
    <Menu opened onClose={props.onClose} position="bottom-start" offset={0} withinPortal>
      <Menu.Target>
        <div style={{ position: 'fixed', left: props.at.x, top: props.at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        {props.canOpen && (
          <Menu.Item onClick={props.onOpen} rightSection={<Kbd size="xs">Enter</Kbd>}>
            Open
          </Menu.Item>
        )}
        <Menu.Item onClick={props.onCopy} rightSection={<Kbd size="xs">Ctrl C</Kbd>}>
          Copy as TSV
        </Menu.Item>
        {usable.length > 0 && <Menu.Divider />}
        {usable.map((action) => (
          <Menu.Item
            key={action.id}
            onClick={() => props.onAct(action)}
            rightSection={action.key === undefined ? null : <Kbd size="xs">{action.key}</Kbd>}
          >
            {action.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
