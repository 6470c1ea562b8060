import { Button, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { AppError } from '../../../core/contract/errors.ts';
import { isLocked } from '../../data/query-client.ts';
import { navigate } from '../../state/location.ts';
import { errorText } from '../error-text.ts';

/** What a page or card says when its question failed: what happened, the next step, and a way to try again. */
export function ErrorState(props: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
}) {
  const { title, next } = errorText(props.error);
  return (
    <Stack align="center" gap={8} className="uc-empty" role="alert">
      <IconAlertTriangle size={32} stroke={1.5} aria-hidden className="uc-empty__icon uc-empty__icon--bad" />
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={560}>
        {next}
      </Text>
      <div className="uc-empty__action">
        {isLocked(props.error) ? (
          <Button onClick={() => navigate('/data/privacy')}>Unlock the workspace’s key</Button>
        ) : (
          props.onRetry !== undefined &&
          !isInQuestion(props.error) && (
            <Button variant="default" onClick={props.onRetry}>
              Try again
            </Button>
          )
        )}
        {props.action}
      </div>
    </Stack>
  );
}

/** The fault is in what was asked: asking the same again cannot help. */
function isInQuestion(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'input.invalid' || error.code.startsWith('query.bad'));
}
