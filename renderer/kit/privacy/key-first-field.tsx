import { PasswordInput } from '@mantine/core';
import type { KeyFirst } from '../../data/use-key-first.ts';

/** Asks for the passphrase where the key that seals secrets is not there yet, or is locked. */
export function KeyFirstField({ needs, passphrase, setPassphrase }: KeyFirst) {
  if (needs === null) return null;
  return (
    <PasswordInput
      label={needs === 'make' ? 'Passphrase for a new key' : 'Passphrase of the workspace'}
      description={
        needs === 'make'
          ? 'There is no keychain here: it protects the secrets, which are kept outside the workspace. At least 8 characters.'
          : 'The secrets are sealed with the key of the workspace, which is locked.'
      }
      value={passphrase}
      onChange={(event) => setPassphrase(event.currentTarget.value)}
    />
  );
}
