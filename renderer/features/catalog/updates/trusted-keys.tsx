import { ActionIcon, Button, FileButton, Group, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useGrantFile } from '../../../data/grant-file.ts';
import { useOrder } from '../../../data/use-question.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';

/** Whose updates are taken: keys that came with Undercast, and the organisation's own. */
export function TrustedKeys({
  keys,
  onTrusted,
}: {
  readonly keys: MethodOutput<'catalog.getRelease'>['keys'];
  /** An update that was refused may be taken now. */
  readonly onTrusted: () => void;
}) {
  const distrust = useOrder('catalog.distrustKey');
  return (
    <section aria-label="Trusted keys">
      <h3 className="uc-sectionhead">Whose updates are taken</h3>
      <ul className="uc-alternatives">
        {keys.map(({ id, name, builtIn }) => (
          <li key={id}>
            <span>{name}</span>
            <code className="uc-scopeline uc-release__key">{id}</code>
            {builtIn ? (
              <span>came with Undercast</span>
            ) : (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Trust ${name} no longer`}
                onClick={() =>
                  distrust.mutate(
                    { id },
                    { onSuccess: () => toastDone(`${name} is not trusted any more.`), onError: toastError },
                  )
                }
              >
                <IconTrash size={14} stroke={1.5} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <NewKey onTrusted={onTrusted} />
    </section>
  );
}

function NewKey({ onTrusted }: { readonly onTrusted: () => void }) {
  const reset = useRef<() => void>(null);
  const [name, setName] = useState('');
  const grant = useGrantFile();
  const { mutateAsync, isPending } = useOrder('catalog.trustKey');
  const trust = (file: File): void => {
    reset.current?.();
    grant(file)
      .then(async (token) => {
        const key = await mutateAsync({ token, name: name.trim() });
        setName('');
        toastDone(`Updates of ${key.name} are taken from now on.`);
        onTrusted();
      })
      .catch(toastError);
  };
  return (
    <Group gap="xs" align="end" mt="xs">
      <TextInput
        size="xs"
        label="Whose key it is"
        placeholder="Our security team"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FileButton accept=".pub,.pem" resetRef={reset} onChange={(file) => file !== null && trust(file)}>
        {(button) => (
          <Button {...button} size="xs" variant="default" loading={isPending} disabled={name.trim() === ''}>
            Trust a public key …
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
