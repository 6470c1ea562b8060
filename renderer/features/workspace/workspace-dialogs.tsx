import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useHostInfo } from '../../data/host.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { errorText } from '../../kit/error-text.ts';
import { type OpenWindow, useWindows } from '../../state/windows.ts';

/** The small dialogs around workspaces. */
export function WorkspaceDialogs() {
  const open = useWindows((state) => state.open);
  const close = useWindows((state) => state.close);
  if (open?.kind !== 'createWorkspace' && open?.kind !== 'restore') return null;
  return (
    <Dialog onClose={close} title={open.kind === 'restore' ? 'Restore a backup' : 'New workspace'}>
      <NameForm open={open} close={close} />
    </Dialog>
  );
}

const stem = (name: string): string => name.replace(/\.undercastz?$/, '');

function NameForm({ open, close }: { readonly open: OpenWindow; readonly close: () => void }) {
  const actions = useWorkspaceActions();
  const { data: info } = useHostInfo();
  const [name, setName] = useState(open.kind === 'restore' ? stem(open.name) : '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (open.kind === 'restore') await actions.restore(open.token, name.trim());
      else await actions.create(name.trim());
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const text = error === null ? null : errorText(error);
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text c="dimmed">
          {open.kind === 'restore'
            ? `Unpacks ${open.name} into a new workspace; nothing that exists is touched.`
            : 'One workspace holds one case: its logs, figures, tags and notes, in one folder that you can copy.'}
        </Text>
        <TextInput
          label="Name"
          data-autofocus
          required
          maxLength={100}
          placeholder="e.g. Proxy logs, spring 2026"
          description={info === undefined ? undefined : `Will be kept in ${info.workspaceFolder}`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={text === null ? null : `${text.title} ${text.next}`}
        />
        <DialogFoot>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {open.kind === 'restore' ? 'Restore' : 'Create'}
          </Button>
        </DialogFoot>
      </Stack>
    </form>
  );
}
