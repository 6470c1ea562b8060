import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useOrder } from '../../data/use-question.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { JsonFileButton } from '../../kit/json-file-button.tsx';
import { toastDone } from '../../kit/toast.tsx';
import { useWindows } from '../../state/windows.ts';

/** Makes a format, or takes over one that someone shared. */
export function FormatActions() {
  const show = useWindows((state) => state.show);
  const save = useOrder('formats.save');
  const { data: workspace } = useWorkspace();
  if (workspace?.readOnly !== false) return null;
  const take = async (definition: unknown): Promise<void> => {
    const { id, outdated } = await save.mutateAsync({ definition });
    if (outdated.length > 0) show({ kind: 'format', id });
    else toastDone(`${id} is known now.`);
  };
  return (
    <Group gap="xs">
      <JsonFileButton noun="a format" busy={save.isPending} onJson={take} />
      <Button leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />} onClick={() => show({ kind: 'format' })}>
        Describe a format
      </Button>
    </Group>
  );
}
