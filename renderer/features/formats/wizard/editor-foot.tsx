import { Button, Group, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { saveBlob } from '../../../kit/charts/save-blob.ts';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';
import { RemoveDialog } from '../../../kit/remove-dialog.tsx';
import { textOf } from './draft.ts';

/** What can be done with a description: forget it, share it as a file, leave it, save it. */
export function EditorFoot(props: {
  readonly definition: { readonly id: string; readonly title: string };
  readonly noun: string;
  readonly isStored: boolean;
  /** Why it cannot be saved yet, as a sentence; null when it can. */
  readonly missing: string | null;
  readonly isSaving: boolean;
  readonly isRemoving: boolean;
  readonly onRemove: () => void;
  readonly leave: () => void;
}) {
  const { definition, noun, isStored, missing, isSaving, isRemoving, onRemove, leave } = props;
  const id = useId();
  const [isAsked, setAsked] = useState(false);
  return (
    <DialogFoot justify="space-between">
      <Group gap="xs">
        {isStored && (
          <Button variant="default" color="red" loading={isRemoving} onClick={() => setAsked(true)}>
            Remove …
          </Button>
        )}
        <Button
          variant="default"
          onClick={() =>
            saveBlob(new Blob([textOf(definition)], { type: 'application/json' }), `${definition.id}.json`)
          }
        >
          Save as JSON …
        </Button>
      </Group>
      <Group gap="xs">
        {missing !== null && (
          <Text size="sm" c="dimmed" maw={420} id={`${id}-missing`}>
            {visibleText(missing)}
          </Text>
        )}
        <Button variant="default" onClick={leave}>
          Cancel
        </Button>
        <Button
          type="submit"
          loading={isSaving}
          disabled={missing !== null}
          {...(missing === null ? {} : { 'aria-describedby': `${id}-missing` })}
        >
          {isStored ? 'Save changes' : `Save ${noun}`}
        </Button>
      </Group>
      {isAsked && (
        <RemoveDialog
          name={definition.title}
          keep="Keep it"
          onRemove={() => {
            setAsked(false);
            onRemove();
          }}
          onClose={() => setAsked(false)}
        >
          Files that only this {noun} reads are not recognised any more. What was read with it stays.
        </RemoveDialog>
      )}
    </DialogFoot>
  );
}
