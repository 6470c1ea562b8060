import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import type { Usage } from '../../../../core/contract/discovery.ts';
import { useHost } from '../../../bridge/client.tsx';
import { countryName } from '../../../kit/charts/country-names.ts';
import { BAND_STYLE } from '../../../kit/charts/palette.ts';
import { Swatch } from '../../../kit/charts/patterns.tsx';
import { MISSING } from '../../../kit/format.ts';
import { KIND_TITLES } from '../../../kit/risk/kind-titles.ts';
import { toastError } from '../../../kit/toast.tsx';
import { openOnTop } from '../open.ts';
import { UsageFigures } from '../usage/usage-figures.tsx';
import { entityListRows, UsageList } from '../usage/usage-list.tsx';
import { defaultMetric } from '../usage/usage-tab.tsx';
import { UsageTrend } from '../usage/usage-trend.tsx';

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** How the app is used, by whom most, and what could be used instead. */
export function OverviewTab({
  app,
  usage,
  zone,
}: {
  readonly app: AppDetail;
  readonly usage: Usage;
  readonly zone: string;
}) {
  const metric = defaultMetric(usage);
  const unused = usage.totals.transactions === 0;
  return (
    <div className="uc-tabbody">
      {app.description !== null && <p className="uc-about">{app.description}</p>}
      {unused ? (
        <p className="uc-scopeline">This app was not used in this period.</p>
      ) : (
        <>
          <UsageFigures usage={usage} />
          <UsageTrend usage={usage} metric={metric} zone={zone} />
          <section aria-label="Top people">
            <h3 className="uc-sectionhead">Top people</h3>
            {usage.known.user === 0 ? (
              <p className="uc-scopeline">None of these lines names a user. The top source addresses instead:</p>
            ) : null}
            {usage.known.user === 0 ? (
              <UsageList
                rows={entityListRows('source', usage.sources)}
                metric={metric}
                noun={['source address', 'source addresses']}
                compact
              />
            ) : (
              <UsageList rows={entityListRows('user', usage.users)} metric={metric} noun={['user', 'users']} compact />
            )}
          </section>
        </>
      )}
      <section aria-label="Alternatives">
        <h3 className="uc-sectionhead">Alternatives with a better score</h3>
        {app.alternatives.length === 0 ? (
          <p className="uc-scopeline">
            The catalog knows no app of this category whose lowest possible score is better.
          </p>
        ) : (
          <ul className="uc-alternatives">
            {app.alternatives.map((other) => (
              <li key={other.id}>
                <Swatch style={BAND_STYLE[other.band]} />
                <button type="button" className="uc-textlink" onClick={() => openOnTop('app', other.id, other.name)}>
                  {other.name}
                </button>
                <span className="uc-num">
                  score {other.score ?? MISSING}, at least {points.format(other.scoreLow)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <AppFacts app={app} />
    </div>
  );
}

function AppFacts({ app }: { readonly app: AppDetail }) {
  const host = useHost();
  const { homepage } = app;
  return (
    <section aria-label="About the app">
      <h3 className="uc-sectionhead">About</h3>
      <dl className="uc-facts">
        <div>
          <dt>Homepage</dt>
          <dd>
            {homepage === null ? (
              MISSING
            ) : (
              <button
                type="button"
                className="uc-textlink"
                onClick={() => host.host('host.openExternal', { url: homepage }).catch(toastError)}
              >
                {homepage}
              </button>
            )}
          </dd>
        </div>
        <div>
          <dt>Headquarters</dt>
          <dd>{app.headquarters === null ? MISSING : countryName(app.headquarters)}</dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>{KIND_TITLES[app.kind]}</dd>
        </div>
        <div>
          <dt>Domains</dt>
          <dd className="uc-mono">{app.domains.join(', ')}</dd>
        </div>
      </dl>
    </section>
  );
}
