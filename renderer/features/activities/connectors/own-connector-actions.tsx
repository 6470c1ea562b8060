import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useOrder } from '../../../data/use-question.ts';
import { JsonFileButton } from '../../../kit/json-file-button.tsx';
import { toastDone } from '../../../kit/toast.tsx';
import { useWindows } from '../../../state/windows.ts';

/** Makes a connector of one's own, or takes over one that somebody shared. */
export function OwnConnectorActions() {
  const show = useWindows((state) => state.show);
  const save = useOrder('connectors.save');
  const take = async (definition: unknown): Promise<void> => {
    const { id, isNew } = await save.mutateAsync({ definition });
    toastDone(`${id} is ${isNew ? 'known now' : 'changed'}.`);
  };
  return (
    <>
      <JsonFileButton noun="a connector" size="xs" busy={save.isPending} onJson={take} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
        onClick={() => show({ kind: 'connector' })}
      >
        Describe a connector
      </Button>
    </>
  );
}
