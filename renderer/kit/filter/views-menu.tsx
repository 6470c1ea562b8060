import { Box, Button, Group, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconDownload, IconFileImport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { cleanName } from '../../../core/contract/common.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { type SavedView, useSavedViews } from '../../state/saved-views.ts';
import { LONGEST_VIEW_NAME, readViews, type ViewedTable, viewsText } from '../../state/views-file.ts';
import { saveBlob } from '../charts/save-blob.ts';
import { Dialog } from '../dialog.tsx';
import { DialogFoot } from '../dialog-foot.tsx';
import { formatCount, plural } from '../format.ts';
import { MenuButton } from '../menu-button.tsx';
import { toastDone, toastUndo } from '../toast.tsx';
import { useFilePicker } from '../use-file-picker.tsx';
import type { MenuQuery } from './menu-query.ts';

/** Most saved views that the menu lists; a search finds the others. */
const LISTED = 50;

/** Suggested queries and the user's own saved views, in one menu. */
export function ViewsMenu(props: {
  readonly table: string;
  /** All columns of the table. */
  readonly columns: ViewedTable['columns'];
  readonly suggested: readonly MenuQuery[];
  /** The arrangement as it is now, to be saved under a name. */
  readonly current: Omit<SavedView, 'id' | 'name' | 'table'>;
  readonly onQuery: (filter: string) => void;
  readonly onView: (view: SavedView) => void;
}) {
  const { table, suggested, current } = props;
  const all = useSavedViews((state) => state.views);
  const put = useSavedViews((state) => state.put);
  const remove = useSavedViews((state) => state.remove);
  const [naming, setNaming] = useState<'new' | SavedView | null>(null);
  const [wanted, setWanted] = useState('');
  const views = all.filter((view) => view.table === table);
  const words = wanted.trim().toLowerCase();
  const found = words === '' ? views : views.filter(({ name }) => name.toLowerCase().includes(words));
  const forget = (view: SavedView): void => {
    remove(view.id);
    toastUndo(`The view “${view.name}” was deleted.`, async () => put(view));
  };
  const share = (): void => {
    saveBlob(new Blob([viewsText(table, views)], { type: 'application/json' }), `${table}-views.json`);
    toastDone(`${plural(views.length, 'saved view')} exported as JSON.`);
  };
  const take = async (file: File): Promise<void> => {
    const { views: before, restore } = useSavedViews.getState();
    const taken = readViews(await file.text(), file.name, props);
    for (const view of taken) put(view);
    const names = new Set(views.map(({ name }) => name));
    const replaced = new Set(taken.flatMap(({ name }) => (names.has(name) ? [name] : []))).size;
    const also =
      replaced === 0 ? '' : ` ${formatCount(replaced)} of the same name ${replaced === 1 ? 'was' : 'were'} replaced.`;
    toastUndo(`${plural(taken.length, 'saved view')} imported.${also}`, async () => restore(before));
  };
  const [picker, pick] = useFilePicker({ label: 'Saved views', accept: 'application/json,.json', onFile: take });
  return (
    <>
      <Menu position="bottom-start" withinPortal width={380} onClose={() => setWanted('')}>
        <MenuButton icon={IconBookmark} title="Queries" />
        <Menu.Dropdown mah={460} style={{ overflowY: 'auto' }}>
          {views.length > 0 && (
            // A group of its own: whoever deletes the last of them stays among them.
            <Box role="group" aria-label="Saved views">
              <Menu.Label>
                {found.length > LISTED
                  ? `Saved views (${LISTED} of ${formatCount(found.length)}; search for the others)`
                  : 'Saved views'}
              </Menu.Label>
              {views.length > LISTED && (
                <TextInput
                  mx={8}
                  mb={4}
                  type="search"
                  aria-label="Search saved views"
                  placeholder="Search saved views"
                  value={wanted}
                  maxLength={80}
                  onChange={(event) => setWanted(event.currentTarget.value)}
                />
              )}
              {found.slice(0, LISTED).map((view) => (
                <Group key={view.id} gap={0} wrap="nowrap">
                  <Menu.Item onClick={() => props.onView(view)} style={{ flex: 1 }}>
                    {shortText(view.name)}
                    <span className="uc-query__logic">{view.filter === '' ? 'no filter' : shortText(view.filter)}</span>
                  </Menu.Item>
                  <Menu.Item
                    w={36}
                    aria-label={`Rename the view “${shortText(view.name)}”`}
                    onClick={() => setNaming(view)}
                  >
                    <IconPencil size={14} stroke={1.5} />
                  </Menu.Item>
                  <Menu.Item
                    w={36}
                    aria-label={`Delete the view “${shortText(view.name)}”`}
                    closeMenuOnClick={false}
                    onClick={() => forget(view)}
                  >
                    <IconTrash size={14} stroke={1.5} />
                  </Menu.Item>
                </Group>
              ))}
            </Box>
          )}
          {suggested.length > 0 && <Menu.Label>Suggested</Menu.Label>}
          {suggested.map((one) => (
            <Menu.Item key={one.id} onClick={() => props.onQuery(one.filter)}>
              {one.title}
              <span className="uc-query__logic">{one.logic}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming('new')}>Save this view …</Menu.Item>
          <Menu.Item leftSection={<IconFileImport size={16} stroke={1.5} />} onClick={pick}>
            Import saved views …
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item leftSection={<IconDownload size={16} stroke={1.5} />} onClick={share}>
              Export saved views as JSON
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {picker}
      {naming !== null && (
        <NameDialog
          before={naming === 'new' ? null : naming}
          views={views}
          onName={(name) =>
            put(naming === 'new' ? { ...current, table, name, id: crypto.randomUUID() } : { ...naming, name })
          }
          onClose={() => setNaming(null)}
        />
      )}
    </>
  );
}

/** Asks for the name of a view that is saved, or gives another to one that was. */
function NameDialog(props: {
  readonly before: SavedView | null;
  readonly views: readonly SavedView[];
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  const { before, onClose } = props;
  const [name, setName] = useState(cleanName(before?.name ?? ''));
  const wanted = cleanName(name);
  const isTaken = props.views.some((view) => view.name === wanted && view.id !== before?.id);
  return (
    <Dialog onClose={onClose} title={before === null ? 'Save this view' : 'Rename the view'} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '') return;
          props.onName(wanted);
          onClose();
        }}
      >
        <TextInput
          data-autofocus
          label="Name"
          description={
            isTaken
              ? 'There is a view of this name: it is replaced.'
              : before === null
                ? 'Keeps filter, search, order and columns on this computer.'
                : 'What it keeps stays as it is.'
          }
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={LONGEST_VIEW_NAME}
          mb="sm"
        />
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={wanted === ''}>
            {isTaken ? 'Replace' : before === null ? 'Save' : 'Rename'}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
