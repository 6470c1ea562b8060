import { Select } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useSnapshots } from '../../../data/snapshots.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { baseName } from '../../../kit/file-name.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toWallText } from '../../../kit/wall-time.ts';
import { Figure } from '../panel/insight.tsx';
import { LongText } from '../panel/long-text.tsx';

type Snapshot = MethodOutput<'snapshots.list'>[number];
type Difference = MethodOutput<'snapshots.compare'>;

/** What came, went and changed between this snapshot and another of its kind, the one before it unless another is chosen. */
export function SnapshotChanges({ facts }: { readonly facts: Snapshot }) {
  const zone = useDisplayZone();
  const snapshots = useSnapshots();
  const [chosen, setChosen] = useState<string | null>(null);
  const others = (snapshots.data ?? []).filter(({ kind, id }) => kind === facts.kind && id !== facts.id);
  const other =
    others.find(({ id }) => String(id) === chosen) ??
    others.find(({ tenant, taken }) => tenant === facts.tenant && taken <= facts.taken) ??
    others[0];
  if (other === undefined) {
    return (
      <div className="uc-tabbody">
        <p className="uc-scopeline">There is no other snapshot of this kind to compare with.</p>
      </div>
    );
  }
  const [before, after] = other.taken <= facts.taken ? [other, facts] : [facts, other];
  const text = ({ taken, tenant, source }: Snapshot): string =>
    [toWallText(taken, zone).slice(0, 16), tenant, baseName(source)].filter(Boolean).join(' · ');
  return (
    <div className="uc-tabbody">
      <Select
        size="xs"
        label="Compare with"
        allowDeselect={false}
        data={others.map((one) => ({ value: String(one.id), label: text(one) }))}
        value={String(other.id)}
        onChange={setChosen}
      />
      <p className="uc-scopeline">
        From {toWallText(before.taken, zone).slice(0, 16)} to {toWallText(after.taken, zone).slice(0, 16)} · times that
        move with every sign-in are not compared
      </p>
      <Comparison before={before.id} after={after.id} />
    </div>
  );
}

function Comparison({ before, after }: { readonly before: number; readonly after: number }) {
  const found = useQuestion('snapshots.compare', { before, after });
  return (
    <Answer question={found} loading={<BoneLines lines={10} />}>
      {(difference) => (
        <>
          <dl className="uc-figures">
            {(['added', 'removed', 'changed', 'same'] as const).map((count) => (
              <Figure key={count} title={TITLES[count]} value={difference.counts[count]} />
            ))}
          </dl>
          <Names title="Added" names={difference.added} total={difference.counts.added} />
          <Names title="Removed" names={difference.removed} total={difference.counts.removed} />
          <Changed difference={difference} />
          {difference.onlyBefore.length + difference.onlyAfter.length > 0 && (
            <p className="uc-scopeline">
              Not compared, because only one of the exports has them:{' '}
              <Logged text={[...difference.onlyBefore, ...difference.onlyAfter].join(', ')} />
            </p>
          )}
        </>
      )}
    </Answer>
  );
}

const TITLES = { added: 'Added', removed: 'Removed', changed: 'Changed', same: 'The same' } as const;

function Names(props: { readonly title: string; readonly names: readonly string[]; readonly total: number }) {
  const { title, names, total } = props;
  if (names.length === 0) return null;
  return (
    <section>
      <h3 className="uc-sectionhead">
        {title} ({formatCount(total)})
      </h3>
      <ul className="uc-reasons">
        {names.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names of one answer, in its order; two may be the same.
          <li key={at}>
            <Logged text={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changed({ difference }: { readonly difference: Difference }) {
  const { changed, counts } = difference;
  if (changed.length === 0) return null;
  return (
    <section>
      <h3 className="uc-sectionhead">Changed ({formatCount(counts.changed)})</h3>
      <ul className="uc-reasons">
        {changed.map(({ name, fields }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: objects of one answer, in its order; two may have one name.
          <li key={at}>
            <strong>
              <Logged text={name} />
            </strong>
            {fields.map(({ field, before, after }) => (
              <span key={field}>
                {field}: <LongText text={`${before ?? 'nothing'} → ${after ?? 'nothing'}`} most={700} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
