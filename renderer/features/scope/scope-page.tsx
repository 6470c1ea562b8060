import { Button, Group } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScopeRuleRow } from '../../../core/contract/activity-scope.ts';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import { useOrder, useQuestion } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { RemoveDialog } from '../../kit/remove-dialog.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { useRowCount } from '../../state/status.ts';
import { PrivateCard } from './private-card.tsx';
import { RuleDialog } from './rule-dialog.tsx';

export type Scope = MethodOutput<'scope.get'>;

/** Whose activities are stored when audit logs are read, and whose are private. */
export function ScopePage() {
  const scope = useQuestion('scope.get', {});
  const writable = useOpenWorkspace()?.readOnly === false;
  const [edited, setEdited] = useState<ScopeRuleRow | 'new' | null>(null);
  const count = scope.data?.rules.length ?? null;
  useRowCount(count);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      Add a rule
    </Button>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Activity scope"
        about="Whose activities are stored, and whose are private. Holds for audit logs read from now on, and for those you read again; what is stored stays as it is."
        actions={writable && (count ?? 0) > 0 ? add : undefined}
      />
      <Answer question={scope} loading={<BoneLines lines={6} height={32} />}>
        {(data) => (
          <div className="uc-stack">
            {data.rules.length === 0 ? (
              <EmptyState
                icon={IconUsersGroup}
                title="Everybody’s activities are stored"
                {...(writable ? { action: add } : {})}
              >
                An include rule stores the activities of some groups and leaves out everybody else’s, as for a pilot; an
                exclude rule leaves a group out, whatever includes it. What is left out is not stored, and is counted in
                the import’s ledger. Apps, systems and files, OAuth apps or accounts of listings are not affected.
              </EmptyState>
            ) : (
              <Rules scope={data} onEdit={writable ? setEdited : null} />
            )}
            <PrivateCard scope={data} writable={writable} />
            {edited !== null && (
              <RuleDialog scope={data} rule={edited === 'new' ? null : edited} close={() => setEdited(null)} />
            )}
          </div>
        )}
      </Answer>
    </div>
  );
}

function Rules(props: { readonly scope: Scope; readonly onEdit: ((rule: ScopeRuleRow) => void) | null }) {
  const { scope, onEdit } = props;
  const remove = useOrder('scope.removeRule');
  const [leaving, setLeaving] = useState<ScopeRuleRow | null>(null);
  const nameOf = (id: string): string => scope.apps.find((app) => app.id === id)?.name ?? id;
  return (
    <>
      <SmallTable
        label="Rules"
        caption="Rules, includes first"
        card
        columns={['Rule', 'Kind', 'Groups', 'Apps', 'Since']}
        actions="Actions"
      >
        {scope.rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">
              <Logged text={rule.name} />
            </th>
            <td>{rule.kind === 'include' ? 'Include' : 'Exclude'}</td>
            <td>
              <Logged text={rule.groups.join(', ')} />
            </td>
            <td>{rule.apps === null ? 'All apps' : rule.apps.map(nameOf).join(', ')}</td>
            <td>
              <When at={rule.added} />
            </td>
            <td>
              {onEdit !== null && (
                <Group gap={4} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Change ${rule.name}`}
                    onClick={() => onEdit(rule)}
                  >
                    Change …
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Remove ${rule.name}`}
                    onClick={() => setLeaving(rule)}
                  >
                    Remove …
                  </Button>
                </Group>
              )}
            </td>
          </tr>
        ))}
      </SmallTable>
      {leaving !== null && (
        <RemoveDialog
          name={`the rule ${leaving.name}`}
          keep="Keep it"
          onRemove={() => {
            remove.mutate({ id: leaving.id }, { onError: toastError });
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          Audit logs read from now on go by the other {plural(scope.rules.length - 1, 'rule')}. What it left out before
          is not there: import those files once more.
        </RemoveDialog>
      )}
    </>
  );
}
