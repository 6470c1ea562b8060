import { Alert, Group, PasswordInput, Stack, Switch, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { PrivacyState } from '../../../core/contract/privacy.ts';

export interface Anonymise {
  readonly wanted: boolean;
  readonly passphrase: string;
  readonly again: string;
}

export const NO_CHOICE: Anonymise = { wanted: false, passphrase: '', again: '' };

/** What the stream is already; null where this import makes it and the choice is open. */
export function settledFor(state: PrivacyState | undefined, stream: string): boolean | null {
  return state?.streams.find((one) => one.name === stream)?.anonymised ?? null;
}

/** Why the import cannot start yet; null when nothing is missing. */
export function missingFor(state: PrivacyState | undefined, stream: string, choice: Anonymise): string | null {
  if (state === undefined || !(settledFor(state, stream) ?? choice.wanted)) return null;
  if (state.key === 'absent')
    return 'The key of this workspace is not on this computer: import it on Data › Privacy first.';
  if (state.key === 'locked') return choice.passphrase === '' ? 'Give the passphrase of the workspace’s key.' : null;
  if (state.key === 'none' && !state.keychain) {
    if (choice.passphrase.length < 8) return 'Choose a passphrase of at least 8 characters.';
    return choice.passphrase === choice.again ? null : 'The two passphrases differ.';
  }
  return null;
}

/** Whether users and devices of a new stream become tokens, and what that needs. */
export function AnonymiseChoice(props: {
  readonly state: PrivacyState | undefined;
  readonly stream: string;
  readonly choice: Anonymise;
  readonly onChange: (choice: Anonymise) => void;
}) {
  const { state, stream, choice, onChange } = props;
  const settled = settledFor(state, stream);
  const wanted = settled ?? choice.wanted;
  return (
    <Stack gap={6} className="uc-import__wide">
      <Switch
        label="Replace users and devices by tokens"
        description={
          settled === null
            ? 'Counts stay right; names and the raw lines are sealed with a key that never travels with the workspace, and opening one takes a reason. Cannot be changed later for this stream.'
            : `The stream “${stream}” ${settled ? 'is anonymised already: these lines join it the same way.' : 'holds clear names already. For tokens, name another stream.'}`
        }
        checked={wanted}
        disabled={settled !== null}
        onChange={(event) => onChange({ ...choice, wanted: event.currentTarget.checked })}
      />
      {wanted && <KeyFields state={state} choice={choice} onChange={onChange} />}
    </Stack>
  );
}

function KeyFields(props: {
  readonly state: PrivacyState | undefined;
  readonly choice: Anonymise;
  readonly onChange: (choice: Anonymise) => void;
}) {
  const { state, choice, onChange } = props;
  const place = useRef<HTMLDivElement>(null);
  // It opens at the foot of a long dialog: what was just asked for must be seen.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  if (state === undefined || state.key === 'unlocked') return null;
  if (state.key === 'absent') {
    return (
      <Alert color="yellow" variant="light" py={6}>
        The key of this workspace is not on this computer. Import it on Data › Privacy first.
      </Alert>
    );
  }
  const first = (
    <PasswordInput
      size="xs"
      w={280}
      label={state.key === 'locked' ? 'Passphrase of the workspace’s key' : 'Passphrase for the workspace’s key'}
      autoComplete={state.key === 'locked' ? 'off' : 'new-password'}
      value={choice.passphrase}
      onChange={(event) => onChange({ ...choice, passphrase: event.currentTarget.value })}
    />
  );
  if (state.key === 'locked') {
    return <div ref={place}>{first}</div>;
  }
  if (state.keychain) return <Text size="sm">The key is kept in this computer’s keychain.</Text>;
  return (
    <Group ref={place} gap="xs" align="flex-end" wrap="nowrap">
      {first}
      <PasswordInput
        size="xs"
        w={280}
        label="Once more"
        autoComplete="new-password"
        value={choice.again}
        onChange={(event) => onChange({ ...choice, again: event.currentTarget.value })}
      />
      <Text size="xs" c="dimmed">
        Nobody can open the names without it, and it cannot be reset.
      </Text>
    </Group>
  );
}
