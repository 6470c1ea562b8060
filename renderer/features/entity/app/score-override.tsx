import { Button, Group, NumberInput, Popover, Text } from '@mantine/core';
import { useState } from 'react';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useOrder } from '../../../data/use-question.ts';
import { toastError, toastUndo } from '../../../kit/toast.tsx';

/** Sets the score by hand for this workspace, or gives it back to the catalog; both can be undone. */
export function ScoreOverride({ app, readOnly }: { readonly app: AppDetail; readonly readOnly: boolean }) {
  const [opened, setOpened] = useState(false);
  const [score, setScore] = useState<number | null>(app.overrideScore ?? app.score);
  const { mutateAsync, isPending } = useOrder('catalog.overrideScore');
  const set = (next: number | null): void => {
    setOpened(false);
    mutateAsync({ id: app.id, score: next }).then(
      ({ previous }) =>
        toastUndo(
          next === null ? `${app.name} has its catalog score again.` : `${app.name} is scored ${next} by hand.`,
          () => mutateAsync({ id: app.id, score: previous }),
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
          onClick={() => setOpened(!opened)}
        >
          {app.overrideScore === null ? 'Override score' : `Overridden: ${app.overrideScore}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
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
