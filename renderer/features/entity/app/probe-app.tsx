import { Button, Group, Text } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import { AppError } from '../../../../core/contract/errors.ts';
import { useJobOrder, useOrder, useQuestion } from '../../../data/use-question.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';

/** Looks at the app's own host over the network; shown only where the workspace allows it. */
export function ProbeApp({ app }: { readonly app: string }) {
  const { data } = useQuestion('probe.getState', {});
  const look = useJobOrder('probe.run');
  const forget = useOrder('probe.forget');
  const last = data?.probes.find((one) => one.app === app);
  if (data === undefined || ((!data.allowed || data.offline) && last === undefined)) return null;
  const start = (): void =>
    look.mutate(
      { apps: [app], again: true },
      {
        onSuccess: ({ probed: [found] }) => {
          if (found?.result.reached === true) toastDone(`${found.result.host} was looked at.`);
          else
            toastError(
              new AppError('connection.failed', found?.result.problem ?? 'The app names no host.', {
                connection: found?.result.host ?? null,
              }),
            );
        },
        onError: toastError,
      },
    );
  return (
    <Group gap="xs">
      {data.allowed && !data.offline && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconWorldSearch size={14} stroke={1.5} />}
          loading={look.isPending}
          onClick={start}
        >
          Look online
        </Button>
      )}
      {last !== undefined && (
        <>
          <Text size="xs" c="dimmed">
            {last.result.host}, <When at={last.result.at} />
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => forget.mutate({ apps: [app] }, { onError: toastError })}
          >
            Forget
          </Button>
        </>
      )}
    </Group>
  );
}
