import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { useJobOrder } from '../../data/use-question.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { formatBytes, formatCount, plural } from '../../kit/format.ts';
import { toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';

/** Facts about the workspace, its check and its backup. */
export function WorkspaceSettings({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const check = useJobOrder('workspace.checkIntegrity');
  const actions = useWorkspaceActions();
  const [withEvidence, setWithEvidence] = useState(true);
  const [writing, setWriting] = useState(false);
  const backup = (): void => {
    setWriting(true);
    actions
      .backup(workspace.name, withEvidence)
      .catch(toastError)
      .finally(() => setWriting(false));
  };
  return (
    <Stack gap="md">
      <dl className="uc-facts">
        <div>
          <dt>Name</dt>
          <dd>{shortText(workspace.name)}</dd>
        </div>
        <div>
          <dt>Folder</dt>
          <dd className="uc-mono">{visibleText(workspace.path)}</dd>
        </div>
        <div>
          <dt>Made</dt>
          <dd>
            <When at={workspace.created} />
          </dd>
        </div>
        <div>
          <dt>Holds</dt>
          <dd className="uc-num">
            {plural(workspace.imports, 'import')} in {plural(workspace.streams, 'stream')}; database{' '}
            {formatBytes(workspace.databaseBytes)}, raw lines {formatBytes(workspace.evidenceBytes)}
          </dd>
        </div>
        <div>
          <dt>Schema</dt>
          <dd className="uc-num">version {formatCount(workspace.schemaVersion)}</dd>
        </div>
      </dl>
      <Group gap="xs">
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate({}, { onError: toastError })}>
          Check integrity
        </Button>
        <Button variant="default" loading={writing} onClick={backup}>
          Back up
        </Button>
        <Checkbox
          size="xs"
          label="With the raw lines"
          checked={withEvidence}
          onChange={(event) => setWithEvidence(event.currentTarget.checked)}
        />
      </Group>
      {check.data !== undefined && <CheckResult result={check.data} />}
    </Stack>
  );
}

function CheckResult({ result }: { readonly result: MethodOutput<'workspace.checkIntegrity'> }) {
  if (result.ok) {
    return (
      <Alert color="teal" variant="light" icon={<IconCircleCheck stroke={1.5} />} title="Everything is in order">
        {plural(result.segments, 'segment')} of figures and {plural(result.frames, 'frame')} of raw lines were read and
        agree with their checksums.
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle stroke={1.5} />}
      title="The workspace is damaged"
      role="alert"
    >
      <ul>
        {result.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <Text mt="xs">
        Way out: remove the imports named above and import their files again, or restore a backup into a new workspace
        (drop its .undercastz file on the window). Make a copy of the folder before you change anything.
      </Text>
    </Alert>
  );
}
