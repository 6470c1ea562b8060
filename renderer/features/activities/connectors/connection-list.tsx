import type { ConnectionRow } from '../../../../core/contract/connections.ts';
import { When } from '../../../kit/when.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import { Instant } from '../derived/panel-parts.tsx';
import { Figure } from '../panel/insight.tsx';
import { StatusMark } from './status-mark.tsx';

/** The API connections that bring a connected app's activities: state, what to do, and how far each log was read. */
export function ConnectionList({ connections }: { readonly connections: readonly ConnectionRow[] }) {
  return (
    <ul className="uc-ingestions">
      {connections.map((one) => (
        <li key={one.id}>
          <h3 className="uc-sectionhead uc-act">
            {one.config.name} <StatusMark app={{ state: one.state, problems: [] }} />
          </h3>
          {one.problem !== null && <p className="uc-first">{one.problem}</p>}
          {one.activity !== null && <p className="uc-scopeline">{one.activity}</p>}
          <dl className="uc-figures">
            <Instant title="Last pull" at={one.lastSuccess} />
            <Instant title="Last try" at={one.lastTry} />
            <Instant title="Next pull" at={one.nextTry} />
            <Figure title="Records" value={one.feeds.reduce((sum, { records }) => sum + records, 0)} />
          </dl>
          <ul className="uc-toplist">
            {one.feeds.map((feed) => (
              <li key={feed.id}>
                <span>
                  {feed.title}
                  {feed.note !== null && <span className="uc-figures__part"> · {feed.note}</span>}
                </span>
                <span className="uc-figures__part">
                  {feed.reached === null ? (
                    'not read yet'
                  ) : (
                    <>
                      complete up to <When at={feed.reached} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li>
        <button type="button" className="uc-textlink" onClick={() => navigate(hrefWithScope('/data/connections', {}))}>
          Test, pull, change or disable under API connections
        </button>
      </li>
    </ul>
  );
}
