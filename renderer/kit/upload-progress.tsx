import { Paper, Progress, Text } from '@mantine/core';
import type { DraftUpload } from '../state/import-draft.ts';
import { formatBytes } from './format.ts';

/** A file on its way from the browser to the local server on the same computer. */
export function UploadProgress({ upload }: { readonly upload: DraftUpload }) {
  return (
    <Paper withBorder p="sm" role="status">
      <Text truncate>Handing over {upload.name}</Text>
      <Progress
        mt={6}
        size="sm"
        value={upload.bytes === 0 ? 100 : (100 * upload.sent) / upload.bytes}
        aria-label={`Handing over ${upload.name}`}
      />
      <Text size="xs" c="dimmed" mt={4} className="uc-num">
        {formatBytes(upload.sent)} of {formatBytes(upload.bytes)}, to this computer’s own Undercast
      </Text>
    </Paper>
  );
}
