import { Anchor, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { CONTROL_VALUES } from '../../../../core/model/control.ts';
import { useHost } from '../../../bridge/client.tsx';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { saveBlob } from '../../../kit/charts/save-blob.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { type ControlCommand, scriptOf } from './script.ts';

/** One tool's command: to copy, to take along as a script, and to note as done. */
export function CommandView({ command }: { readonly command: ControlCommand }) {
  const { undo, noWayBack, permission, source, missing } = command;
  const host = useHost();
  return (
    <Stack gap={6}>
      {missing.length > 0 ? (
        <Text size="sm" className="uc-first">
          Not known yet: {missing.map((name) => CONTROL_VALUES[name].toLowerCase()).join(', ')}. Without it there is no
          command.
        </Text>
      ) : (
        <>
          <CommandText text={command.command} label="Command" />
          <Acts command={command} />
          {undo === null ? (
            <Text size="xs" c="dimmed">
              No way back by a command: {noWayBack}
            </Text>
          ) : (
            <>
              <Text size="xs" c="dimmed">
                The way back
              </Text>
              <CommandText text={undo} label="Way back" />
            </>
          )}
        </>
      )}
      <Text size="xs" c="dimmed">
        Needs {permission} ·{' '}
        <Anchor
          component="button"
          type="button"
          size="xs"
          title={source}
          onClick={() => host.host('host.openExternal', { url: source }).catch(toastError)}
        >
          documented by the provider <IconExternalLink size={11} aria-hidden />
        </Anchor>
      </Text>
    </Stack>
  );
}

/**
 * A text that is run or sent as it stands. Its lines are broken between words only: an option that is parted behind its hyphen
 * reads as another.
 */
export function CommandText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <section aria-label={label} className="uc-respond__command">
      <Code block>
        {text.split(/(\s+)/).map((part, at) =>
          /^\s*$/.test(part) ? (
            part
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name than their place
            <span key={at} className="uc-respond__word">
              {visibleText(part)}
            </span>
          ),
        )}
      </Code>
    </section>
  );
}

/** What can be done with a whole command. Each is in the governance log, where the workspace may be written. */
function Acts({ command }: { readonly command: ControlCommand }) {
  const record = useOrder('control.record');
  const isWritable = useOpenWorkspace()?.readOnly === false;
  const [isDone, setDone] = useState(false);
  const note = async (as: 'taken' | 'done'): Promise<void> => {
    const { action, tool } = command;
    if (isWritable) await record.mutateAsync({ action, tool, command: command.command, as });
  };
  const save = (): void => {
    const { name, text } = scriptOf(command);
    saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), name);
    note('taken').catch(toastError);
  };
  const markDone = (): void => {
    note('done').then(() => {
      setDone(true);
      toastDone(`${command.title}: noted in the governance log.`);
    }, toastError);
  };
  return (
    <Group gap="xs">
      <CopyButton value={command.command}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.5} />}
            onClick={() => {
              copy();
              note('taken').catch(toastError);
            }}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      <Button size="compact-xs" variant="default" leftSection={<IconDownload size={14} stroke={1.5} />} onClick={save}>
        Save as a script
      </Button>
      {isWritable && (
        <Button size="compact-xs" variant="default" disabled={isDone} loading={record.isPending} onClick={markDone}>
          {isDone ? 'Noted as done' : 'Mark as done'}
        </Button>
      )}
    </Group>
  );
}
