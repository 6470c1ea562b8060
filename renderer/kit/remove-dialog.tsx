import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';

/** Asks before something goes; `children` say what goes with it and what stays. */
export function RemoveDialog(props: {
  /** What the question is about: "Remove NAME?". */
  readonly name: string;
  /** The button that changes nothing. */
  readonly keep: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog onClose={props.onClose} title={`Remove ${props.name}?`}>
      <Stack gap="sm">
        <Text>{props.children}</Text>
        <DialogFoot>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {props.keep}
          </Button>
          <Button color="red" onClick={props.onRemove}>
            Remove
          </Button>
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
