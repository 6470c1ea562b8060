import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { formatBytes, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Missing } from '../../../kit/missing.tsx';
import { When } from '../../../kit/when.tsx';
import { usePanels } from '../../../state/panels.ts';
import { Proof } from './panel-parts.tsx';

type Oauth = MethodOutput<'oauth.get'>;

/** Whose data an app reached, in which app, how often, how much and when. */
export function OauthData({ data: { row, data } }: { readonly data: Oauth }) {
  const open = usePanels((state) => state.open);
  if (data.length === 0) {
    return (
      <div className="uc-tabbody">
        <p className="uc-scopeline">
          No activity tells that it reached anybody’s data. Logs that name the app that acted tell it: Microsoft 365’s
          audit log and Microsoft Graph’s activity log, Google’s token log, Salesforce’s API events.
        </p>
      </div>
    );
  }
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        {plural(row.dataUsers, 'user', 'users')}, {plural(row.dataActivities, 'activity', 'activities')} with data
        {row.dataBytes === null ? '' : `, ${formatBytes(row.dataBytes)} as far as records say`}. The latest first.
      </p>
      <ul className="uc-reasons">
        {data.map(({ user, appId, app, activities, changes, bytes, sized, first, last, ref }) => (
          <li key={`${appId} ${user}`}>
            {user === null ? (
              <Missing why="No record says whose it is." />
            ) : (
              <button
                type="button"
                className="uc-textlink"
                onClick={() => open({ kind: 'account', key: user, title: user })}
              >
                <Logged text={user} />
              </button>
            )}
            <span>
              <Logged text={app} /> · {plural(activities, 'activity', 'activities')}
              {changes === 0 ? ', all reading' : `, ${changes === activities ? 'all' : changes} changing it`}
              {bytes === null ? '' : ` · ${formatBytes(bytes)}${sized < activities ? ` in ${sized} of them` : ''}`}
            </span>
            <span>
              <When at={first} /> – <When at={last} />
            </span>
            <Proof reference={ref} />
          </li>
        ))}
      </ul>
    </div>
  );
}
