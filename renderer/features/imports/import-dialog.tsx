import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { useEngine } from '../../bridge/client.tsx';
import { usePreview } from '../../data/imports.ts';
import { usePrivacy } from '../../data/privacy.ts';
import { useWorkspace } from '../../data/workspace.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { errorText } from '../../kit/error-text.ts';
import { plural } from '../../kit/format.ts';
import { ErrorState } from '../../kit/state/error-state.tsx';
import { BoneLines, Late } from '../../kit/state/late.tsx';
import { useImportDraft } from '../../state/import-draft.ts';
import { navigate } from '../../state/location.ts';
import { useWindows } from '../../state/windows.ts';
import { missingFor, NO_CHOICE, settledFor } from './anonymise-choice.tsx';
import { FileList } from './file-list.tsx';
import { FilePreviewView } from './file-preview.tsx';
import { ImportOptions, type Options, OrganisationStep } from './import-options.tsx';
import { readAs } from './read-as.ts';
import { isAllState, StateNotice } from './state-notice.tsx';

type Preview = MethodOutput<'imports.preview'>;

/** Preview of chosen logs: how each is read, what comes out, and the choices before the import starts. */
export function ImportDialog() {
  const open = useWindows((state) => (state.open?.kind === 'import' ? state.open : state.behind));
  const close = useWindows((state) => state.close);
  const files = useImportDraft((state) => state.files);
  const clear = useImportDraft((state) => state.clear);
  const { data: workspace } = useWorkspace();
  if (open === null || files.length === 0 || workspace == null) return null;
  const leave = (): void => {
    close();
    clear();
  };
  return (
    <Dialog onClose={leave} title="Import logs" size={1180} closeOnClickOutside={false}>
      <ImportSteps
        tokens={files.map((file) => file.token)}
        asLogs={open.asLogs === true}
        leave={leave}
        firstImport={workspace.profile === null}
      />
    </Dialog>
  );
}

function ImportSteps(props: {
  readonly tokens: readonly string[];
  readonly asLogs: boolean;
  readonly leave: () => void;
  readonly firstImport: boolean;
}) {
  const [changes, setChanges] = useState<Partial<Options>>({});
  const { data: workspace } = useWorkspace();
  // Without a choice the engine reads times in the workspace's own zone.
  const zone = (props.firstImport ? changes.profile?.logZone : changes.zone) ?? null;
  const preview = usePreview(props.tokens, zone, readAs(changes.format ?? 'auto'));
  const show = useWindows((state) => state.show);
  const isState = !props.asLogs && preview.data !== undefined && isAllState(preview.data);
  useEffect(() => {
    if (isState) show({ kind: 'snapshots' });
  }, [isState, show]);
  if (preview.data === undefined || isState) {
    if (preview.error === null)
      return (
        <>
          <BoneLines lines={11} height={30} />
          <Late>
            <p role="status">Reading the beginning of {plural(props.tokens.length, 'file')} …</p>
          </Late>
        </>
      );
    return (
      <ErrorState
        error={preview.error}
        onRetry={() => void preview.refetch()}
        action={
          <Button variant="default" onClick={props.leave}>
            Close
          </Button>
        }
      />
    );
  }
  const profile = changes.profile ?? workspace?.profile ?? preview.data.profileGuess;
  const options: Options = {
    format: changes.format ?? 'auto',
    stream: changes.stream ?? preview.data.streamGuess,
    keepEvidence: changes.keepEvidence ?? true,
    anonymise: changes.anonymise ?? NO_CHOICE,
    profile,
    zone: changes.zone ?? profile.logZone,
  };
  return (
    <ImportForm
      {...props}
      preview={preview.data}
      busy={preview.isFetching}
      options={options}
      onChange={(next) => setChanges({ ...changes, ...next })}
    />
  );
}

function ImportForm(props: {
  readonly tokens: readonly string[];
  readonly asLogs: boolean;
  readonly preview: Preview;
  readonly busy: boolean;
  readonly options: Options;
  readonly firstImport: boolean;
  readonly onChange: (change: Partial<Options>) => void;
  readonly leave: () => void;
}) {
  const { preview, options, firstImport, onChange, leave } = props;
  const engine = useEngine();
  const [picked, setPicked] = useState(0);
  const [step, setStep] = useState<'files' | 'organisation'>('files');
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const file = preview.files[Math.min(picked, preview.files.length - 1)];
  const readable = preview.files.filter((one) => one.error === null);
  // Nothing is wrong with a file of no lines, and the import's ledger has it.
  const empty = preview.files.filter((one) => one.error?.code === 'file.empty').length;
  const unreadable = preview.files.length - readable.length - empty;
  const zone = firstImport ? options.profile.logZone : options.zone;
  const failure = error === null ? null : errorText(error);
  const { data: privacy } = usePrivacy();
  const stream = options.stream.trim() === '' ? preview.streamGuess : options.stream.trim();
  const missing = missingFor(privacy, stream, options.anonymise);
  const isStuck = readable.length === 0 || missing !== null;

  /** The key must be there before the first sealed line is. */
  const readyKey = async (): Promise<void> => {
    if (!(settledFor(privacy, stream) ?? options.anonymise.wanted)) return;
    const { passphrase } = options.anonymise;
    if (privacy?.key === 'none') {
      await engine.call('privacy.createKey', privacy.keychain ? {} : { passphrase });
    } else if (privacy?.key === 'locked') {
      await engine.call('privacy.unlock', { passphrase });
    }
  };

  const start = async (): Promise<void> => {
    setStarting(true);
    setError(null);
    try {
      if (firstImport) await engine.call('workspace.setProfile', options.profile);
      await readyKey();
      await engine.call('imports.start', {
        tokens: [...props.tokens],
        ...readAs(options.format),
        stream,
        zone,
        keepEvidence: options.keepEvidence,
        ...(settledFor(privacy, stream) === null ? { anonymise: options.anonymise.wanted } : {}),
      });
      navigate('/data/imports');
      leave();
    } catch (failed) {
      setError(failed);
      setStarting(false);
    }
  };

  return (
    <Stack gap="sm">
      {step === 'files' ? (
        <>
          {!props.asLogs && <StateNotice files={preview.files} />}
          <div className="uc-import">
            <FileList files={preview.files} fileCount={preview.fileCount} picked={picked} onPick={setPicked} />
            <div className="uc-import__file" aria-busy={props.busy}>
              {file !== undefined && (
                <FilePreviewView
                  file={file}
                  format={options.format}
                  onFormat={(format) => onChange({ format })}
                  zone={zone}
                />
              )}
            </div>
          </div>
          <ImportOptions options={options} askZone={!firstImport} onChange={onChange} />
        </>
      ) : (
        <OrganisationStep profile={options.profile} file={file} onChange={(profile) => onChange({ profile })} />
      )}
      {failure !== null && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle stroke={1.5} />} title={failure.title} role="alert">
          {failure.next}
        </Alert>
      )}
      <DialogFoot justify="space-between">
        <Text c="dimmed" size="sm">
          {missing !== null && `${missing} `}
          {unreadable > 0 && `${plural(unreadable, 'file')} cannot be read and will be left out. `}
          {empty > 0 && `${plural(empty, 'file')} ${empty === 1 ? 'has' : 'have'} no lines. `}
          Every line will be accounted for, and the import can be removed again.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={step === 'files' ? leave : () => setStep('files')}>
            {step === 'files' ? 'Cancel' : 'Back'}
          </Button>
          {firstImport && step === 'files' ? (
            <Button onClick={() => setStep('organisation')} disabled={isStuck}>
              Next: your organisation
            </Button>
          ) : (
            <Button onClick={() => void start()} loading={starting} disabled={isStuck}>
              Start import
            </Button>
          )}
        </Group>
      </DialogFoot>
    </Stack>
  );
}
