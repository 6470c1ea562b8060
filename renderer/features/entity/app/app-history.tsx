import { actionWords } from '../../../../core/model/governance-action.ts';
import { useSubjectHistory } from '../../../data/governance.ts';
import { detailWords } from '../../../kit/detail-words.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';

/** Who changed what about the app, from the governance log, newest first. */
export function AppHistory({ app }: { readonly app: string }) {
  const history = useSubjectHistory(app);
  const zone = useDisplayZone();
  return (
    <section aria-label="History">
      <h3 className="uc-sectionhead">History</h3>
      <Answer question={history} loading={<BoneLines lines={3} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="uc-scopeline">Nothing was decided about this app yet.</p>
          ) : (
            <ol className="uc-history">
              {rows.map((row) => (
                <li key={row.id}>
                  <When at={row.time} />
                  <span>
                    {actionWords(row.action)}
                    <span className="uc-factors__small">
                      {row.actor} · {detailWords(row.detail, zone, ['before'])}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </section>
  );
}
