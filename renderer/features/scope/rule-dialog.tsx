import { Alert, Button, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ScopeRuleInput, ScopeRuleRow } from '../../../core/contract/activity-scope.ts';
import { useOrder, useQuestion } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';
import { formatCount, plural } from '../../kit/format.ts';
import { toastDone } from '../../kit/toast.tsx';
import { groupChoices, noGroupText } from './group-choices.ts';
import type { Scope } from './scope-page.tsx';

const PREVIEW_MS = 250;

/** Makes a rule or changes one, and says beforehand what it would have meant. */
export function RuleDialog(props: {
  readonly scope: Scope;
  readonly rule: ScopeRuleRow | null;
  readonly close: () => void;
}) {
  const { scope, rule, close } = props;
  const save = useOrder('scope.saveRule');
  const [kind, setKind] = useState<ScopeRuleInput['kind']>(rule?.kind ?? 'include');
  const [name, setName] = useState(rule?.name ?? '');
  const [groups, setGroups] = useState<string[]>(rule?.groups ?? []);
  const [allApps, setAllApps] = useState((rule?.apps ?? null) === null);
  const [apps, setApps] = useState<string[]>(rule?.apps ?? []);
  const isWhole = groups.length > 0 && (allApps || apps.length > 0);
  const about = { kind, groups, apps: allApps ? null : apps, ...(rule === null ? {} : { id: rule.id }) };
  const submit = (): void =>
    save.mutate(
      { ...about, name: name.trim() },
      {
        onSuccess: () => {
          toastDone(`${name.trim()} holds for audit logs read from now on.`);
          close();
        },
      },
    );
  return (
    <Dialog onClose={close} size="lg" title={rule === null ? 'Add a rule' : `Change ${rule.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label="Kind of rule"
            value={kind}
            onChange={(next) => setKind(next === 'exclude' ? 'exclude' : 'include')}
            data={[
              { value: 'include', label: 'Include: store only these' },
              { value: 'exclude', label: 'Exclude: never store these' },
            ]}
          />
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label="User groups"
            description="Of the directory; their members at the time an audit log is read."
            required
            searchable
            limit={50}
            nothingFoundMessage={noGroupText(scope)}
            data={groupChoices(scope, groups)}
            value={groups}
            onChange={setGroups}
          />
          <SegmentedControl
            aria-label="Apps of the rule"
            value={allApps ? 'all' : 'some'}
            onChange={(next) => setAllApps(next === 'all')}
            data={[
              { value: 'all', label: 'All apps' },
              { value: 'some', label: 'Chosen apps' },
            ]}
          />
          {!allApps && (
            <MultiSelect
              label="Apps"
              required
              searchable
              limit={50}
              data={scope.apps.map((app) => ({ value: app.id, label: app.name }))}
              value={apps}
              onChange={setApps}
            />
          )}
          {isWhole && <Meaning about={about} />}
          <FormError error={save.error} />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isWhole || name.trim() === ''} loading={save.isPending}>
              {rule === null ? 'Add' : 'Save'}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What the rule would have meant for what is stored. */
function Meaning({ about }: { readonly about: Omit<ScopeRuleInput, 'name'> & { readonly id?: number } }) {
  const [settled] = useDebouncedValue(about, PREVIEW_MS);
  const { data } = useQuestion('scope.preview', settled);
  if (data === undefined) return null;
  return (
    <Alert variant="light" title="What it would have meant">
      {plural(data.people, 'person', 'people')} of the directory {data.people === 1 ? 'is' : 'are'} in these groups. Of{' '}
      {plural(data.stored, 'stored activity', 'stored activities')}, {formatCount(data.covered)} are of{' '}
      {plural(data.users, 'user')} whom the rule names; all rules together would have left out{' '}
      {formatCount(data.leftOut)}. These stay stored: the rule holds from now on.
    </Alert>
  );
}
