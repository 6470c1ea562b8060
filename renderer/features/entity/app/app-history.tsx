import { useSubjectHistory } from '../../../data/governance.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';

const ACTIONS: Readonly<Record<string, string>> = {
  'app.tag': 'Tag',
  'app.note': 'Note',
  'app.overrideScore': 'Score by hand',
  'app.correct': 'Correction',
  'app.customTags': 'Custom tags',
  'app.create': 'Custom app made',
  'app.update': 'Custom app changed',
  'app.probe': 'Online probe',
};

/** Who changed what about the app, from the governance log, newest first. */
export function AppHistory({ app }: { readonly app: string }) {
  const history = useSubjectHistory(app);
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
                    {ACTIONS[row.action] ?? row.action}
                    <span className="uc-factors__small">
                      {row.actor} · {wordsOf(row.detail)}
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

/** What changed, without what stood before. */
function wordsOf(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .filter(([key]) => key !== 'before')
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
    .slice(0, 300);
}
