import type { ActivityScope } from '../../../../core/contract/activities.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useActivities, useActivityFacets } from '../../../data/activities.ts';
import { useDerivedTotal } from '../../../data/connected.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';

const MOST = 8;
const LISTS = [
  ['type', 'Activities'],
  ['user', 'Most active users'],
] as const;

type Facet = MethodOutput<'activities.facets'>[string];

/** What the app's own audit log says of the page's period: how much, what, who, and when last. */
export function ActivitiesTab(
  props: { readonly app: string; readonly name: string } & Pick<ActivityScope, 'from' | 'to'>,
) {
  const { app, name, from, to } = props;
  const mine = is('app', app);
  const scope: ActivityScope = {
    filter: mine,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const facets = useActivityFacets(scope, ['type', 'user', 'outcome', 'admin'], MOST);
  const { data: list } = useActivities(scope, 1);
  const open = (filter: string): void => navigate(hrefWithScope('/connected/activities', { filter }));
  return (
    <Answer question={facets} loading={<BoneLines lines={12} />}>
      {(data) => (
        <div className="uc-tabbody">
          <dl className="uc-figures">
            <div>
              <dt>Activities</dt>
              <dd className="uc-num">
                <button type="button" className="uc-textlink" onClick={() => open(mine)}>
                  {formatCount(list?.events ?? null)}
                </button>
              </dd>
            </div>
            <div>
              <dt>Users</dt>
              <dd className="uc-num">{formatCount(data.user?.distinct ?? null)}</dd>
            </div>
            <div>
              <dt>Administrative</dt>
              <dd className="uc-num">{formatCount(countOf(data.admin, 'yes'))}</dd>
            </div>
            <div>
              <dt>Failed</dt>
              <dd className="uc-num">{formatCount(countOf(data.outcome, 'failure'))}</dd>
            </div>
            <div>
              <dt>Last activity</dt>
              <dd>
                <When at={list?.rows[0]?.time ?? null} />
              </dd>
            </div>
          </dl>
          <p className="uc-scopeline">
            <button
              type="button"
              className="uc-textlink"
              onClick={() => navigate(hrefWithScope('/connected/connectors'))}
            >
              How the app is connected, what its log gives, and its imports
            </button>
          </p>
          <InTheApp name={name} />
          {LISTS.map(([field, title]) => (
            <section key={field}>
              <h3 className="uc-sectionhead">{title}</h3>
              {(data[field]?.values.length ?? 0) === 0 ? (
                <p className="uc-scopeline">None in this period.</p>
              ) : (
                <ul className="uc-toplist">
                  {data[field]?.values.map(({ value, title: name, count }) => (
                    <li key={value}>
                      <button type="button" className="uc-textlink" onClick={() => open(allOf(mine, is(field, value)))}>
                        <bdi className="uc-ellipsis">{visibleText(name.slice(0, 300))}</bdi>
                      </button>
                      <span className="uc-num">{formatCount(count)}</span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          ))}
        </div>
      )}
    </Answer>
  );
}

/** What is known of the app over all recorded time: its accounts, shared files, apps with access, and findings. */
function InTheApp({ name }: { readonly name: string }) {
  const mine = is('app', name);
  const accounts = useDerivedTotal('accounts', mine);
  const risky = useDerivedTotal('accounts', allOf(mine, 'riskLevel:high'));
  const shared = useDerivedTotal('files', allOf(mine, '(level:public or level:external)'));
  const grants = useDerivedTotal('oauth', mine);
  const findings = useDerivedTotal('posture', allOf(mine, 'status:open'));
  const figures = [
    ['Accounts', accounts, 'accounts', mine],
    ['With high risk', risky, 'accounts', allOf(mine, 'riskLevel:high')],
    ['Files that others outside reach', shared, 'files', allOf(mine, '(level:public or level:external)')],
    ['Apps with access', grants, 'oauth', mine],
    ['Open findings', findings, 'posture', allOf(mine, 'status:open')],
  ] as const;
  return (
    <section>
      <h3 className="uc-sectionhead">Over all recorded time</h3>
      <dl className="uc-figures">
        {figures.map(([title, count, table, filter]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd className="uc-num">
              {count === null || count === 0 ? (
                formatCount(count)
              ) : (
                <button
                  type="button"
                  className="uc-textlink"
                  onClick={() => navigate(hrefWithScope(`/connected/${table}`, { filter }))}
                >
                  {formatCount(count)}
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function countOf(facet: Facet | undefined, value: string): number | null {
  return facet === undefined ? null : (facet.values.find((one) => one.value === value)?.count ?? 0);
}
