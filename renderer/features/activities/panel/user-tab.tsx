import { useMemo } from 'react';
import type { ActivityRow } from '../../../../core/contract/activities.ts';
import { countryText } from '../../../../core/kit/country-name.ts';
import { useActivities, useActivityFacets } from '../../../data/activities.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { usePanels } from '../../../state/panels.ts';
import { goToLog } from '../around.ts';
import { countOf, daysBefore, type Facets, Figure, INSIGHT_DAYS, TopList } from './insight.tsx';

const FIELDS = ['country', 'isp', 'ip', 'app', 'type', 'admin', 'clientApp', 'os', 'userAgent'];
const MOST = 8;

/** What the user did in the days before, and what of this activity is new for them. */
export function UserTab({ row }: { readonly row: ActivityRow }) {
  return row.user === null ? (
    <p className="uc-scopeline">The record does not say who acted.</p>
  ) : (
    <OfUser row={row} user={row.user} />
  );
}

function OfUser({ row, user }: { readonly row: ActivityRow; readonly user: string }) {
  const open = usePanels((state) => state.open);
  const range = useMemo(() => daysBefore(row.time), [row.time]);
  const mine = is('user', user);
  const facets = useActivityFacets({ ...range, filter: mine }, FIELDS, MOST);
  const { data: all } = useActivities({ ...range, filter: mine }, 1);
  const failed = allOf(mine, 'type:login.failed');
  const { data: failures } = useActivities({ ...range, filter: failed }, 1);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <Logged text={user} mono /> in the {INSIGHT_DAYS} days up to this activity ·{' '}
        <button type="button" className="uc-textlink" onClick={() => open({ kind: 'user', key: user, title: user })}>
          Discovered traffic
        </button>
      </p>
      <FirstTimes row={row} mine={mine} />
      <Answer question={facets} loading={<BoneLines lines={12} />}>
        {(data) => (
          <>
            <dl className="uc-figures">
              <Figure title="Activities" value={all?.events ?? null} onOpen={() => goToLog(mine, range)} />
              <Figure
                title="Administrative"
                value={countOf(data, 'admin', 'yes')}
                onOpen={() => goToLog(allOf(mine, 'admin:yes'), range)}
              />
              <Figure title="Failed sign-ins" value={failures?.events ?? null} onOpen={() => goToLog(failed, range)} />
              <Figure title="Apps" value={data.app?.distinct ?? null} />
              <Figure title="IP addresses" value={data.ip?.distinct ?? null} />
              <Figure title="Countries" value={data.country?.distinct ?? null} />
            </dl>
            <Lists data={data} row={row} mine={mine} range={range} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Lists(props: {
  readonly data: Facets;
  readonly row: ActivityRow;
  readonly mine: string;
  readonly range: { readonly from: number; readonly to: number };
}) {
  const { data, row, mine, range } = props;
  const list = (
    field: string,
    title: string,
    mark: string | null,
    none: string,
    words?: (value: string, name: string) => string,
  ) => (
    <TopList
      title={title}
      facet={data[field]}
      mark={mark}
      range={range}
      none={none}
      conditionOf={(value) => allOf(mine, is(field, value))}
      {...(words === undefined ? {} : { words })}
    />
  );
  return (
    <>
      {list('type', 'Activities', row.type, 'None.')}
      {list('app', 'Apps', row.app, 'None.')}
      {list('country', 'Countries', row.located?.country ?? null, 'Nothing says from which country.', countryText)}
      {list('isp', 'Internet providers', row.located?.isp ?? null, 'Nothing names an internet provider.')}
      {list('ip', 'IP addresses', row.ip, 'These records hold no address.')}
    </>
  );
}

/** Attributes of an activity that may be new for its user. */
const ATTRIBUTES = [
  ['country', 'country'],
  ['isp', 'internet provider'],
  ['ip', 'IP address'],
  ['app', 'app'],
  ['type', 'kind of activity'],
  ['userAgent', 'user agent'],
  ['clientApp', 'client app'],
] as const;

/** As facets count it: the country of an address is looked up. */
function attributeOf(row: ActivityRow, field: (typeof ATTRIBUTES)[number][0]): string | null {
  return field === 'country' || field === 'isp' ? (row.located?.[field] ?? null) : row[field];
}

/** What the user had not done, used or been before, as far back as the log goes. */
function FirstTimes({ row, mine }: { readonly row: ActivityRow; readonly mine: string }) {
  const known = ATTRIBUTES.filter(([field]) => attributeOf(row, field) !== null);
  const before = useActivityFacets(
    { to: row.time, filter: mine },
    known.map(([field]) => field),
    1000,
  );
  const { data: earlier } = useActivities({ to: row.time, filter: mine }, 1);
  if (before.data === undefined || earlier === undefined) return null;
  if (earlier.events === 0) return <p className="uc-first">The first activity of this user in the log.</p>;
  const facets = before.data;
  const fresh = known.filter(([field]) => {
    const facet = facets[field];
    // A value among those that are not listed may have occurred: nothing is claimed of it.
    return facet !== undefined && facet.others === 0 && countOf(facets, field, attributeOf(row, field) ?? '') === 0;
  });
  if (fresh.length === 0) return null;
  return (
    <p className="uc-first">
      New for this user: {fresh.map(([, title]) => title).join(', ')}. Not seen in their {formatCount(earlier.events)}{' '}
      earlier activities.
    </p>
  );
}
