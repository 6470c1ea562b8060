import { Button, Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { STREAM_KINDS, type StreamKind, type StreamRow } from '../../../core/contract/streams.ts';
import { useJobOrder, useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';
import { plural } from '../../kit/format.ts';
import { RemoveDialog } from '../../kit/remove-dialog.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';

interface DialogProps {
  readonly stream: StreamRow;
  readonly close: () => void;
}

export const KIND_TEXT: Readonly<Record<StreamKind, { readonly title: string; readonly about: string }>> = {
  snapshot: { title: 'Snapshot', about: 'Files brought by hand' },
  continuous: { title: 'Continuous', about: 'A collector feeds it as the logs come' },
  endpoint: { title: 'Endpoints', about: 'Agents on devices report it' },
};

/** Name, comment, kind and place in the global view. */
export function EditStreamDialog({ stream, close }: DialogProps) {
  const update = useOrder('streams.update');
  const [name, setName] = useState(stream.name);
  const [comment, setComment] = useState(stream.comment);
  const [kind, setKind] = useState<StreamKind>(stream.kind);
  const [inGlobal, setInGlobal] = useState(stream.inGlobal);
  const save = (): void => {
    const chosen = inGlobal === stream.inGlobal ? {} : { inGlobal };
    update.mutate({ id: stream.id, name: name.trim(), comment, kind, ...chosen }, { onSuccess: close });
  };
  return (
    <Dialog onClose={close} title="Change the stream">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="Comment"
            autosize
            minRows={2}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Select
            label="Kind"
            description={KIND_TEXT[kind].about}
            allowDeselect={false}
            data={STREAM_KINDS.map((one) => ({ value: one, label: KIND_TEXT[one].title }))}
            value={kind}
            onChange={(next) => {
              const chosen = STREAM_KINDS.find((one) => one === next) ?? kind;
              setKind(chosen);
              setInGlobal(chosen !== 'endpoint');
            }}
          />
          <Checkbox
            label="Part of the global view"
            description="Endpoints often report what a gateway has counted already; adding both up would count it twice."
            checked={inGlobal}
            onChange={(event) => setInGlobal(event.currentTarget.checked)}
          />
          <FormError error={update.error} />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={update.isPending}>
              Save
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Asks before a stream goes with all it holds. */
export function RemoveStreamDialog({ stream, close }: DialogProps) {
  const remove = useJobOrder('streams.remove');
  const start = (): void => {
    remove.mutateAsync({ id: stream.id }).then(() => toastDone(`The stream ${stream.name} was removed.`), toastError);
    close();
  };
  return (
    <RemoveDialog name={stream.name} keep="Keep it" onRemove={start} onClose={close}>
      Its {plural(stream.imports, 'import')} with {plural(stream.transactions, 'transaction')} leave every figure, and
      the kept raw lines are deleted. The log files themselves are not touched.
    </RemoveDialog>
  );
}
