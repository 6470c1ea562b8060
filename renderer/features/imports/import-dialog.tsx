import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../bridge/client.tsx';
import { usePreview } from '../../data/imports.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { errorText } from '../../kit/error-text.ts';
import { plural } from '../../kit/format.ts';
import { ErrorState } from '../../kit/state/error-state.tsx';
import { BoneBlock } from '../../kit/state/late.tsx';
import { useImportDraft } from '../../state/import-draft.ts';
import { navigate } from '../../state/location.ts';
import { useWindows } from '../../state/windows.ts';
import { FileList } from './file-list.tsx';
import { FilePreviewView } from './file-preview.tsx';
import { ImportOptions, type Options } from './import-options.tsx';

/** Preview of chosen logs: how each is read, what comes out, and the choices before the import starts. */
export function ImportDialog() {
  const open = useWindows((state) => state.open?.kind === 'import');
  const close = useWindows((state) => state.close);
  const files = useImportDraft((state) => state.files);
  const clear = useImportDraft((state) => state.clear);
  if (!open || files.length === 0) return null;
  const leave = (): void => {
    close();
    clear();
  };
  return (
    <Modal
      opened
      onClose={leave}
      title={`Import ${plural(files.length, 'file')}`}
      size={1180}
      closeOnClickOutside={false}
    >
      <ImportForm tokens={files.map((file) => file.token)} leave={leave} />
    </Modal>
  );
}

function ImportForm({ tokens, leave }: { readonly tokens: readonly string[]; readonly leave: () => void }) {
  const engine = useEngine();
  const { data: workspace } = useWorkspace();
  const [changes, setChanges] = useState<Partial<Options>>({});
  const [picked, setPicked] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const preview = usePreview(tokens, changes.profile?.logZone ?? changes.zone ?? null, changes.format ?? 'auto');

  if (preview.data === undefined) {
    return preview.error === null ? (
      <BoneBlock height={420} />
    ) : (
      <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
    );
  }
  const guess = preview.data.profileGuess;
  const profile = changes.profile ?? workspace?.profile ?? guess;
  const options: Options = {
    format: changes.format ?? 'auto',
    stream: changes.stream ?? preview.data.streamGuess,
    keepEvidence: changes.keepEvidence ?? true,
    profile,
    zone: changes.zone ?? profile.logZone,
  };
  const firstImport = workspace?.profile == null;
  const file = preview.data.files[Math.min(picked, preview.data.files.length - 1)];
  const readable = preview.data.files.filter((one) => one.error === null);

  const start = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      if (firstImport) await engine.call('workspace.setProfile', options.profile);
      await engine.call('imports.start', {
        tokens: [...tokens],
        format: options.format,
        stream: options.stream.trim() === '' ? preview.data.streamGuess : options.stream.trim(),
        zone: firstImport ? options.profile.logZone : options.zone,
        keepEvidence: options.keepEvidence,
      });
      navigate('/data/imports');
      leave();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const failure = error === null ? null : errorText(error);

  return (
    <Stack gap="md">
      <div className="uc-import">
        <FileList files={preview.data.files} fileCount={preview.data.fileCount} picked={picked} onPick={setPicked} />
        <div className="uc-import__file" aria-busy={preview.isFetching}>
          {file !== undefined && (
            <FilePreviewView
              file={file}
              format={options.format}
              onFormat={(format) => setChanges({ ...changes, format })}
              zone={firstImport ? options.profile.logZone : options.zone}
            />
          )}
        </div>
      </div>
      <ImportOptions
        options={options}
        firstImport={firstImport}
        onChange={(next) => setChanges({ ...changes, ...next })}
      />
      {failure !== null && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle stroke={1.5} />} title={failure.title} role="alert">
          {failure.next}
        </Alert>
      )}
      <Group justify="space-between" className="uc-import__foot">
        <Text c="dimmed" size="sm">
          {readable.length < preview.data.files.length &&
            `${plural(preview.data.files.length - readable.length, 'file')} cannot be read and will be left out. `}
          Every line will be accounted for, and the import can be removed again.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button onClick={() => void start()} loading={busy} disabled={readable.length === 0}>
            Start import
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
