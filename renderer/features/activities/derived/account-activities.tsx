import { useActivityFacets } from '../../../data/activities.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { TopList } from '../panel/insight.tsx';
import { activityTitle, countryText } from '../words.ts';
import type { Account } from './app-accounts.tsx';
import { InLog } from './panel-parts.tsx';

const FIELDS = ['type', 'app', 'country', 'ip', 'userAgent', 'object'];
const TITLES: Readonly<Record<string, string>> = {
  type: 'Activities',
  app: 'Apps',
  country: 'Countries',
  ip: 'IP addresses',
  userAgent: 'User agents',
  object: 'Objects',
};

/** What a person's activities are made of. */
export function AccountActivities({ data }: { readonly data: Account }) {
  const { filter, row } = data;
  const facets = useActivityFacets({ filter }, FIELDS, 8);
  const range = { from: row.firstSeen ?? 0, to: (row.lastSeen ?? 0) + 1 };
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <InLog filter={filter}>Timeline and every record in the activity log</InLog>
      </p>
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
    </div>
  );
}
