import { Button, FileButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconFileImport, IconFolderPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { SNAPSHOT_FILES, useSnapshotFiles } from '../../../data/snapshots.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useWorkspace } from '../../../data/workspace.ts';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { chosenFiles } from '../../../kit/dropped-files.ts';
import { FormError } from '../../../kit/form-error.tsx';
import { plural } from '../../../kit/format.ts';
import { toastDone } from '../../../kit/toast.tsx';
import { fromWallText } from '../../../kit/wall-time.ts';
import { useImportDraft } from '../../../state/import-draft.ts';
import { navigate } from '../../../state/location.ts';
import { useWindows } from '../../../state/windows.ts';
import { FileNotes } from './file-notes.tsx';
import '../activities.css';
import { Dialog } from '../../../kit/dialog.tsx';

type Told = Pick<MethodOutput<'snapshots.import'>, 'leftOut' | 'damaged'>;

/** Asks for files of a tenant's state, dropped or chosen here, and for what they do not say themselves. */
export function SnapshotImportDialog() {
  const open = useWindows((state) => (state.open?.kind === 'snapshots' ? state.open : null));
  const { data: workspace } = useWorkspace();
  if (open === null || workspace == null) return null;
  return <Content tokens={open.tokens ?? null} />;
}

/** @param tokens of the draft's files that it is about; null: all of them */
function Content({ tokens }: { readonly tokens: readonly string[] | null }) {
  const draft = useImportDraft();
  const { show, close } = useWindows();
  const [told, setTold] = useState<Told | null>(null);
  const files = draft.files.filter(({ token }) => tokens?.includes(token) ?? true);
  const leave = (): void => {
    // Whoever came here with some of the files goes on with the others.
    if (tokens !== null && draft.files.length > 0) show({ kind: 'import', asLogs: true });
    else {
      draft.clear();
      close();
    }
  };
  return (
    <Dialog onClose={leave} title="Import snapshots" size="lg">
      {told === null ? (
        <Form files={files} isChosen={tokens !== null} leave={leave} onTold={setTold} />
      ) : (
        <Stack gap="sm">
          <FileNotes title={(files) => `${files} became no snapshot`} notes={told.leftOut} />
          <FileNotes title={(files) => `Some lines were left out of ${files}`} notes={told.damaged} />
          <DialogFoot>
            <Button onClick={leave}>Close</Button>
          </DialogFoot>
        </Stack>
      )}
    </Dialog>
  );
}

function Form(props: {
  readonly files: ReturnType<typeof useImportDraft.getState>['files'];
  /** They were picked out among others: no more are chosen here. */
  readonly isChosen: boolean;
  readonly leave: () => void;
  readonly onTold: (told: Told) => void;
}) {
  const { files, isChosen, leave } = props;
  const zone = useDisplayZone();
  const show = useWindows((state) => state.show);
  const remove = useImportDraft((state) => state.remove);
  const add = useSnapshotFiles();
  const order = useOrder('snapshots.import');
  const [tenant, setTenant] = useState('');
  const [date, setDate] = useState('');
  const taken = date.trim() === '' ? null : fromWallText(date, zone);
  const isBadDate = date.trim() !== '' && taken === null;
  const choose = (chosen: readonly File[]): void => add.mutate(chosenFiles(chosen));
  const submit = (): void => {
    order.mutate(
      {
        files: files.map(({ token, modified }) => ({ token, ...(modified === undefined ? {} : { modified }) })),
        tenant: tenant.trim(),
        ...(taken === null ? {} : { taken }),
      },
      {
        onSuccess: ({ added, leftOut, damaged }) => {
          toastDone(`${plural(added.length, 'snapshot')} kept.`);
          // What held nothing but state is done with; the rest may hold logs too.
          const logs = new Set(leftOut.map(({ source }) => source));
          for (const { token, name } of files) if (![...logs].some((log) => log.startsWith(name))) remove(token);
          navigate('/data/snapshots');
          if (leftOut.length + damaged.length > 0) props.onTold({ leftOut, damaged });
          else leave();
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text c="dimmed">
          JSON or CSV files, folders of collection tools, ZIP archives. What each file holds is told from its columns; a
          snapshot of the same kind, tenant, time and file is replaced.
        </Text>
        <Group gap="sm">
          {!isChosen && (
            <>
              <FileButton multiple accept={SNAPSHOT_FILES.join(',')} onChange={choose}>
                {(button) => (
                  <Button
                    {...button}
                    variant="default"
                    loading={add.isPending}
                    leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
                  >
                    Choose files …
                  </Button>
                )}
              </FileButton>
              <FileButton multiple onChange={choose} inputProps={FOLDER}>
                {(button) => (
                  <Button
                    {...button}
                    variant="default"
                    loading={add.isPending}
                    leftSection={<IconFolderPlus size={16} stroke={1.5} aria-hidden />}
                  >
                    Choose a folder …
                  </Button>
                )}
              </FileButton>
            </>
          )}
          <Text>
            {files.length === 0 ? 'None chosen' : files.length === 1 ? files[0]?.name : `${files.length} files`}
          </Text>
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
        <FormError error={add.error ?? order.error} />
        <DialogFoot>
          {!isChosen && files.length > 0 && (
            <Button variant="subtle" me="auto" onClick={() => show({ kind: 'import', asLogs: true })}>
              These are logs
            </Button>
          )}
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" disabled={files.length === 0 || isBadDate} loading={order.isPending}>
            Import
          </Button>
        </DialogFoot>
      </Stack>
    </form>
  );
}

/** An attribute that React’s types do not know. */
const FOLDER: object = { webkitdirectory: '' };
