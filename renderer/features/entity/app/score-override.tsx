import { Button, Group, NumberInput, Popover, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useOrder } from '../../../data/use-question.ts';
import { toastError, toastUndo } from '../../../kit/toast.tsx';

/** Sets the score by hand for this workspace, or gives it back to the catalog; both can be undone. */
export function ScoreOverride({ app, readOnly }: { readonly app: AppDetail; readonly readOnly: boolean }) {
  const [opened, setOpened] = useState(false);
  const [score, setScore] = useState<number | null>(app.overrideScore ?? app.score);
  const [note, setNote] = useState(app.note);
  const { mutateAsync, isPending } = useOrder('catalog.decideApps');
  const set = (next: number | null): void => {
    setOpened(false);
    const decision = { id: app.id, overrideScore: next, ...(note.trim() === app.note ? {} : { note: note.trim() }) };
    mutateAsync({ apps: [decision] }).then(
      ({ previous }) =>
        toastUndo(
          next === null ? `${app.name} has its catalog score again.` : `${app.name} is scored ${next} by hand.`,
          () => mutateAsync({ apps: previous }),
        ),
      toastError,
    );
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          disabled={readOnly}
          loading={isPending}
          aria-expanded={opened}
          onClick={() => {
            setNote(app.note);
            setOpened(!opened);
          }}
        >
          {app.overrideScore === null ? 'Override score' : `Overridden: ${app.overrideScore}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={280}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (score !== null) set(score);
          }}
        >
          <NumberInput
            data-autofocus
            size="xs"
            label="Score in this workspace"
            description="0 is the highest risk, 10 the lowest."
            min={0}
            max={10}
            allowDecimal={false}
            clampBehavior="strict"
            value={score ?? ''}
            onChange={(value) => setScore(typeof value === 'number' ? value : null)}
          />
          <Textarea
            size="xs"
            mt="xs"
            label="Why"
            description="The app’s note, for whoever looks next."
            autosize
            minRows={2}
            maxRows={8}
            maxLength={10_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text size="xs" c="dimmed" mt={6}>
            {app.scoreRaw === null
              ? 'The catalog’s facts give no score.'
              : `The catalog’s facts give ${app.scoreRaw.toFixed(1)}.`}
          </Text>
          <Group mt="xs" justify="flex-end" gap="xs">
            {app.overrideScore !== null && (
              <Button size="xs" variant="default" onClick={() => set(null)}>
                Back to the catalog’s
              </Button>
            )}
            <Button size="xs" type="submit" disabled={score === null}>
              Set
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
