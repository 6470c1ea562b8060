import { Button, Group, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useOrder } from '../../data/use-question.ts';
import { FormError } from '../../kit/form-error.tsx';
import { toastDone } from '../../kit/toast.tsx';
import { groupChoices, noGroupText } from './group-choices.ts';
import type { Scope } from './scope-page.tsx';

/** Groups whose activities are private from now on. */
export function PrivateCard({ scope, writable }: { readonly scope: Scope; readonly writable: boolean }) {
  const before = scope.privateGroups.map(({ name }) => name);
  const save = useOrder('scope.setPrivateGroups');
  const [changed, setChanged] = useState<string[] | null>(null);
  const groups = changed ?? before;
  const isChanged = changed !== null && [...changed].sort().join('\n') !== [...before].sort().join('\n');
  const submit = (): void =>
    save.mutate(
      { groups },
      {
        onSuccess: () => {
          setChanged(null);
          toastDone('Holds for audit logs read from now on.');
        },
      },
    );
  return (
    <section className="uc-card" aria-labelledby="private-groups">
      <h2 id="private-groups">Activity privacy</h2>
      <p>
        Activities of these groups are stored and hidden: they are in no list, count, timeline, panel, finding or
        export, until somebody switches them on in the settings of the activity log’s table and says why. Each view is
        in the governance log. What was stored before stays visible, and what was stored as private stays private, until
        its import is read again.
      </p>
      <Group align="end" gap="xs">
        <MultiSelect
          label="Private groups"
          flex={1}
          miw={280}
          searchable
          limit={50}
          disabled={!writable}
          placeholder={groups.length === 0 ? 'None' : ''}
          nothingFoundMessage={noGroupText(scope)}
          data={groupChoices(scope, groups)}
          value={groups}
          onChange={setChanged}
        />
        <Button disabled={!isChanged || !writable} loading={save.isPending} onClick={submit}>
          Save
        </Button>
      </Group>
      <FormError error={save.error} />
    </section>
  );
}
