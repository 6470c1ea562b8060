import { Button, Popover, Select, Stack, TagsInput, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppDecision } from '../../../core/contract/catalog-govern.ts';
import { useCategories, useCustomTags } from '../../data/catalog.ts';
import { useOrder } from '../../data/use-question.ts';
import { plural } from '../../kit/format.ts';
import type { RowSource } from '../../kit/table/row-source.ts';
import { toastDone, toastError, toastUndo } from '../../kit/toast.tsx';
import { navigate } from '../../state/location.ts';
import type { CatalogRow } from './read-row.ts';

const MOST_COMPARED = 4;

/** What else can be done with the selected apps: custom tags, a category, a note, comparing them. */
export function BulkBar({
  source,
  selected,
}: {
  readonly source: RowSource<CatalogRow>;
  readonly selected: readonly number[];
}) {
  const { data: tags = [] } = useCustomTags();
  const { data: categories = [] } = useCategories();
  const { mutateAsync: setTags } = useOrder('catalog.setCustomTags');
  const { mutateAsync: decide } = useOrder('catalog.decideApps');
  const ids = async (): Promise<string[]> => {
    const first = selected[0] ?? 0;
    const rows = await source.fetchRange(first, (selected.at(-1) ?? first) + 1);
    return selected.flatMap((index) => rows[index - first]?.id ?? []);
  };
  const decideAll = (decision: Omit<AppDecision, 'id'>, done: string): void => {
    ids()
      .then(async (all) => {
        const { previous } = await decide({ apps: all.map((id) => ({ id, ...decision })) });
        toastUndo(`${plural(all.length, 'app')}: ${done}.`, () => decide({ apps: previous }));
      })
      .catch(toastError);
  };
  const tag = (given: readonly string[], kind: 'add' | 'remove'): void => {
    ids()
      .then(async (apps) => {
        await setTags({ apps, [kind]: [...given] });
        toastDone(
          `${plural(apps.length, 'app')}: ${kind === 'add' ? 'tagged' : 'no longer tagged'} ${given.join(', ')}.`,
        );
      })
      .catch(toastError);
  };
  return (
    <>
      <Menu title="Custom tags">
        {(close) => <TagForm known={tags.map(({ name }) => name)} onDone={close} onTag={tag} />}
      </Menu>
      <Menu title="Category">
        {(close) => (
          <Select
            size="xs"
            label="Category in this workspace"
            searchable
            comboboxProps={{ withinPortal: false }}
            data={categories.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(category) => {
              close();
              if (category !== null) decideAll({ category }, 'category changed');
            }}
          />
        )}
      </Menu>
      <Menu title="Note">
        {(close) => (
          <NoteForm
            onSave={(note) => {
              close();
              decideAll({ note }, note === '' ? 'notes removed' : 'note saved');
            }}
          />
        )}
      </Menu>
      {selected.length > 1 && selected.length <= MOST_COMPARED && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() =>
            ids().then((all) => navigate(`/catalog/compare?apps=${encodeURIComponent(all.join(','))}`), toastError)
          }
        >
          Compare
        </Button>
      )}
    </>
  );
}

function Menu({ title, children }: { readonly title: string; readonly children: (close: () => void) => ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button size="compact-xs" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={300}>{children(() => setOpened(false))}</Popover.Dropdown>
    </Popover>
  );
}

function TagForm({
  known,
  onTag,
  onDone,
}: {
  readonly known: readonly string[];
  readonly onTag: (tags: readonly string[], kind: 'add' | 'remove') => void;
  readonly onDone: () => void;
}) {
  const [tags, setTags] = useState<string[]>([]);
  const run = (kind: 'add' | 'remove'): void => {
    onTag(tags, kind);
    onDone();
  };
  return (
    <Stack gap="xs">
      <TagsInput
        size="xs"
        label="Custom tags"
        description="Choose, or write a new one and press Enter."
        data={[...known]}
        value={tags}
        onChange={setTags}
        maxTags={20}
        comboboxProps={{ withinPortal: false }}
      />
      <Button.Group>
        <Button size="xs" disabled={tags.length === 0} onClick={() => run('add')}>
          Add
        </Button>
        <Button size="xs" variant="default" disabled={tags.length === 0} onClick={() => run('remove')}>
          Take away
        </Button>
      </Button.Group>
    </Stack>
  );
}

function NoteForm({ onSave }: { readonly onSave: (note: string) => void }) {
  const [note, setNote] = useState('');
  return (
    <Stack gap="xs">
      <Textarea
        size="xs"
        label="Note for the selected apps"
        description="Replaces the notes they have."
        autosize
        minRows={2}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="xs" onClick={() => onSave(note.trim())}>
        Save note
      </Button>
    </Stack>
  );
}
