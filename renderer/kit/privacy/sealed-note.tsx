import { Alert, Anchor, Text } from '@mantine/core';
import { usePrivacy } from '../../data/privacy.ts';
import { navigate } from '../../state/location.ts';

/** Says of lists beside an anonymised stream that they are sealed, and what is missing while the key is not there. */
export function SealedNote({ what }: { readonly what: string }) {
  const privacy = usePrivacy().data;
  if (privacy?.listsSealed !== true) return null;
  if (privacy.key === 'unlocked') {
    return (
      <Text size="sm" c="dimmed" mb="xs">
        {what} is sealed on disk, as this workspace has an anonymised stream. Its users join by their tokens; their
        names are not shown beside them.
      </Text>
    );
  }
  return (
    <Alert color="yellow" variant="light" py={6} mb="sm">
      {what} is sealed, and the key is not at hand: marks stand for names, nobody is joined, and nothing can be changed.{' '}
      <Anchor component="button" type="button" inherit onClick={() => navigate('/data/privacy')}>
        {privacy.key === 'absent' ? 'Import the workspace’s key' : 'Unlock the workspace’s key'}
      </Anchor>
    </Alert>
  );
}
