import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Logged } from '../../../kit/logged.tsx';

/** Why an app is approved or banned. */
export function MarkNote(props: {
  readonly note: string;
  readonly writable: boolean;
  readonly onSave: (note: string) => void;
}) {
  const { note, writable, onSave } = props;
  const [text, setText] = useState(note);
  if (!writable)
    return note === '' ? null : (
      <p className="uc-prose">
        <Logged text={note} />
      </p>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <Group gap="xs">
        <TextInput
          size="xs"
          flex={1}
          maxLength={4000}
          aria-label="Why it has this mark"
          placeholder="Why it has this mark"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={text.trim() === note}>
          Save note
        </Button>
      </Group>
    </form>
  );
}
