import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useOrder } from '../../../data/use-question.ts';
import { toastError, toastUndo } from '../../../kit/toast.tsx';

/** The workspace's own note on an app. */
export function AppNote({
  app,
  readOnly,
}: {
  readonly app: { readonly id: string; readonly name: string; readonly note: string };
  readonly readOnly: boolean;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const { mutateAsync, isPending } = useOrder('catalog.setNote');
  const save = (): void => {
    if (draft === null) return;
    mutateAsync({ id: app.id, note: draft.trim() }).then(({ previous }) => {
      setDraft(null);
      toastUndo(`Note on ${app.name} saved.`, () => mutateAsync({ id: app.id, note: previous }));
    }, toastError);
  };
  if (draft === null) {
    return (
      <div className="uc-note">
        {app.note !== '' && <p className="uc-note__text">{visibleText(app.note)}</p>}
        <Button size="compact-xs" variant="default" disabled={readOnly} onClick={() => setDraft(app.note)}>
          {app.note === '' ? 'Add a note' : 'Edit note'}
        </Button>
      </div>
    );
  }
  return (
    <div className="uc-note uc-note--open">
      <Textarea
        size="xs"
        autosize
        autoFocus
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        aria-label={`Note on ${app.name}`}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setDraft(null);
        }}
      />
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" onClick={save} loading={isPending}>
          Save note
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </Group>
    </div>
  );
}
