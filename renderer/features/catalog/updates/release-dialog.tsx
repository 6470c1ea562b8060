import { Alert, Button, Checkbox, FileButton, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { useRelease } from '../../../data/catalog.ts';
import { useGrantFile } from '../../../data/grant-file.ts';
import { useOrder } from '../../../data/use-question.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { errorText } from '../../../kit/error-text.ts';
import { formatCount } from '../../../kit/format.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { TrustedKeys } from './trusted-keys.tsx';
import { UpdateDiff } from './update-diff.tsx';

type Release = MethodOutput<'catalog.getRelease'>;
interface Inspected {
  readonly token: string;
  readonly found: MethodOutput<'catalog.inspectUpdate'>;
}

/** Which catalog holds; a signed update is chosen, verified, compared and put in force here, and taken back. */
export function ReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const release = useRelease();
  const engine = useEngine();
  const grant = useGrantFile();
  const inspect = useMutation<Inspected, Error, File>({
    mutationFn: async (file) => {
      const token = await grant(file);
      return { token, found: await engine.call('catalog.inspectUpdate', { token }) };
    },
  });
  const reset = useRef<() => void>(null);
  const choose = (file: File | null): void => {
    // Else the same file could not be chosen again.
    reset.current?.();
    if (file !== null) inspect.mutate(file);
  };
  const rollBack = useOrder('catalog.rollBack');
  const goBack = (to: 'shipped' | 'previous'): void => {
    rollBack.mutate({ to }, { onSuccess: ({ inForce }) => toastDone(inForceText(inForce)), onError: toastError });
    inspect.reset();
  };
  return (
    <Dialog onClose={onClose} title="Catalog updates" size={760}>
      <Stack gap="md">
        <Answer question={release} loading={<BoneLines lines={3} />}>
          {(data) => <InForce release={data} busy={rollBack.isPending} onBack={goBack} />}
        </Answer>
        <Group gap="xs">
          <FileButton resetRef={reset} onChange={choose} accept=".undercat,.zip">
            {(button) => (
              <Button {...button} size="xs" loading={inspect.isPending}>
                Choose an update …
              </Button>
            )}
          </FileButton>
          <span className="uc-scopeline uc-release__hint">
            It is verified and compared first. Nothing is fetched from anywhere.
          </span>
        </Group>
        {inspect.error !== null && <Refusal error={inspect.error} />}
        {inspect.data && (
          <Update
            key={inspect.data.token}
            update={inspect.data}
            onDone={() => {
              inspect.reset();
              void release.refetch();
            }}
          />
        )}
        <TrustedKeys
          keys={release.data?.keys ?? []}
          onTrusted={() => inspect.error !== null && inspect.variables && inspect.mutate(inspect.variables)}
        />
      </Stack>
    </Dialog>
  );
}

function inForceText({ version, date }: Release['inForce']): string {
  return `Catalog ${version} of ${date} is in force.`;
}

function InForce(props: {
  readonly release: Release;
  readonly busy: boolean;
  readonly onBack: (to: 'shipped' | 'previous') => void;
}) {
  const { inForce, shipped, canGoBack, problem } = props.release;
  return (
    <>
      {problem !== null && (
        <Alert color="yellow" title="The update that was applied is not in force">
          {problem}
        </Alert>
      )}
      <dl className="uc-facts">
        <div>
          <dt>In force</dt>
          <dd>
            {inForce.version} of {inForce.date},{' '}
            {inForce.publisher === null ? 'as it came with Undercast' : `by ${inForce.publisher}, key “${inForce.key}”`}
          </dd>
        </div>
        {inForce.publisher !== null && (
          <div>
            <dt>Came with Undercast</dt>
            <dd>
              {shipped.version} of {shipped.date}
            </dd>
          </div>
        )}
      </dl>
      {canGoBack && (
        <Group gap="xs">
          <Button size="xs" variant="default" loading={props.busy} onClick={() => props.onBack('previous')}>
            Back to the one before
          </Button>
          {inForce.publisher !== null && (
            <Button size="xs" variant="default" loading={props.busy} onClick={() => props.onBack('shipped')}>
              Back to the shipped catalog
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  const { title, next } = errorText(error);
  return (
    <Alert color="red" title={title}>
      {next}
    </Alert>
  );
}

const RELATION = {
  newer: 'Newer than the one in force.',
  same: 'The same release as the one in force.',
  older: 'Older than the one in force.',
} as const;

function Update({ update, onDone }: { readonly update: Inspected; readonly onDone: () => void }) {
  const { token, found } = update;
  const { release, apps, relation, diff } = found;
  const [allowOlder, setAllowOlder] = useState(false);
  const { mutate, isPending } = useOrder('catalog.applyUpdate');
  const apply = (): void => {
    mutate(
      { token, id: found.id, allowOlder },
      {
        onSuccess: ({ inForce }) => {
          toastDone(inForceText(inForce));
          onDone();
        },
        onError: toastError,
      },
    );
  };
  return (
    <section className="uc-card" aria-label="Chosen update">
      <dl className="uc-facts">
        <div>
          <dt>Update</dt>
          <dd>
            {release.version} of {release.date}, {formatCount(apps)} apps, by {release.publisher}
          </dd>
        </div>
        <div>
          <dt>Signature</dt>
          <dd>Verified: key “{release.key}”</dd>
        </div>
        <div>
          <dt>Release</dt>
          <dd>{RELATION[relation]}</dd>
        </div>
      </dl>
      <UpdateDiff diff={diff} />
      <Group justify="space-between" mt="md">
        <span className="uc-scopeline uc-release__hint">
          Tags, notes, scores, corrections, custom apps and weights stay and follow the apps.
        </span>
        <Group gap="xs">
          {relation === 'older' && (
            <Checkbox
              size="xs"
              label="Although it is older"
              checked={allowOlder}
              onChange={(event) => setAllowOlder(event.currentTarget.checked)}
            />
          )}
          <Button size="xs" loading={isPending} disabled={relation === 'older' && !allowOlder} onClick={apply}>
            Put in force
          </Button>
        </Group>
      </Group>
    </section>
  );
}
