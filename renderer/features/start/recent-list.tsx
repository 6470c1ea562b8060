import { ActionIcon, Badge, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { RecentWorkspace } from '../../../core/contract/host.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { useHost } from '../../bridge/client.tsx';
import { useRecent } from '../../data/host.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { formatAgo, formatInstant } from '../../kit/format.ts';
import { ErrorState } from '../../kit/state/error-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { toastError } from '../../kit/toast.tsx';

/** Workspaces that were opened before, newest first. */
export function RecentList({ disabled }: { readonly disabled: boolean }) {
  const recent = useRecent();
  const client = useQueryClient();
  const host = useHost();
  const forget = (entry: RecentWorkspace): void => {
    host
      .host('host.forgetRecent', { token: entry.token })
      .then((left) => client.setQueryData(['host', 'recent'], left), toastError);
  };
  return (
    <section className="uc-start__recent" aria-labelledby="uc-recent">
      <Title order={2} size="h4" id="uc-recent">
        Recent workspaces
      </Title>
      {recent.data === undefined && recent.error === null && <BoneLines lines={3} height={32} />}
      {recent.error !== null && recent.data === undefined && (
        <ErrorState error={recent.error} onRetry={() => void recent.refetch()} />
      )}
      {recent.data?.length === 0 && (
        <Text c="dimmed" mt={4}>
          None yet. What you open is listed here.
        </Text>
      )}
      <ul>
        {(recent.data ?? []).map((entry) => (
          <RecentRow key={entry.token} entry={entry} disabled={disabled} onForget={() => forget(entry)} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow(props: {
  readonly entry: RecentWorkspace;
  readonly disabled: boolean;
  readonly onForget: () => void;
}) {
  const { entry } = props;
  const actions = useWorkspaceActions();
  return (
    <li>
      <button
        type="button"
        className="uc-start__entry"
        disabled={props.disabled}
        onClick={() => void actions.open(entry.token, entry.name)}
      >
        <strong>{shortText(entry.name)}</strong>
        {entry.missing && (
          <Badge size="sm" color="orange" variant="light">
            Not found
          </Badge>
        )}
        <span className="uc-start__place">{visibleText(entry.location)}</span>
        <time dateTime={new Date(entry.lastOpened).toISOString()} title={formatInstant(entry.lastOpened, 'UTC')}>
          {formatAgo(entry.lastOpened, Date.now())}
        </time>
      </button>
      <ActionIcon
        data-tip="Take off the list. The workspace itself stays."
        variant="subtle"
        color="gray"
        aria-label={`Take ${shortText(entry.name)} off the list`}
        onClick={props.onForget}
      >
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}
