import { Stack, Switch, Text } from '@mantine/core';
import { useOrder, useQuestion } from '../../data/use-question.ts';
import { plural } from '../../kit/format.ts';
import { toastError } from '../../kit/toast.tsx';

/** Whether chosen apps may be looked at over the network. Off unless switched on here. */
export function ProbeSettings({ readOnly }: { readonly readOnly: boolean }) {
  const { data } = useQuestion('probe.getState', {});
  const allow = useOrder('probe.allow');
  if (data === undefined) return null;
  const { allowed, offline, probes } = data;
  return (
    <Stack gap={6}>
      <Switch
        label="Allow looking at chosen apps over the network"
        checked={allowed}
        disabled={readOnly || offline || allow.isPending}
        onChange={(event) => allow.mutate({ allowed: event.currentTarget.checked }, { onError: toastError })}
      />
      <Text size="xs" c="dimmed" maw={560}>
        {offline
          ? 'This machine is set to make no connections (UNDERCAST_OFFLINE), so nothing is probed.'
          : 'Only when you ask for it on an app’s Factors tab: its own host sees one visit from this network. What is seen goes before the catalog’s values.'}
        {probes.length > 0 && ` ${plural(probes.length, 'app')} looked at so far.`}
      </Text>
    </Stack>
  );
}
