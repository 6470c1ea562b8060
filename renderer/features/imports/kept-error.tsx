import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { KeptError } from '../../../core/contract/common.ts';
import { APP_ERROR_CODES, AppError } from '../../../core/contract/errors.ts';
import { errorText } from '../../kit/error-text.ts';

type Kept = Pick<KeptError, 'code' | 'message'> & Partial<KeptError>;

/** A failure that the engine kept, to be worded as any other. */
export function asAppError({ code, message, data }: Kept): AppError {
  return new AppError(APP_ERROR_CODES.find((known) => known === code) ?? 'engine.bug', message, data);
}

/** Why a file, or a whole import, could not be read, and what to do. */
export function KeptErrorNote({ error }: { readonly error: Kept }) {
  const { title, next } = errorText(asAppError(error));
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle stroke={1.5} />} title={title}>
      {next}
    </Alert>
  );
}
