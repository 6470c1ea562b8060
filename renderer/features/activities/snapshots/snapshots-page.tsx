import { Button, Group } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useSnapshots } from '../../../data/snapshots.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { BothEnds } from '../../../kit/both-ends.tsx';
import { inSentence } from '../../../kit/field-titles.ts';
import { baseName } from '../../../kit/file-name.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import { PageHeader } from '../../../kit/page-header.tsx';
import { RemoveDialog } from '../../../kit/remove-dialog.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { SmallTable } from '../../../kit/table/small-table.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { useWindows } from '../../../state/windows.ts';
import { afterRemoval } from './after-removal.ts';
import '../activities.css';
import { kindTitle } from '../../../kit/snapshot-kinds.ts';

type Snapshot = MethodOutput<'snapshots.list'>[number];

/** State of tenants beside their events: what was kept, of when, from where. */
export function SnapshotsPage() {
  const snapshots = useSnapshots();
  const remove = useOrder('snapshots.remove');
  const writable = useOpenWorkspace()?.readOnly === false;
  const show = useWindows((state) => state.show);
  const [leaving, setLeaving] = useState<Snapshot | null>(null);
  const named = leaving === null ? '' : inSentence(kindTitle(leaving.kind));
  const actions = writable && (
    <Button leftSection={<IconCamera size={16} stroke={1.5} aria-hidden />} onClick={() => show({ kind: 'snapshots' })}>
      Import snapshots …
    </Button>
  );
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Tenant snapshots"
        about="How a tenant stood: users, roles, apps, policies, rules. Accounts, OAuth apps and Posture take the newest of each kind."
        actions={(snapshots.data?.length ?? 0) > 0 ? actions : undefined}
      />
      <div className="uc-stack">
        <Answer question={snapshots} loading={<BoneLines lines={6} height={32} />}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={IconCamera} title="No snapshot yet" action={actions}>
                Logs say what happened; snapshots say how things stood: who has which role, a second factor, an inbox
                rule; which apps may do what. Export users, roles, service principals, consent grants, MFA registration,
                Conditional Access policies or inbox rules as JSON or CSV from Graph or PowerShell, or take the output
                folders of Microsoft-Extractor-Suite, DFIR-O365RC or Hawk.
              </EmptyState>
            ) : (
              <SnapshotTable rows={rows} onRemove={writable ? setLeaving : null} />
            )
          }
        </Answer>
      </div>
      {leaving !== null && (
        <RemoveDialog
          name={`the snapshot of ${named}`}
          keep="Cancel"
          onRemove={() => {
            remove.mutate(
              { id: leaving.id },
              { onSuccess: () => toastDone(`The snapshot of ${named} was removed.`), onError: toastError },
            );
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          {plural(leaving.objects, 'object')} from {leaving.source} will be forgotten.{' '}
          {afterRemoval(leaving, snapshots.data ?? [])}
        </RemoveDialog>
      )}
    </div>
  );
}

function SnapshotTable(props: {
  readonly rows: readonly Snapshot[];
  readonly onRemove: ((one: Snapshot) => void) | null;
}) {
  const show = usePanels((state) => state.show);
  return (
    <SmallTable
      label="Table of snapshots"
      caption="Snapshots"
      columns={['Kind', 'Tenant', 'As of', { title: 'Objects', isFigure: true }, 'Source']}
      actions="Actions"
      look="uc-snapshots"
      card
    >
      {props.rows.map((one) => {
        const title = kindTitle(one.kind);
        const isOlder = props.rows.find(({ kind, tenant }) => kind === one.kind && tenant === one.tenant) !== one;
        const open = (tab?: string): void =>
          show({ kind: 'snapshot', key: String(one.id), title, ...(tab === undefined ? {} : { tab }) });
        return (
          <tr key={one.id}>
            <th scope="row">
              <button type="button" className="uc-textlink" onClick={() => open()}>
                {title}
              </button>
              {isOlder && <span className="uc-from"> · older</span>}
            </th>
            <td>
              {one.tenant === '' ? <Missing why="Neither the file nor you said." /> : <Logged text={one.tenant} />}
            </td>
            <td>
              <When at={one.taken} />
            </td>
            <td data-align="right">{formatCount(one.objects)}</td>
            <td className="uc-snapshots__source">
              <BothEnds text={baseName(one.source)} />
            </td>
            <td>
              <Group gap={4} justify="flex-end" wrap="nowrap">
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={props.rows.every((other) => other === one || other.kind !== one.kind)}
                  aria-label={`Compare ${title} ${one.id}`}
                  onClick={() => open('changes')}
                >
                  Compare
                </Button>
                {props.onRemove !== null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Remove ${title} ${one.id}`}
                    onClick={() => props.onRemove?.(one)}
                  >
                    Remove
                  </Button>
                )}
              </Group>
            </td>
          </tr>
        );
      })}
    </SmallTable>
  );
}
