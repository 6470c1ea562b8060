import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { AppError, type AppErrorCode } from '../../../core/contract/errors.ts';
import { useHost } from '../../bridge/client.tsx';
import { useRefreshRecent } from '../../data/host.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { errorText } from '../../kit/error-text.ts';
import { toastError } from '../../kit/toast.tsx';
import { type LaunchProblem, useLaunch } from '../../state/launch.ts';

const READ_ONLY_HELPS: readonly AppErrorCode[] = ['workspace.locked', 'workspace.corrupt', 'workspace.diskFull'];
const RETRY_HELPS: readonly AppErrorCode[] = [
  'workspace.locked',
  'workspace.notFound',
  'workspace.diskFull',
  'engine.gone',
  'engine.bug',
];

/** Further words per problem, where the text of the code alone leaves the user stuck. */
const MORE: Partial<Readonly<Record<AppErrorCode, string>>> = {
  'workspace.corrupt':
    'Open it read-only to see and export what can still be read, or restore a backup into a new workspace. The damaged folder is left as it is.',
  'workspace.fromNewerVersion': 'Updating Undercast is enough; workspaces are carried along.',
  'workspace.notFound':
    'If it is on a drive that you can connect, do so and try again. Otherwise take it off the list.',
};

/** Why a workspace did not open, with every way out that there is. */
export function ProblemCard({ problem }: { readonly problem: LaunchProblem }) {
  const actions = useWorkspaceActions();
  const host = useHost();
  const refreshRecent = useRefreshRecent();
  const setProblem = useLaunch((state) => state.setProblem);
  const { error, token, name } = problem;
  const code = error instanceof AppError ? error.code : null;
  const { title, next } = errorText(error);
  const forget = (): void => {
    host.host('host.forgetRecent', { token }).then(() => {
      refreshRecent();
      setProblem(null);
    }, toastError);
  };
  const ways: ReactNode[] = [];
  if (code === null || RETRY_HELPS.includes(code)) {
    ways.push(
      <Button key="retry" onClick={() => void actions.open(token, name)}>
        Try again
      </Button>,
    );
  }
  if (code !== null && READ_ONLY_HELPS.includes(code)) {
    ways.push(
      <Button key="readOnly" variant="default" onClick={() => void actions.open(token, name, true)}>
        Open read-only
      </Button>,
    );
  }
  if (code === 'workspace.notFound' || code === 'workspace.invalid') {
    ways.push(
      <Button key="forget" variant="default" onClick={forget}>
        Take off the list
      </Button>,
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle stroke={1.5} />}
      title={`“${name}” could not be opened`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => setProblem(null)}
      role="alert"
    >
      <Text fw={600}>{title}</Text>
      <Text>{next}</Text>
      {code !== null && MORE[code] !== undefined && <Text mt={4}>{MORE[code]}</Text>}
      {ways.length > 0 && (
        <Group gap="xs" mt="sm">
          {ways}
        </Group>
      )}
    </Alert>
  );
}
