import { Button, Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useEngine } from '../../../bridge/client.tsx';
import { useOrder, useQuestion } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';

export type Account = MethodOutput<'accounts.get'>;

const JOINED = {
  itself: '',
  mail: ' · joined by the same address',
  directory: ' · joined by the directory',
  id: ' · joined by the same object id',
  you: ' · joined as you said',
} as const;

/** The accounts of a person by app, and what the user says of them. */
export function AppAccounts({ data }: { readonly data: Account }) {
  const order = useOrder('accounts.join');
  const writable = useOpenWorkspace()?.readOnly === false;
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
                : plural(account.activities, 'activity', 'activities')}
              {JOINED[account.joinedBy]} · last <When at={account.lastSeen} />
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
      {writable && first !== undefined && <AddAccounts of={data} with={first.id} />}
    </div>
  );
}

const OFFERED = 20;

/** Joins another entry of the accounts with this one: found by a part of its name, so that nobody has to know how it is keyed. */
function AddAccounts({ of, with: to }: { readonly of: Account; readonly with: string }) {
  const order = useOrder('accounts.join');
  const engine = useEngine();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string } | null>(null);
  const [settled] = useDebouncedValue(search, 150);
  const { data } = useQuestion('accounts.list', {
    limit: OFFERED,
    ...(settled.trim() === '' ? {} : { search: settled.trim() }),
  });
  const found = (data?.rows ?? [])
    .filter(({ key }) => key !== of.row.key && key !== chosen?.value)
    .map(({ key, name, app }) => ({
      value: key,
      label: visibleText(`${name.slice(0, 200)} · ${app.join(', ').slice(0, 100)}`),
    }));
  // The chosen one stays among them although its whole name finds nothing.
  const others = chosen === null ? found : [chosen, ...found];
  const join = async (key: string): Promise<void> => {
    const other = await engine.call('accounts.get', { key });
    for (const { id } of other.accounts) await order.mutateAsync({ account: id, with: to });
    setChosen(null);
    setSearch('');
    toastDone(`${other.row.name} was joined with ${of.row.name}.`);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) join(chosen.value).catch(toastError);
      }}
    >
      <Group gap="xs" align="flex-end">
        <Select
          size="xs"
          w={320}
          label="Add an account of the same person"
          placeholder="Part of a name or mail address"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'None' }}
          nothingFoundMessage="No other account is called so."
          data={others}
          filter={({ options }) => options}
          searchValue={search}
          onSearchChange={setSearch}
          value={chosen?.value ?? null}
          onChange={(next) => setChosen(others.find(({ value }) => value === next) ?? null)}
        />
        <Button size="xs" type="submit" variant="default" disabled={chosen === null} loading={order.isPending}>
          Join
        </Button>
      </Group>
    </form>
  );
}
