import { Button, Group, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type SavedView, useSavedViews } from '../../state/saved-views.ts';
import { Dialog } from '../dialog.tsx';
import { MenuButton } from '../menu-button.tsx';
import type { MenuQuery } from './menu-query.ts';

/** Suggested queries and the user's own saved views, in one menu. */
export function ViewsMenu(props: {
  readonly table: string;
  readonly suggested: readonly MenuQuery[];
  /** The arrangement as it is now, to be saved under a name. */
  readonly current: Omit<SavedView, 'id' | 'name' | 'table'>;
  readonly onQuery: (filter: string) => void;
  readonly onView: (view: SavedView) => void;
}) {
  const { table, suggested, current } = props;
  const all = useSavedViews((state) => state.views);
  const save = useSavedViews((state) => state.save);
  const remove = useSavedViews((state) => state.remove);
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const views = all.filter((view) => view.table === table);
  const taken = views.some((view) => view.name === name.trim());
  const submit = (): void => {
    save({ ...current, table, name: name.trim() });
    setNaming(false);
    setName('');
  };
  return (
    <>
      <Menu position="bottom-start" withinPortal width={380}>
        <MenuButton icon={IconBookmark} title="Queries" />
        <Menu.Dropdown mah={460} style={{ overflowY: 'auto' }}>
          {views.length > 0 && <Menu.Label>Saved views</Menu.Label>}
          {views.map((view) => (
            <Group key={view.id} gap={0} wrap="nowrap">
              <Menu.Item onClick={() => props.onView(view)} style={{ flex: 1 }}>
                {view.name}
                <span className="uc-query__logic">{view.filter === '' ? 'no filter' : view.filter}</span>
              </Menu.Item>
              <Menu.Item
                w={36}
                aria-label={`Delete the view “${view.name}”`}
                closeMenuOnClick={false}
                onClick={() => remove(view.id)}
              >
                <IconTrash size={14} stroke={1.5} />
              </Menu.Item>
            </Group>
          ))}
          {suggested.length > 0 && <Menu.Label>Suggested</Menu.Label>}
          {suggested.map((one) => (
            <Menu.Item key={one.id} onClick={() => props.onQuery(one.filter)}>
              {one.title}
              <span className="uc-query__logic">{one.logic}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>Save this view …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Dialog onClose={() => setNaming(false)} title="Save this view" size="sm">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') submit();
            }}
          >
            <TextInput
              data-autofocus
              label="Name"
              description="Keeps filter, search, order and columns on this computer."
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={80}
            />
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setNaming(false)}>
                Cancel
              </Button>
              <Button type="submit" disabled={name.trim() === ''}>
                {taken ? 'Replace' : 'Save'}
              </Button>
            </Group>
          </form>
        </Dialog>
      )}
    </>
  );
}
