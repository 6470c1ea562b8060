import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportSummary } from '../../../core/contract/imports.ts';
import { useFormats } from '../../data/imports.ts';
import { useJobOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { formatCount } from '../../kit/format.ts';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { ZoneSelect } from '../../kit/zone-select.tsx';

interface DialogProps {
  readonly row: ImportSummary;
  readonly close: () => void;
}

/** Asks before an import is taken out of every figure. */
export function RemoveDialog({ row, close }: DialogProps) {
  const remove = useJobOrder('imports.remove');
  const start = (): void => {
    remove.mutateAsync({ id: row.id }).then(() => toastDone('The import was removed.'), toastError);
    close();
  };
  return (
    <Dialog onClose={close} title="Remove this import?">
      <Stack gap="sm">
        {row.ledger === null ? (
          <Text>It holds no lines: only what is said of it here goes. The log files themselves are not touched.</Text>
        ) : (
          <>
            <Text>
              Its {formatCount(row.ledger.stored)} stored lines leave every figure, and its kept raw lines are deleted.
              The log files themselves are not touched, so it can be imported again.
            </Text>
            <Text c="dimmed">
              Lines that a later import found to be duplicates of this one are counted there from then on.
            </Text>
          </>
        )}
        <DialogFoot>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" onClick={start}>
            Remove
          </Button>
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}

/** Reads the kept lines again in another way; the figures become what they would be had it been done so first. */
export function RereadDialog({ row, close }: DialogProps) {
  const { data: formats = [] } = useFormats();
  const reread = useJobOrder('imports.reread');
  const [format, setFormat] = useState('auto');
  const [zone, setZone] = useState(row.zone);
  const [stream, setStream] = useState(row.stream);
  const isAudit = row.connector !== null;
  const start = (): void => {
    const choices = {
      ...(isAudit ? {} : { format, zone }),
      ...(stream.trim() === '' ? {} : { stream: stream.trim() }),
    };
    reread.mutateAsync({ id: row.id, ...choices }).then(() => toastDone('The import was read again.'), toastError);
    close();
  };
  return (
    <Dialog onClose={close} title="Read this import again">
      <Stack gap="sm">
        <Text c="dimmed">
          {isAudit
            ? 'The kept records are read with the connectors there are now, and the result takes the place of the present one as a whole.'
            : 'The kept raw lines are read with these choices, and the result takes the place of the present one as a whole.'}
        </Text>
        {!isAudit && (
          <Select
            label="Format"
            searchable
            allowDeselect={false}
            value={format}
            data={[
              { value: 'auto', label: 'Recognise by itself' },
              ...formats.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(value) => value !== null && setFormat(value)}
          />
        )}
        {!isAudit && (
          <ZoneSelect label="Time zone" description="For times that name no zone." value={zone} onChange={setZone} />
        )}
        <TextInput
          label="Stream"
          maxLength={200}
          value={stream}
          onChange={(event) => setStream(event.currentTarget.value)}
        />
        <DialogFoot>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={start}>Read again</Button>
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
