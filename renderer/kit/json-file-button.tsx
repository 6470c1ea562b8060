import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { AppError } from '../../core/contract/errors.ts';
import { toastError } from './toast.tsx';

/** A description is a few kilobytes; what is larger is another file. */
const MAX_BYTES = 1_000_000;

/** Takes over a description that somebody shared as a JSON file. */
export function JsonFileButton(props: {
  /** What the file describes: "a format". */
  readonly noun: string;
  readonly busy: boolean;
  readonly size?: string;
  readonly onJson: (value: unknown) => Promise<void>;
}) {
  const { noun, busy, size, onJson } = props;
  const take = async (file: File): Promise<void> => {
    const text = file.size > MAX_BYTES ? '' : await file.text();
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new AppError('format.invalid', `${file.name} is no JSON file that describes ${noun}.`);
    }
    await onJson(value);
  };
  return (
    <FileButton
      accept="application/json,.json"
      onChange={(file) => {
        if (file !== null) take(file).catch(toastError);
      }}
    >
      {(button) => (
        <Button
          {...button}
          {...(size === undefined ? {} : { size })}
          variant="default"
          leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
          loading={busy}
        >
          Add from JSON …
        </Button>
      )}
    </FileButton>
  );
}
