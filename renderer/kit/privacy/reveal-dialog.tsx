import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../dialog.tsx';
import { DialogFoot } from '../dialog-foot.tsx';
import { plural } from '../format.ts';
import { SmallTable } from '../table/small-table.tsx';
import { ReasonForm } from './reason-form.tsx';

export type PseudonymKind = 'user' | 'device';
type TokenKind = PseudonymKind | 'object' | 'text';
type Names = MethodOutput<'privacy.reveal'>['names'];

/** The engine takes so many at a time. */
const MOST = 1000;

/** A name that stands for another one. */
export function isToken(key: string): boolean {
  return kindOf(key) !== null;
}

/** What a token stands for; null for what is none. */
export function kindOf(key: string): TokenKind | null {
  const [, kind = null] = /^(User|Device|Object|Text)_[0-9b-z]{16}$/.exec(key) ?? [];
  return kind === null ? null : (kind.toLowerCase() as TokenKind);
}

/** Names behind tokens, for a reason. They are shown here only; every table goes on with the tokens. */
export function RevealDialog(props: {
  readonly kind: TokenKind;
  readonly tokens: readonly string[];
  readonly onClose: () => void;
}) {
  const { kind, onClose } = props;
  const tokens = props.tokens.slice(0, MOST);
  const reveal = useOrder('privacy.reveal');
  const [names, setNames] = useState<Names | null>(null);
  const what = plural(tokens.length, kind, `${kind}s`);
  return (
    <Dialog onClose={onClose} title={`Reveal ${what}`} size={560}>
      {names === null ? (
        <ReasonForm
          action={`Reveal ${what}`}
          onCancel={onClose}
          onReason={async (reason) => setNames((await reveal.mutateAsync({ kind, tokens, reason })).names)}
        >
          <Text c="dimmed">
            {tokens.length === 1 ? <span className="uc-mono">{tokens[0]}</span> : what} will be shown by name, here and
            once. The governance log keeps who asked, for which token and why.
          </Text>
        </ReasonForm>
      ) : (
        <Revealed names={names} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Revealed({ names, onClose }: { readonly names: Names; readonly onClose: () => void }) {
  return (
    <Stack gap="sm">
      <SmallTable label="Names" caption="Tokens and the names behind them" columns={['Token', 'Name']}>
        {names.map(({ token, name }) => (
          <tr key={token}>
            <td className="uc-mono">{token}</td>
            <td>{name ?? <Text c="dimmed">not known in this workspace</Text>}</td>
          </tr>
        ))}
      </SmallTable>
      <DialogFoot>
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </DialogFoot>
    </Stack>
  );
}
