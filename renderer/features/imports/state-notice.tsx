import { Alert, Button, Group } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import type { FilePreview } from '../../../core/contract/imports.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { plural } from '../../kit/format.ts';
import { kindTitle } from '../../kit/snapshot-kinds.ts';
import { useWindows } from '../../state/windows.ts';

/** Whether all that can be read of some files is state of a tenant, beyond doubt; of files that no preview shows nothing is known. */
export function isAllState({ files, fileCount }: MethodOutput<'imports.preview'>): boolean {
  if (fileCount > files.length) return false;
  const readable = files.filter(({ error }) => error === null);
  return readable.length > 0 && readable.every(({ state }) => state?.isSure === true);
}

/** Says which of the files are no logs but state of a tenant, and offers to keep those as snapshots. */
export function StateNotice({ files }: { readonly files: readonly FilePreview[] }) {
  const show = useWindows((state) => state.show);
  const found = files.filter(({ state }) => state !== null);
  if (found.length === 0) return null;
  const tokens = [...new Set(found.flatMap(({ token }) => token ?? []))];
  const kinds = [...new Set(found.flatMap(({ state }) => (state === null ? [] : kindTitle(state.kind))))];
  const isSure = found.every(({ state }) => state?.isSure === true);
  const verb = `${found.length === 1 ? 'holds' : 'hold'}${isSure ? '' : ', or may hold,'}`;
  return (
    <Alert
      variant="light"
      icon={<IconCamera stroke={1.5} />}
      title={`${plural(found.length, 'file')} of ${files.length} ${verb} the state of a tenant`}
    >
      <Group justify="space-between" gap="sm">
        <span>
          {kinds.join(', ')}: how things stood, not what happened. Kept as snapshots they feed accounts, OAuth apps and
          posture; as logs their lines are counted, and say nothing.
        </span>
        <Button size="compact-sm" variant="default" onClick={() => show({ kind: 'snapshots', tokens })}>
          Keep as snapshots …
        </Button>
      </Group>
    </Alert>
  );
}
