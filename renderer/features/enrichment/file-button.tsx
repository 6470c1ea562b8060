import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Picks one file, a CSV one unless `accept` says otherwise. */
export function CsvButton(props: {
  readonly accept?: string;
  readonly children: ReactNode;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}) {
  return (
    <FileButton
      accept={props.accept ?? '.csv,.txt,.tsv,text/csv'}
      onChange={(file) => file !== null && props.onFile(file)}
    >
      {(button) => (
        <Button
          {...button}
          size="xs"
          variant="default"
          loading={props.busy}
          disabled={props.disabled ?? false}
          leftSection={<IconFileImport size={16} stroke={1.5} />}
        >
          {props.children}
        </Button>
      )}
    </FileButton>
  );
}
