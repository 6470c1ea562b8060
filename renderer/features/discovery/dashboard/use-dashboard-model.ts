import type { Metric } from '../../../../core/contract/common.ts';
import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { useStreams, useViews } from '../../../data/streams.ts';
import { useQuestion } from '../../../data/use-question.ts';
import type { Overview } from '../../../kit/charts/brush-strip.tsx';
import type { Measure } from '../../../kit/charts/measure.ts';
import { METRIC_MEASURES } from '../../../kit/charts/metrics.ts';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { periodText } from '../../../kit/period.ts';
import { useScope } from '../../../state/scope.ts';
import { neverKnown } from '../known-note.ts';
import { useChosenMetric } from '../use-metric.ts';

const TOP = 10;

/** What every card of the dashboard needs: the figures, the measure they show, and what to say about period and source. */
export interface CardModel {
  readonly data: Dashboard;
  readonly metric: Metric;
  readonly measure: Measure;
  readonly zone: string;
  /** Period and source of all figures, in words. */
  readonly source: string;
  /** The page's filter; links from a figure to its rows keep it. */
  readonly filter: string;
}

export function useDashboardModel() {
  const scope = useScope();
  const zone = useDisplayZone();
  const [chosen, choose] = useChosenMetric();
  const asked = chosen ?? 'bytesTotal';
  const question = useQuestion('discovery.getDashboard', { ...scope.scope, top: TOP, metric: asked });
  const streams = useStreams();
  const { data } = question;
  // Nobody chose, and no line knows bytes: requests are what every log has.
  const metric: Metric =
    chosen ?? (data !== undefined && neverKnown('bytesTotal', data.known) !== null ? 'transactions' : 'bytesTotal');
  const views = useViews();
  const custom = views.data?.find((one) => one.id === scope.view);
  const names = (streams.data ?? [])
    .filter((stream) => (scope.streams.length === 0 ? stream.inGlobal : scope.streams.includes(stream.id)))
    .map((stream) => stream.name);
  const counted = names.length === 0 ? 'all streams' : names.length < 3 ? names.join(', ') : `${names.length} streams`;
  const source = custom === undefined ? counted : `view ${custom.name}`;
  const model: CardModel | null =
    data === undefined
      ? null
      : {
          data,
          metric,
          measure: METRIC_MEASURES[metric],
          zone,
          source: `${periodText(data.range, zone)} · ${source}`,
          filter: scope.filter,
        };
  return { scope, zone, question, model, metric, choose };
}

/** All data as a strip, whatever range is chosen: the ground the brush is drawn on. */
export function useOverview(metric: Metric): Overview | null {
  const { scope } = useScope();
  const { from: _from, to: _to, ...everything } = scope;
  const { data } = useQuestion('discovery.getDashboard', { ...everything, top: 1, metric });
  if (data === undefined) return null;
  const { bands, starts, bucketMs } = data.timeline;
  const values = starts.map((_, index) =>
    [bands.high, bands.medium, bands.low, bands.unscored, bands.unmatched].reduce(
      (sum, band) => sum + (band[index]?.[metric] ?? 0),
      0,
    ),
  );
  return { starts, bucketMs, values };
}
