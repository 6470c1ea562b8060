import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconColumns3, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppDetail } from '../../../core/contract/app-detail.ts';
import { useAppDetails } from '../../data/catalog.ts';
import { countryName } from '../../kit/charts/country-names.ts';
import { formatShare, MISSING } from '../../kit/format.ts';
import { Missing } from '../../kit/missing.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { AppIcon } from '../../kit/risk/app-icon.tsx';
import { FACTOR_GROUPS, type Factor, factorText, isBad } from '../../kit/risk/factor-text.ts';
import { ScoreTile } from '../../kit/risk/score-tile.tsx';
import { TagBadge } from '../../kit/risk/tag-badge.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { ErrorState } from '../../kit/state/error-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { navigate, setSearch, useSearchText } from '../../state/location.ts';
import { usePanels } from '../../state/panels.ts';
import { AppSearch } from './app-search.tsx';
import { compareRows } from './compare-rows.ts';
import './catalog.css';

const MOST = 4;
const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** Up to four apps side by side, every factor, with what differs marked. */
export function ComparePage() {
  const text = new URLSearchParams(useSearchText()).get('apps') ?? '';
  const ids = [...new Set(text.split(',').filter((id) => id !== ''))].slice(0, MOST);
  const choose = (next: readonly string[]): void => setSearch({ apps: next.join(',') });
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const answers = useAppDetails(ids);
  const failed = answers.find(({ error }) => error !== null);
  const apps = answers.flatMap(({ data }) => data ?? []);
  return (
    <div className="uc-page__fill">
      <PageHeader
        title="Compare apps"
        about="Up to four apps side by side. A dash is unknown, which is neither good nor bad."
        actions={
          <>
            <Switch
              size="xs"
              label="Only differences"
              disabled={ids.length < 2}
              checked={onlyDifferent}
              onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
            />
            {ids.length < MOST && <AppSearch title="Add an app" taken={ids} onChoose={(id) => choose([...ids, id])} />}
          </>
        }
      />
      {failed?.error ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : ids.length === 0 ? (
        <EmptyState
          icon={IconColumns3}
          title="No app chosen yet"
          action={
            <Button variant="default" onClick={() => navigate('/catalog')}>
              Open the catalog
            </Button>
          }
        >
          Add apps above, or select two to four in the catalog and press Compare.
        </EmptyState>
      ) : apps.length < ids.length ? (
        <BoneLines lines={20} />
      ) : (
        <CompareTable
          apps={apps}
          onlyDifferent={onlyDifferent && apps.length > 1}
          onRemove={(id) => choose(ids.filter((one) => one !== id))}
        />
      )}
    </div>
  );
}

function CompareTable({
  apps,
  onlyDifferent,
  onRemove,
}: {
  readonly apps: readonly AppDetail[];
  readonly onlyDifferent: boolean;
  readonly onRemove: (id: string) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="uc-compare" aria-label="Comparison" tabIndex={0}>
      <table className="uc-factors">
        <thead>
          <tr>
            <th scope="col">Factor</th>
            {apps.map((app) => (
              <th key={app.id} scope="col">
                <span className="uc-appcell">
                  <AppIcon id={app.id} name={app.name} />
                  <button
                    type="button"
                    className="uc-textlink"
                    onClick={() => usePanels.getState().show({ kind: 'app', key: app.id, title: app.name })}
                  >
                    {app.name}
                  </button>
                  <ActionIcon
                    size="xs"
                    variant="subtle"
                    color="gray"
                    aria-label={`Take ${app.name} away`}
                    onClick={() => onRemove(app.id)}
                  >
                    <IconX size={12} />
                  </ActionIcon>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line title="Score" apps={apps} cell={(app) => <ScoreTile facts={app} />} />
          <Line
            title="Lowest to highest possible"
            apps={apps}
            cell={(app) => `${points.format(app.scoreLow)}–${points.format(app.scoreHigh)}`}
          />
          <Line title="Known share of the score" apps={apps} cell={(app) => formatShare(app.coverage)} />
          <Line title="Tag" apps={apps} cell={(app) => <TagBadge tag={app.tag} />} />
          <Line title="Category" apps={apps} cell={(app) => app.categoryName} />
          <Line title="Vendor" apps={apps} cell={(app) => app.vendor ?? MISSING} />
          <Line
            title="Headquarters"
            apps={apps}
            cell={(app) => (app.headquarters === null ? MISSING : countryName(app.headquarters))}
          />
        </tbody>
        {FACTOR_GROUPS.map(({ id, title }) => (
          <FactorGroup key={id} group={id} title={title} apps={apps} onlyDifferent={onlyDifferent} />
        ))}
      </table>
    </section>
  );
}

function Line({
  title,
  apps,
  cell,
}: {
  readonly title: string;
  readonly apps: readonly AppDetail[];
  readonly cell: (app: AppDetail) => React.ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {apps.map((app) => (
        <td key={app.id}>{cell(app)}</td>
      ))}
    </tr>
  );
}

function FactorGroup({
  group,
  title,
  apps,
  onlyDifferent,
}: {
  readonly group: Factor['category'];
  readonly title: string;
  readonly apps: readonly AppDetail[];
  readonly onlyDifferent: boolean;
}) {
  const rows = compareRows(apps, group).filter((row) => !onlyDifferent || row.differs);
  return (
    <tbody>
      <tr className="uc-compare__group">
        <th scope="rowgroup">{title}</th>
        {apps.map((app) => (
          <td key={app.id} className="uc-num">
            {app[group].score === null ? MISSING : points.format(app[group].score)} · {formatShare(app[group].coverage)}{' '}
            known
          </td>
        ))}
      </tr>
      {rows.map((row) => (
        <tr key={row.id} data-differs={row.differs || undefined}>
          <th scope="row" title={row.meaning}>
            {row.title}
            {row.differs && <span className="uc-sr"> (differs)</span>}
          </th>
          {row.factors.map((factor, index) => {
            const text = factorText(factor);
            return (
              <td key={apps[index]?.id} title={factor.source ?? undefined}>
                {text === null ? <Missing why="Unknown" /> : text}
                {isBad(factor) && <span title="Worth 3 points or fewer"> ▾</span>}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}
