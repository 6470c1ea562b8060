import { useQuestion } from '../../../data/use-question.ts';
import { formatCount } from '../../../kit/format.ts';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import type { PanelItem } from '../../../state/panels.ts';
import { Logged } from '../logged.tsx';
import { Level } from './cells.tsx';
import { capital } from './derived-words.ts';
import { InLog, Proof } from './panel-parts.tsx';

interface Props {
  readonly item: PanelItem;
}

/** One finding: why it matters, what to do, whom it affects. */
export function PosturePanel({ item }: Props) {
  const finding = useQuestion('posture.get', { id: item.key });
  return (
    <SidePanel item={item} kind="Finding" title={finding.data?.row.title ?? item.title}>
      <Answer question={finding} loading={<BoneLines lines={14} />}>
        {({ row, explanation, guidance, filter, confirmed, seenBy, affected }) => (
          <div className="uc-tabbody">
            <p className="uc-scopeline">
              <Level level={row.severity} word={`${capital(row.severity)} severity`} /> · {row.area}
            </p>
            <p className="uc-prose">{explanation}</p>
            <section>
              <h3 className="uc-sectionhead">What to do</h3>
              <p className="uc-prose">{guidance}</p>
            </section>
            <section>
              <h3 className="uc-sectionhead">Affected</h3>
              {affected.length === 0 ? (
                <p className="uc-scopeline">
                  {row.state === 'notSeen'
                    ? 'Not seen: logs that would show it were imported and do not.'
                    : `Nothing can be said: none of the logs that would show it was imported (${seenBy.join(', ')}).`}
                </p>
              ) : (
                <>
                  <p className="uc-scopeline">
                    {formatCount(row.affected)} with {formatCount(row.events)} activities ·{' '}
                    <InLog filter={filter}>
                      {confirmed ? 'Candidates in the activity log' : 'Show in the activity log'}
                    </InLog>
                  </p>
                  <ul className="uc-reasons">
                    {affected.map((one) => (
                      <li key={one.ref}>
                        <strong>
                          <Logged text={one.name ?? 'Nobody named'} />
                        </strong>
                        <span>
                          {formatCount(one.events)} · last <When at={one.lastSeen} />
                        </span>
                        <Proof reference={one.ref}>Proving activity</Proof>
                      </li>
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
