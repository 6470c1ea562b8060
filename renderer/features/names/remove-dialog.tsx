import { Button, Group, Modal, Stack, Text } from '@mantine/core';

/** Asks before evidence goes with all that it named. */
export function RemoveDialog(props: {
  readonly id: number;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened onClose={props.onClose} title={`Remove name evidence ${props.id}?`}>
      <Stack gap="sm">
        <Text>What it named becomes unnamed again: the imports that it had a part in are read again without it.</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={props.onRemove}>
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
