import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { PrivacyState } from '../../../core/contract/privacy.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { ReasonForm } from '../../kit/privacy/reason-form.tsx';
import { kindOf, type PseudonymKind, RevealDialog } from '../../kit/privacy/reveal-dialog.tsx';

type Found = MethodOutput<'privacy.findTokens'>['found'];

/** From a token to its name and back, one at a time; the tables reveal several. */
export function LookUpCard({ state, readOnly }: { readonly state: PrivacyState; readonly readOnly: boolean }) {
  const [kind, setKind] = useState<PseudonymKind>('user');
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const askedKind = kindOf(asked ?? '');
  const close = (): void => setAsked(null);
  const given = words.trim();
  const isPossible = !readOnly && (state.key === 'unlocked' || state.key === 'locked');
  return (
    <section className="uc-card" aria-labelledby="privacy-look-up">
      <h2 id="privacy-look-up">Look up</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '') setAsked(given);
        }}
      >
        <Group align="flex-end" gap="xs">
          <SegmentedControl
            aria-label="What the name is of"
            size="xs"
            data={[
              { value: 'user', label: 'User' },
              { value: 'device', label: 'Device' },
            ]}
            value={kind}
            onChange={(value) => setKind(value === 'device' ? 'device' : 'user')}
          />
          <TextInput
            flex={1}
            maw={480}
            label="Token or name"
            description="A token leads to its name, a name (as the logs have it) to its token."
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button type="submit" disabled={given === '' || !isPossible}>
            Look up …
          </Button>
        </Group>
      </form>
      {!isPossible && (
        <Text c="dimmed" size="sm" mt={4}>
          {readOnly
            ? 'A workspace that is open read-only cannot log a reveal. Open it writable.'
            : 'This needs the key of the workspace on this computer.'}
        </Text>
      )}
      {asked !== null &&
        (askedKind !== null ? (
          <RevealDialog kind={askedKind} tokens={[asked]} onClose={close} />
        ) : (
          <FindDialog kind={kind} name={asked} onClose={close} />
        ))}
    </section>
  );
}

function FindDialog(props: { readonly kind: PseudonymKind; readonly name: string; readonly onClose: () => void }) {
  const { kind, name, onClose } = props;
  const find = useOrder('privacy.findTokens');
  const [found, setFound] = useState<Found | null>(null);
  const tokens = found?.[0]?.tokens ?? [];
  return (
    <Dialog onClose={onClose} title={`Find the token of a ${kind}`} size={560}>
      {found === null ? (
        <ReasonForm
          action="Find token"
          onCancel={onClose}
          onReason={async (reason) => setFound((await find.mutateAsync({ kind, names: [name], reason })).found)}
        >
          <Text c="dimmed">The name itself is not kept; the governance log keeps the token that was found.</Text>
        </ReasonForm>
      ) : (
        <Stack gap="sm">
          {tokens.length === 0 ? (
            <Text>No {kind} of this name is in an anonymised stream of this workspace.</Text>
          ) : (
            tokens.map((token) => (
              <Text key={token} className="uc-mono">
                {token}
              </Text>
            ))
          )}
          <DialogFoot>
            <Button onClick={onClose} data-autofocus>
              Close
            </Button>
          </DialogFoot>
        </Stack>
      )}
    </Dialog>
  );
}
