import { Button, FileButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useSnapshotImport } from '../../../data/snapshots.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { FormError } from '../../../kit/form-error.tsx';
import { plural } from '../../../kit/format.ts';
import { toastDone } from '../../../kit/toast.tsx';
import { fromWallText } from '../../../kit/wall-time.ts';

/** Asks for files of a tenant's state, and for what they do not say themselves. */
export function SnapshotImportDialog(props: {
  readonly onClose: () => void;
  readonly onLeftOut: (files: MethodOutput<'snapshots.import'>['leftOut']) => void;
}) {
  const zone = useDisplayZone();
  const order = useSnapshotImport();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [tenant, setTenant] = useState('');
  const [date, setDate] = useState('');
  const taken = date.trim() === '' ? null : fromWallText(date, zone);
  const isBadDate = date.trim() !== '' && taken === null;
  const submit = (): void => {
    order.mutate(
      { files, tenant: tenant.trim(), taken },
      {
        onSuccess: ({ added, leftOut }) => {
          toastDone(`${plural(added.length, 'snapshot')} kept.`);
          props.onLeftOut(leftOut);
          props.onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={props.onClose} title="Import snapshots" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">
            JSON or CSV files, also in ZIP archives. What each holds is told from its columns; a snapshot of the same
            kind, tenant, time and file is replaced.
          </Text>
          <Group gap="sm">
            <FileButton multiple accept=".json,.csv,.ndjson,.jsonl,.zip,.gz" onChange={setFiles}>
              {(button) => (
                <Button
                  {...button}
                  variant="default"
                  leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
                >
                  Choose files…
                </Button>
              )}
            </FileButton>
            <Text>{files.length === 0 ? 'None chosen' : plural(files.length, 'file')}</Text>
          </Group>
          <TextInput
            label="Tenant"
            description="Where the files do not say, such as corp.onmicrosoft.com."
            maxLength={200}
            value={tenant}
            onChange={(event) => setTenant(event.currentTarget.value)}
          />
          <TextInput
            label="As of"
            description={`When it was so (${zone}); each file’s own date when empty.`}
            placeholder="2026-03-06 09:00"
            value={date}
            error={isBadDate ? 'Write 2026-03-06 09:00.' : null}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <FormError error={order.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={files.length === 0 || isBadDate} loading={order.isPending}>
              Import
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
