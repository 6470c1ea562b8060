import { useState } from 'react';
import { usePrivacy } from './privacy.ts';
import { useOrder } from './use-question.ts';

/** The workspace's key, which must be there before secrets can be sealed with it. */
export interface KeyFirst {
  /** What a passphrase is asked for: to make a key, as no keychain keeps one, or to open the one there is. Null: nothing is asked. */
  readonly needs: 'make' | 'unlock' | null;
  readonly passphrase: string;
  readonly setPassphrase: (text: string) => void;
  /** Makes or opens the key. @throws as the engine refuses it */
  readonly ready: () => Promise<void>;
  readonly error: unknown;
  readonly isBusy: boolean;
}

/** @param hasSecrets whether there is anything to seal */
export function useKeyFirst(hasSecrets: boolean): KeyFirst {
  const [passphrase, setPassphrase] = useState('');
  const { data: privacy } = usePrivacy();
  const make = useOrder('privacy.createKey');
  const unlock = useOrder('privacy.unlock');
  const absent = privacy?.key === 'none' && !privacy.keychain ? 'make' : null;
  const needs = !hasSecrets ? null : privacy?.key === 'locked' ? 'unlock' : absent;
  return {
    needs,
    passphrase,
    setPassphrase,
    ready: async () => {
      if (needs === 'make') await make.mutateAsync({ passphrase });
      if (needs === 'unlock') await unlock.mutateAsync({ passphrase });
      setPassphrase('');
    },
    error: make.error ?? unlock.error,
    isBusy: make.isPending || unlock.isPending,
  };
}
