import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { kindTitle } from '../../../kit/snapshot-kinds.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import type { PanelItem } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { LongText } from '../panel/long-text.tsx';
import { Level } from './cells.tsx';
import { capital } from './derived-words.ts';
import { Proof } from './panel-parts.tsx';
import { PostureDecision } from './posture-decision.tsx';
import { FromSnapshot } from './state-facts.tsx';

interface Props {
  readonly item: PanelItem;
}

/** One finding: why it matters, what to do, whom it affects. */
export function PosturePanel({ item }: Props) {
  const finding = useQuestion('posture.get', { id: item.key });
  return (
    <SidePanel item={item} kind="Finding" title={finding.data?.row.title ?? item.title}>
      <Answer question={finding} loading={<BoneLines lines={14} />}>
        {({ row, accepted, explanation, guidance, filter, confirmed, seenBy, affected }) => (
          <div className="uc-tabbody">
            <p className="uc-scopeline">
              <Level level={row.severity} word={`${capital(row.severity)} severity`} /> · {row.area}
            </p>
            <p className="uc-prose">{explanation}</p>
            <section>
              <h3 className="uc-sectionhead">What to do</h3>
              <p className="uc-prose">{guidance}</p>
            </section>
            {(row.status !== null || accepted !== null) && <PostureDecision row={row} accepted={accepted} />}
            <section>
              <h3 className="uc-sectionhead">Affected</h3>
              {affected.length === 0 ? (
                <p className="uc-scopeline">
                  {row.state === 'notSeen'
                    ? row.basis === 'state'
                      ? 'Not so: the snapshots that would show it were imported and do not.'
                      : 'Not seen: logs that would show it were imported and do not.'
                    : row.basis === 'state'
                      ? `Nothing can be said: it takes snapshots of ${seenBy.map(kindTitle).join(', ')}.`
                      : `Nothing can be said: none of the logs that would show it was imported (${seenBy.join(', ')}).`}
                </p>
              ) : (
                <>
                  <p className="uc-scopeline">
                    {filter === null ? (
                      `${formatCount(row.affected)}, as the tenant stood`
                    ) : (
                      <>
                        {formatCount(row.affected)} with {formatCount(row.events)} activities ·{' '}
                        <button type="button" className="uc-textlink" onClick={() => goToLog(filter)}>
                          {confirmed ? 'Candidates in the activity log' : 'Show in the activity log'}
                        </button>
                      </>
                    )}
                  </p>
                  <ul className="uc-reasons">
                    {affected.map((one, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer, in its order; a thing may be affected twice.
                      <AffectedRow key={at} one={one} />
                    ))}
                  </ul>
                </>
              )}
            </section>
          </div>
        )}
      </Answer>
    </SidePanel>
  );
}

/** Whom or what it affects, with what proves it: an activity, or the row of a snapshot. */
function AffectedRow({ one }: { readonly one: MethodOutput<'posture.get'>['affected'][number] }) {
  return (
    <li>
      <strong>
        <Logged text={one.name ?? 'Nobody named'} />
      </strong>
      {one.events !== null && (
        <span>
          {formatCount(one.events)} · last <When at={one.lastSeen} />
        </span>
      )}
      {one.detail !== null && (
        <span>
          <Logged text={one.detail} />
        </span>
      )}
      {one.ref !== null && <Proof reference={one.ref} />}
      {one.from !== null && <FromSnapshot from={one.from} />}
      {one.object !== null && (
        <details className="uc-proofrow">
          <summary>Proving row</summary>
          <LongText text={JSON.stringify(one.object, null, 2)} />
        </details>
      )}
    </li>
  );
}
