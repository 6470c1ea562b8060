import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { DescribedLines } from '../../../data/formats.ts';
import { useGrantFile } from '../../../data/grant-file.ts';
import { toastError } from '../../../kit/toast.tsx';
import { PasteLines } from '../wizard/paste-lines.tsx';

/** Records to describe: a file that is chosen or dropped, or pasted ones. */
export function ChooseRecords(props: {
  readonly about: string;
  readonly onRecords: (records: DescribedLines) => void;
  readonly onCancel: () => void;
}) {
  const grant = useMutation({ mutationFn: useGrantFile() });
  const take = (file: File | null): void => {
    if (file === null) return;
    grant.mutate(file, { onSuccess: (token) => props.onRecords({ token }), onError: toastError });
  };
  return (
    <Stack gap="md">
      <div className="uc-dropzone">
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <Text size="sm">{props.about}</Text>
        <Text size="xs" c="dimmed">
          Drop an export anywhere on the window: JSON, one record a line, or CSV with a header; .gz and .zip too.
        </Text>
        <FileButton onChange={take}>
          {(button) => (
            <Button {...button} loading={grant.isPending}>
              Choose a file …
            </Button>
          )}
        </FileButton>
      </div>
      <PasteLines
        label="Records"
        action="Look at these records"
        about="Or paste some: a JSON array, one JSON object a line, or CSV with its header."
        onLines={(text) => props.onRecords({ text })}
        onCancel={props.onCancel}
      />
    </Stack>
  );
}
