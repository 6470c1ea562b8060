import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';

/** Lines to describe, where no file brought any. No form of its own: it also stands in an editor's. */
export function PasteLines(props: {
  readonly onLines: (text: string) => void;
  readonly onCancel: () => void;
  readonly about?: string;
  readonly label?: string;
  readonly action?: string;
}) {
  const [text, setText] = useState('');
  return (
    <Stack gap="sm">
      <Text>
        {props.about ??
          'Paste some lines of the log, with the line that names its columns if there is one. A first description is guessed from them.'}
      </Text>
      <Textarea
        data-autofocus
        label={props.label ?? 'Lines of the log'}
        autosize
        minRows={8}
        maxRows={18}
        maxLength={400_000}
        classNames={{ input: 'uc-mono' }}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DialogFoot>
        <Button variant="default" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button disabled={text.trim() === ''} onClick={() => props.onLines(text)}>
          {props.action ?? 'Look at these lines'}
        </Button>
      </DialogFoot>
    </Stack>
  );
}
