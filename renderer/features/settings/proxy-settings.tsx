import { Alert, Button, Group, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { ProxyMode } from '../../../core/contract/proxy.ts';
import { bypassProblem, readProxyAddress } from '../../../core/model/proxy-address.ts';
import { useKeyFirst } from '../../data/use-key-first.ts';
import { useOrder, useQuestion } from '../../data/use-question.ts';
import { FormError } from '../../kit/form-error.tsx';
import { KeyFirstField } from '../../kit/privacy/key-first-field.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';

type State = MethodOutput<'connections.proxy'>;

const MODES: readonly { readonly value: ProxyMode; readonly label: string }[] = [
  { value: 'environment', label: 'As the environment says' },
  { value: 'direct', label: 'No proxy' },
  { value: 'proxy', label: 'This proxy' },
];

/** Which way API connections take out of this network. */
export function ProxySettings() {
  const { data } = useQuestion('connections.proxy', {});
  const set = useOrder('connections.setProxy');
  const [wanted, setWanted] = useState<ProxyMode | null>(null);
  if (data === undefined) return null;
  const mode = wanted ?? data.mode;
  const choose = (next: ProxyMode): void => {
    setWanted(next);
    // A proxy holds once it is saved; the others need nothing more.
    if (next === 'proxy') return;
    set.mutate(
      { mode: next },
      {
        onSuccess: () => toastDone(next === 'direct' ? 'Providers are asked directly.' : 'The environment decides.'),
        onError: toastError,
        onSettled: () => setWanted(null),
      },
    );
  };
  return (
    <Stack gap="sm">
      {data.problem !== null && (
        <Alert color="red" variant="light" title="No connection is made">
          {data.problem}
        </Alert>
      )}
      <SegmentedControl
        aria-label="Proxy"
        value={mode}
        disabled={set.isPending}
        onChange={(value) => choose(value as ProxyMode)}
        data={[...MODES]}
        className="uc-settings__modes"
      />
      <Text size="xs" c="dimmed" maw={560}>
        {nowText(data)}
      </Text>
      {mode === 'proxy' && (
        <ProxyForm key={`${data.address} ${data.user} ${data.bypass}`} state={data} onSaved={() => setWanted(null)} />
      )}
    </Stack>
  );
}

/** What applies at this moment, and why. */
function nowText({ mode, through, environment }: State): string {
  const named =
    environment.address === null
      ? 'HTTPS_PROXY is not set'
      : `HTTPS_PROXY names ${environment.address}${environment.bypass === null ? '' : `, NO_PROXY ${environment.bypass}`}`;
  const now = through === null ? 'Now: providers are asked directly' : `Now: through ${through}`;
  return mode === 'environment' ? `${now}. ${named}.` : `${now}, whatever the environment says (${named}).`;
}

function ProxyForm({ state, onSaved }: { readonly state: State; readonly onSaved: () => void }) {
  const set = useOrder('connections.setProxy');
  const [address, setAddress] = useState(state.address);
  const [user, setUser] = useState(state.user);
  const [password, setPassword] = useState('');
  const [bypass, setBypass] = useState(state.bypass);
  const key = useKeyFirst(user.trim() !== '' && password !== '');
  const read = readProxyAddress(address);
  const addressProblem = 'problem' in read ? read.problem : null;
  const hostProblem = bypassProblem(bypass);
  const isKept = state.hasPassword && user.trim() === state.user && address.trim() === state.address;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (addressProblem !== null || hostProblem !== null) return;
    try {
      await key.ready();
      await set.mutateAsync({ mode: 'proxy', address, user, bypass, ...(password === '' ? {} : { password }) });
      toastDone('Connections go through this proxy from now on.');
      setPassword('');
      onSaved();
    } catch {
      // Shown in the form.
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm" maw={560}>
        <TextInput
          label="Address"
          placeholder="http://proxy.example.com:8080"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={address === '' ? null : addressProblem}
        />
        <Group grow align="flex-start" gap="sm">
          <TextInput
            label="User"
            description="Empty: the proxy asks for none."
            value={user}
            autoComplete="off"
            onChange={(event) => setUser(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            description={isKept ? 'Kept; type to replace it.' : 'For this workspace, sealed with its key.'}
            value={password}
            disabled={user.trim() === ''}
            autoComplete="new-password"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          label="Asked directly"
          description="Hosts that need no proxy, with commas between: .example.com, 192.0.2.7"
          value={bypass}
          onChange={(event) => setBypass(event.currentTarget.value)}
          error={hostProblem}
        />
        <KeyFirstField {...key} />
        <FormError error={set.error ?? key.error} />
        <Group gap="xs">
          <Button
            type="submit"
            loading={set.isPending || key.isBusy}
            disabled={addressProblem !== null || hostProblem !== null}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
