import { useState } from 'react';
import { countryText } from '../../../../core/kit/country-name.ts';
import { useActivities, useActivityFacets } from '../../../data/activities.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { OutcomeMark } from '../outcome-mark.tsx';
import { TopList } from '../panel/insight.tsx';
import { activityTitle } from '../words.ts';
import { AccountTimeline, type Range } from './account-timeline.tsx';
import type { Account } from './app-accounts.tsx';

const FIELDS = ['type', 'app', 'country', 'city', 'ip', 'device', 'os', 'userAgent', 'object'];
const TITLES: Readonly<Record<string, string>> = {
  type: 'Activities',
  app: 'Apps',
  country: 'Countries',
  city: 'Cities',
  ip: 'IP addresses',
  device: 'Devices',
  os: 'Operating systems',
  userAgent: 'User agents',
  object: 'Objects',
};
const NEWEST = 25;

/** What a person did, by day; a period chosen there holds for the newest activities and for what they are made of. */
export function AccountActivities({ data }: { readonly data: Account }) {
  const { filter, row } = data;
  const [range, setRange] = useState<Range | null>(null);
  if (row.firstSeen === null || row.lastSeen === null) {
    return <p className="uc-scopeline">No activity of this account is known.</p>;
  }
  const extent = { from: row.firstSeen, to: row.lastSeen + 1 };
  return (
    <div className="uc-tabbody">
      <AccountTimeline filter={filter} extent={extent} range={range} onRange={setRange} />
      {range !== null && (
        <p className="uc-scopeline">
          From <When at={range.from} /> to <When at={range.to} />{' '}
          <button type="button" className="uc-textlink" onClick={() => setRange(null)}>
            All activities again
          </button>
        </p>
      )}
      <Newest filter={filter} range={range} />
      <MadeOf filter={filter} range={range ?? extent} />
    </div>
  );
}

function Newest({ filter, range }: { readonly filter: string; readonly range: Range | null }) {
  const activities = useActivities({ filter, ...range }, NEWEST);
  const open = usePanels((state) => state.open);
  return (
    <section>
      <h3 className="uc-sectionhead">Newest activities</h3>
      <Answer question={activities} loading={<BoneLines lines={8} />}>
        {({ rows, events }) => (
          <>
            <ul className="uc-toplist" aria-label="Newest activities">
              {rows.map((one) => (
                <li key={one.ref}>
                  <span className="uc-act">
                    <OutcomeMark outcome={one.outcome} />
                    <button
                      type="button"
                      className="uc-textlink"
                      onClick={() => open({ kind: 'activity', key: one.ref, title: activityTitle(one) })}
                    >
                      <Logged text={[activityTitle(one), one.object].filter(Boolean).join(': ')} />
                    </button>
                  </span>
                  <span className="uc-figures__part">
                    <When at={one.time} />
                  </span>
                </li>
              ))}
            </ul>
            {rows.length === 0 && <p className="uc-scopeline">None in this period.</p>}
            <p className="uc-scopeline">
              <button type="button" className="uc-textlink" onClick={() => goToLog(filter, range)}>
                All {formatCount(events)} in the activity log
              </button>
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}

function MadeOf({ filter, range }: { readonly filter: string; readonly range: Range }) {
  const facets = useActivityFacets({ filter, ...range }, FIELDS, 8);
  return (
    <Answer question={facets} loading={<BoneLines lines={12} />}>
      {(found) => (
        <>
          {FIELDS.map((field) => (
            <TopList
              key={field}
              title={TITLES[field] ?? field}
              facet={found[field]}
              range={range}
              none="No record says."
              conditionOf={(value) => allOf(`(${filter})`, is(field, value))}
              {...(field === 'country' ? { words: countryText } : {})}
              {...(field === 'type' ? { words: (type: string) => activityTitle({ type, operation: type }) } : {})}
            />
          ))}
        </>
      )}
    </Answer>
  );
}
