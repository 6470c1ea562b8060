import { FilterBar } from '../../../kit/filter/filter-bar.tsx';
import { formatCount } from '../../../kit/format.ts';
import { PageHeader } from '../../../kit/page-header.tsx';
import { ErrorState } from '../../../kit/state/error-state.tsx';
import { BoneBlock } from '../../../kit/state/late.tsx';
import { MetricPicker } from '../metric-picker.tsx';
import { NoData } from '../no-data.tsx';
import { ProvisionalNote } from '../provisional-note.tsx';
import { CategoriesCard, TopAppsCard, TopEntitiesCard } from './bar-cards.tsx';
import type { CardProps } from './card.tsx';
import { NewAppsCard, RiskyUploadsCard } from './finding-cards.tsx';
import { KpiStrip } from './kpi-strip.tsx';
import { HeadquartersCard } from './map-card.tsx';
import { NothingInPeriod } from './nothing-in-period.tsx';
import { RiskCard } from './risk-card.tsx';
import { ScatterCard } from './scatter-card.tsx';
import { DepartmentsCard, NetworkCard } from './split-cards.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { useDashboardModel } from './use-dashboard-model.ts';
import '../discovery.css';

/** What the organisation uses, at a glance: every figure leads to its rows, every row to its lines. */
export function DashboardPage() {
  const { scope, question, model, metric, choose } = useDashboardModel();
  const { data, error } = question;
  const failure = error === null || data !== undefined ? null : { error, retry: () => void question.refetch() };
  const card: CardProps = { model, failure };
  const header = (
    <PageHeader
      title="Discovery dashboard"
      about={
        model === null ? undefined : `${model.source} · answered in ${formatCount(Math.round(model.data.queryMs))} ms`
      }
      actions={<MetricPicker value={metric} onChange={choose} />}
    />
  );
  if (data !== undefined && data.extent === null && !data.provisional) {
    return (
      <div className="uc-discovery">
        <PageHeader title="Discovery dashboard" />
        <NoData what="which cloud apps are in use, by whom, and how risky they are" />
      </div>
    );
  }
  return (
    <div className="uc-discovery" aria-busy={question.isFetching}>
      {header}
      <FilterBar table="apps" value={scope.filter} onChange={scope.setFilter} />
      {model?.data.provisional === true && <ProvisionalNote />}
      {failure !== null ? (
        <ErrorState error={failure.error} onRetry={failure.retry} />
      ) : model !== null && model.data.kpis.transactions === 0 && !model.data.provisional ? (
        <NothingInPeriod model={model} />
      ) : (
        <>
          {model === null ? <BoneBlock height={84} /> : <KpiStrip model={model} />}
          <div className="uc-cards">
            <div className="uc-cards__8">
              <TimelineCard {...card} />
            </div>
            <div className="uc-cards__4">
              <RiskCard {...card} />
            </div>
            <div className="uc-cards__third">
              <CategoriesCard {...card} />
            </div>
            <div className="uc-cards__third">
              <TopAppsCard {...card} />
            </div>
            <div className="uc-cards__third uc-cards__wide">
              <ScatterCard {...card} />
            </div>
            <div className="uc-cards__third">
              <TopEntitiesCard {...card} kind="user" />
            </div>
            <div className="uc-cards__third">
              <TopEntitiesCard {...card} kind="source" />
            </div>
            {(model?.data.known.device ?? 0) > 0 && (
              <div className="uc-cards__third">
                <TopEntitiesCard {...card} kind="device" />
              </div>
            )}
            <div className="uc-cards__third">
              <NewAppsCard {...card} />
            </div>
            <div className="uc-cards__third">
              <RiskyUploadsCard {...card} />
            </div>
            {(model?.data.network ?? null) !== null && (
              <div className="uc-cards__third">
                <NetworkCard {...card} />
              </div>
            )}
            {(model?.data.departments.length ?? 0) > 0 && (
              <div className="uc-cards__third">
                <DepartmentsCard {...card} />
              </div>
            )}
            <div className="uc-cards__map">
              <HeadquartersCard {...card} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
