import { Alert, Button, PasswordInput, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { usePrivacy } from '../../data/privacy.ts';
import { useOrder } from '../../data/use-question.ts';
import { DialogFoot } from '../dialog-foot.tsx';
import { errorText } from '../error-text.ts';

const MIN_REASON = 3;

/** Asks why, and for the passphrase where the key is still locked. What is then done stands in the governance log with the reason. */
export function ReasonForm(props: {
  readonly children?: ReactNode;
  readonly action: string;
  /** False where nothing is sealed: the key has no part in it. */
  readonly needsKey?: boolean;
  readonly onReason: (reason: string) => Promise<unknown>;
  readonly onCancel: () => void;
}) {
  const { data: state } = usePrivacy();
  const isLocked = props.needsKey !== false && state?.key === 'locked';
  const unlock = useOrder('privacy.unlock');
  const [reason, setReason] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const failure = error === null ? null : errorText(error);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (isLocked) await unlock.mutateAsync({ passphrase });
      await props.onReason(reason.trim());
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        {props.children}
        {isLocked && (
          <PasswordInput
            label="Passphrase of the workspace’s key"
            required
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
        <Textarea
          label="Reason"
          description="Kept in the governance log as you write it, so leave names out."
          placeholder="e.g. Incident 4711, agreed with the works council"
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {failure !== null && (
          <Alert color="red" variant="light" title={failure.title} role="alert">
            {failure.next}
          </Alert>
        )}
        <DialogFoot>
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={reason.trim().length < MIN_REASON}>
            {props.action}
          </Button>
        </DialogFoot>
      </Stack>
    </form>
  );
}
