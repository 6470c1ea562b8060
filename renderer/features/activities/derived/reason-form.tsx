import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

/** One line that says why something was decided. */
export function ReasonForm(props: {
  readonly label: string;
  readonly button: string;
  /** What was said before; saying it again does nothing. */
  readonly before: string;
  readonly isPending?: boolean;
  readonly onSave: (reason: string) => void;
}) {
  const { label, before } = props;
  const [text, setText] = useState(before);
  const reason = text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason !== before) props.onSave(reason);
      }}
    >
      <Group gap="xs">
        <TextInput
          size="xs"
          flex={1}
          maxLength={4000}
          aria-label={label}
          placeholder={label}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          disabled={reason === before}
          loading={props.isPending === true}
        >
          {props.button}
        </Button>
      </Group>
    </form>
  );
}
