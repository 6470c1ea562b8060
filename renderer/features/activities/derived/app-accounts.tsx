import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';

export type Account = MethodOutput<'accounts.get'>;

const JOINED = {
  itself: 'by itself',
  mail: 'same address',
  directory: 'by the directory',
  id: 'same object id',
  you: 'as you said',
} as const;

/** The accounts of a person by app, and what the user says of them. */
export function AppAccounts({ data }: { readonly data: Account }) {
  const order = useOrder('accounts.join');
  const writable = useOpenWorkspace()?.readOnly === false;
  const [other, setOther] = useState('');
  const join = (input: Parameters<typeof order.mutateAsync>[0]): void => {
    order.mutateAsync(input).catch(toastError);
  };
  const [first] = data.accounts;
  return (
    <div className="uc-tabbody">
      <ul className="uc-reasons">
        {data.accounts.map((account) => (
          <li key={`${account.id} ${account.instance ?? ''}`}>
            <strong>
              <Logged text={account.appName} />
            </strong>
            <span className="uc-mono">
              <Logged text={account.name} />
            </span>
            <span>
              {account.activities === 0 && account.inSnapshot
                ? 'in a snapshot only'
                : plural(account.activities, 'activity', 'activities')}{' '}
              · joined {JOINED[account.joinedBy]} · last <When at={account.lastSeen} />
            </span>
            {writable && account.joinedBy === 'you' && (
              <button type="button" className="uc-textlink" onClick={() => join({ account: account.id, undo: true })}>
                Undo what you said
              </button>
            )}
            {writable && account.joinedBy !== 'you' && data.accounts.length > 1 && (
              <button type="button" className="uc-textlink" onClick={() => join({ account: account.id })}>
                Keep apart
              </button>
            )}
          </li>
        ))}
      </ul>
      {writable && first !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            join({ account: other.trim(), with: first.id });
            setOther('');
          }}
        >
          <Group gap="xs" align="flex-end">
            <TextInput
              size="xs"
              label="Add an account of the same person"
              placeholder="github|alice-gh"
              description="App id and name, as the account’s own panel shows them"
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" variant="default" disabled={!/^[^|]+\|.+$/.test(other.trim())}>
              Join
            </Button>
          </Group>
        </form>
      )}
      <p className="uc-scopeline">
        Names here:{' '}
        {data.accounts
          .map(({ id }) => id)
          .slice(0, 20)
          .join(', ')}
      </p>
    </div>
  );
}
