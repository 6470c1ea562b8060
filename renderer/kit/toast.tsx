import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { visibleText } from '../../core/kit/visible-text.ts';
import { errorText } from './error-text.ts';

/** A short word that something was done. */
export function toastDone(message: string): void {
  notifications.show({ message: visibleText(message), withBorder: true, autoClose: 4000 });
}

/** Says what did not go as wished, though the rest did; it stays long enough to be read. */
export function toastWarning(message: string): void {
  notifications.show({ message: visibleText(message), color: 'yellow', withBorder: true, autoClose: 12_000 });
}

/** Says what was done and offers to take it back. `undo` may fail; then the failure is shown. */
export function toastUndo(message: string, undo: () => Promise<unknown>): void {
  const id = `undo-${crypto.randomUUID()}`;
  const takeBack = (): void => {
    notifications.hide(id);
    undo().then(
      () => toastDone('Undone.'),
      (error: unknown) => toastError(error),
    );
  };
  notifications.show({
    id,
    withBorder: true,
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{visibleText(message)}</Text>
        <Button size="compact-sm" variant="default" onClick={takeBack}>
          Undo
        </Button>
      </Group>
    ),
  });
}

export function toastError(error: unknown): void {
  const { title, next } = errorText(error);
  notifications.show({
    title,
    message: next,
    color: 'red',
    withBorder: true,
    autoClose: 12_000,
  });
}
