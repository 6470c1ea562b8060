import { Button, FileButton, Group } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { AppError } from '../../../core/contract/errors.ts';
import { useOrder } from '../../data/use-question.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { useWindows } from '../../state/windows.ts';

/** A description is a few kilobytes; what is larger is another file. */
const MAX_BYTES = 1_000_000;

/** Makes a format, or takes over one that someone shared. */
export function FormatActions() {
  const show = useWindows((state) => state.show);
  const save = useOrder('formats.save');
  const { data: workspace } = useWorkspace();
  if (workspace?.readOnly !== false) return null;
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    try {
      const definition = readJson(file.name, file.size > MAX_BYTES ? '' : await file.text());
      const { id, outdated } = await save.mutateAsync({ definition });
      if (outdated.length > 0) show({ kind: 'format', id });
      else toastDone(`${id} is known now.`);
    } catch (failed) {
      toastError(failed);
    }
  };
  return (
    <Group gap="xs">
      <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
        {(button) => (
          <Button
            {...button}
            variant="default"
            leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
            loading={save.isPending}
          >
            Add from JSON…
          </Button>
        )}
      </FileButton>
      <Button leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />} onClick={() => show({ kind: 'format' })}>
        Describe a format
      </Button>
    </Group>
  );
}

function readJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('format.invalid', `${name} is no JSON file that describes a format.`);
  }
}
