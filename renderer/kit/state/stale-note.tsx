import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorLine } from '../error-text.ts';

/** Says that what is shown below is old, because asking again failed. */
export function StaleNote({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle stroke={1.5} />} mb="sm" role="alert">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">What follows may be out of date: it could not be asked for again. {errorLine(error)}</Text>
        <Button variant="default" size="compact-sm" flex="none" onClick={onRetry}>
          Try again
        </Button>
      </Group>
    </Alert>
  );
}
