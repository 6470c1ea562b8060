import { Badge, Button, FileButton, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PrivacyState } from '../../../core/contract/privacy.ts';
import { useHost } from '../../bridge/client.tsx';
import { useGrantFile } from '../../data/grant-file.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { errorLine } from '../../kit/error-text.ts';
import { ReasonForm } from '../../kit/privacy/reason-form.tsx';
import { toastDone } from '../../kit/toast.tsx';

const STATE: Readonly<
  Record<PrivacyState['key'], { readonly title: string; readonly about: string; readonly color: string }>
> = {
  none: { title: 'No key yet', about: 'The first anonymised import makes it.', color: 'gray' },
  absent: {
    title: 'Not on this computer',
    about: 'Everything counts and tokens are shown; names and lines stay sealed until the key is imported.',
    color: 'yellow',
  },
  locked: {
    title: 'Locked',
    about: 'Everything counts and tokens are shown; lines and names open with the passphrase.',
    color: 'yellow',
  },
  unlocked: {
    title: 'Unlocked',
    about: 'Lines are shown masked. Names and hidden text open with a reason, which is logged.',
    color: 'teal',
  },
};

/** Where the workspace's key is, and what can be done with it. */
export function KeyCard({ state, readOnly }: { readonly state: PrivacyState; readonly readOnly: boolean }) {
  const [asked, setAsked] = useState<'unlock' | 'export' | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const lock = useOrder('privacy.lock');
  const close = (): void => setAsked(null);
  const { title, about, color } = STATE[state.key];
  return (
    <section className="uc-card" aria-labelledby="privacy-key">
      <Group justify="space-between" align="start" wrap="nowrap">
        <h2 id="privacy-key">Key of this workspace</h2>
        <Group gap={4}>
          {state.key === 'locked' && (
            <Button size="compact-xs" onClick={() => setAsked('unlock')}>
              Unlock …
            </Button>
          )}
          {state.key === 'unlocked' && state.kept === 'passphrase' && (
            <Button size="compact-xs" variant="default" loading={lock.isPending} onClick={() => lock.mutate({})}>
              Lock
            </Button>
          )}
          {state.key === 'unlocked' && !readOnly && (
            <Button size="compact-xs" variant="default" onClick={() => setAsked('export')}>
              Export key …
            </Button>
          )}
          {(state.key === 'absent' || state.key === 'none') && !readOnly && (
            <FileButton accept=".undercastkey,.key,.json" onChange={setFile}>
              {(button) => (
                <Button {...button} size="compact-xs" variant="default">
                  Import key …
                </Button>
              )}
            </FileButton>
          )}
        </Group>
      </Group>
      <p>
        <Badge color={color} variant="light" tt="none">
          {title}
        </Badge>{' '}
        {about}
      </p>
      <dl className="uc-facts">
        <div>
          <dt>Protected by</dt>
          <dd>{keptText(state)}</dd>
        </div>
        {state.keyId !== null && (
          <div>
            <dt>Key</dt>
            <dd className="uc-mono">{state.keyId}</dd>
          </div>
        )}
        {state.keyFile !== null && (
          <div>
            <dt>Kept in</dt>
            <dd className="uc-mono">{state.keyFile}</dd>
          </div>
        )}
      </dl>
      {asked === 'unlock' && <UnlockDialog close={close} />}
      {asked === 'export' && <ExportKeyDialog close={close} />}
      {file !== null && <ImportKeyDialog file={file} close={() => setFile(null)} />}
    </section>
  );
}

function keptText(state: PrivacyState): string {
  if (state.kept === 'keychain') return 'the keychain of this computer’s operating system';
  if (state.kept === 'passphrase') return 'a passphrase that only you know';
  if (state.key === 'absent') return 'what it was exported with: this computer has no copy of it';
  return state.keychain ? 'the operating system’s keychain, once there is a key' : 'a passphrase, once there is a key';
}

function UnlockDialog({ close }: { readonly close: () => void }) {
  const unlock = useOrder('privacy.unlock');
  const [passphrase, setPassphrase] = useState('');
  return (
    <Dialog onClose={close} title="Unlock the key">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate({ passphrase }, { onSuccess: close });
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            label="Passphrase"
            required
            data-autofocus
            autoComplete="off"
            value={passphrase}
            error={unlock.error === null ? null : errorLine(unlock.error)}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={unlock.isPending}>
              Unlock
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

function ExportKeyDialog({ close }: { readonly close: () => void }) {
  const host = useHost();
  const order = useOrder('privacy.exportKey');
  const [passphrase, setPassphrase] = useState('');
  const write = async (reason: string): Promise<void> => {
    const target = await host.host('host.pickTarget', { suggestedName: 'workspace.undercastkey' });
    if (target === null) return;
    await order.mutateAsync({ token: target.token, passphrase, reason });
    if (target.download !== null) {
      const link = document.createElement('a');
      link.href = target.download;
      link.download = target.name;
      link.click();
    }
    toastDone('The key was exported. Keep it apart from the workspace.');
    close();
  };
  return (
    <Dialog onClose={close} title="Export the key">
      <ReasonForm action="Export key" onCancel={close} onReason={write}>
        <Text c="dimmed">
          Whoever has this file and its passphrase can open every name and line of the anonymised streams. It is never
          part of the workspace or a backup.
        </Text>
        <PasswordInput
          label="Passphrase for the file"
          description="At least 8 characters."
          required
          minLength={8}
          autoComplete="new-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      </ReasonForm>
    </Dialog>
  );
}

function ImportKeyDialog({ file, close }: { readonly file: File; readonly close: () => void }) {
  const grant = useGrantFile();
  const order = useOrder('privacy.importKey');
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<unknown>(null);
  const take = async (): Promise<void> => {
    setError(null);
    try {
      await order.mutateAsync({ token: await grant(file), passphrase });
      toastDone('The key is on this computer now.');
      close();
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Dialog onClose={close} title={`Import the key of ${file.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            label="Passphrase of the file"
            required
            data-autofocus
            autoComplete="off"
            value={passphrase}
            error={error === null ? null : errorLine(error)}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={order.isPending}>
              Import key
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
