import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useSnapshots } from '../../../data/snapshots.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { kindTitle } from '../../../kit/snapshot-kinds.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import type { PanelItem } from '../../../state/panels.ts';
import { LongText } from '../panel/long-text.tsx';
import { SnapshotChanges } from './snapshot-changes.tsx';

/** Most objects that the panel lists; a search finds the others. */
const LISTED = 200;
/** Most characters of an object in view. */
const MOST = 20_000;

interface Props {
  readonly item: PanelItem;
}

/** One snapshot: its objects, and what changed since another. */
export function SnapshotPanel({ item }: Props) {
  const id = Number(item.key);
  // Not `snapshots.get`, which reads every object: the tabs ask for those that they show.
  const snapshots = useSnapshots();
  const facts = snapshots.data?.find((one) => one.id === id);
  return (
    <SidePanel item={item} kind="Snapshot" title={facts === undefined ? item.title : kindTitle(facts.kind)}>
      <Answer question={snapshots} loading={<BoneLines lines={14} />}>
        {() =>
          facts === undefined ? (
            <p className="uc-scopeline">There is no snapshot {item.key} any longer.</p>
          ) : (
            <SnapshotContent item={item} facts={facts} />
          )
        }
      </Answer>
    </SidePanel>
  );
}

function SnapshotContent({ item, facts }: Props & { readonly facts: MethodOutput<'snapshots.list'>[number] }) {
  return (
    <>
      <p className="uc-scopeline">
        <When at={facts.taken} /> · {plural(facts.objects, 'object')}
        {facts.tenant !== '' && (
          <>
            {' '}
            · <Logged text={facts.tenant} />
          </>
        )}
      </p>
      <p className="uc-scopeline">
        <Logged text={facts.source} />
      </p>
      <PanelTabs
        item={item}
        tabs={[
          {
            id: 'objects',
            title: `Objects (${formatCount(facts.objects)})`,
            content: () => <SnapshotObjects id={facts.id} />,
          },
          { id: 'changes', title: 'Changes', content: () => <SnapshotChanges facts={facts} /> },
        ]}
      />
    </>
  );
}

function SnapshotObjects({ id }: { readonly id: number }) {
  const [search, setSearch] = useState('');
  const found = useQuestion('snapshots.get', { id, search, limit: LISTED });
  return (
    <div className="uc-tabbody">
      <TextInput
        size="xs"
        aria-label="Search objects"
        placeholder="Search objects"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Answer question={found} loading={<BoneLines lines={10} />}>
        {({ objects, total }) => (
          <>
            <p className="uc-scopeline">
              {total > objects.length ? `${formatCount(objects.length)} of ${formatCount(total)}` : formatCount(total)}
            </p>
            <ul className="uc-reasons">
              {objects.map(({ name, object }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer, in its order; two may have one name.
                <li key={at}>
                  <details className="uc-proofrow">
                    <summary>
                      <Logged text={name} />
                    </summary>
                    <LongText text={JSON.stringify(object, null, 2)} most={MOST} />
                  </details>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </div>
  );
}
