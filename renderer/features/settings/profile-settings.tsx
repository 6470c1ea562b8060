import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Profile, WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { useOrder } from '../../data/use-question.ts';
import { ProfileFields } from '../../kit/profile-fields.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';

const EMPTY: Profile = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };

/** The organisation's profile, changed as a whole. */
export function ProfileSettings({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const saved = workspace.profile ?? EMPTY;
  const [draft, setDraft] = useState<Profile | null>(null);
  const save = useOrder('workspace.setProfile');
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(saved);
  const submit = (): void => {
    if (draft === null) return;
    save.mutate(draft, {
      onSuccess: () => {
        setDraft(null);
        toastDone('The organisation was saved.');
      },
      onError: toastError,
    });
  };
  return (
    <Stack gap="sm">
      <ProfileFields value={draft ?? saved} onChange={setDraft} disabled={workspace.readOnly} />
      {!workspace.readOnly && (
        <Group gap="xs">
          <Button onClick={submit} disabled={!isChanged} loading={save.isPending}>
            Save
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setDraft(null)}>
              Discard
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
