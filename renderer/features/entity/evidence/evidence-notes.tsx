import { Alert, Button, Group, Text } from '@mantine/core';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { shownPath } from '../../../kit/file-name.ts';
import { plural } from '../../../kit/format.ts';
import { navigate } from '../../../state/location.ts';

type Page = MethodOutput<'discovery.listEvidence'>;

/** What of the lines cannot be shown as it is, and why. */
export function EvidenceNotes(props: {
  readonly page: Page | undefined;
  readonly damaged: Page['damaged'];
  readonly masked: boolean;
  readonly revealed: boolean;
  readonly onReveal: () => void;
}) {
  const { page, damaged, masked } = props;
  const without = page?.withoutEvidence ?? 0;
  const sealed = page?.sealed ?? 0;
  return (
    <>
      {without > 0 && (
        <Alert color="yellow" variant="light" py={6} mb="xs">
          {plural(without, 'request')} of this period came with an import that kept no raw lines, so they cannot be
          shown here. Import those files again with “Keep the raw lines” to see them.
        </Alert>
      )}
      {sealed > 0 && (
        <Alert color="yellow" variant="light" py={6} mb="xs">
          The lines of {plural(sealed, 'request')} are sealed.{' '}
          <button type="button" className="uc-textlink" onClick={() => navigate('/data/privacy')}>
            Unlock the workspace’s key
          </button>{' '}
          to see them.
        </Alert>
      )}
      {damaged.map((part) => (
        <Alert key={`${part.importId}:${part.file}:${part.firstLine}`} color="red" variant="light" py={6} mb="xs">
          Lines {part.firstLine} to {part.lastLine} of <bdi>{shownPath(part.file)}</bdi> (import {part.importId}) are
          damaged on disk and cannot be shown. The figures are not affected; a backup has them.
        </Alert>
      ))}
      {masked && !props.revealed && (
        <Group mb="xs" gap="xs" justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            This stream is anonymised: names are tokens, and text that might hold a name is hidden.
          </Text>
          <Button size="compact-xs" variant="default" flex="none" onClick={props.onReveal}>
            Reveal lines …
          </Button>
        </Group>
      )}
      {props.revealed && (
        <Alert color="red" variant="light" py={6} mb="xs">
          These lines are shown in clear. Each page of them is in the governance log with your reason.
        </Alert>
      )}
    </>
  );
}
