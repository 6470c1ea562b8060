import type { Metric } from '../../../../core/contract/common.ts';
import type { Usage } from '../../../../core/contract/discovery.ts';
import { textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { ChartFrame } from '../../../kit/charts/chart-frame.tsx';
import { figureOf } from '../../../kit/charts/figure-of.ts';
import { METRIC_MEASURES } from '../../../kit/charts/metrics.ts';
import type { SeriesStyle } from '../../../kit/charts/palette.ts';
import { bucketName, bucketText } from '../../../kit/charts/time-axis.ts';
import { TimelineBrush } from '../../../kit/charts/timeline-brush.tsx';
import { formatInstant } from '../../../kit/format.ts';

const ONE: SeriesStyle = { key: 'one', label: 'Use', color: 'var(--uc-chart-mark)', pattern: 'solid', shape: 'circle' };
const HEIGHT = 130;

/** One thing's use over time, in one measure. */
export function UsageTrend({
  usage,
  metric,
  zone,
}: {
  readonly usage: Usage;
  readonly metric: Metric;
  readonly zone: string;
}) {
  const { starts, bucketMs, values } = usage.timeline;
  const measure = METRIC_MEASURES[metric];
  const first = starts[0];
  const end = (starts.at(-1) ?? 0) + bucketMs;
  const figures = values.map((value) => figureOf(value, metric));
  const known = figures.some((value) => value !== null && value > 0);
  return (
    <ChartFrame
      title={`${measure.title} over time`}
      unit={measure.unit}
      source={
        first === undefined
          ? 'No requests'
          : `${formatInstant(first, zone)} to ${formatInstant(end - 1, zone)}, steps of ${bucketName(bucketMs)}`
      }
      {...(first === undefined ? {} : { about: `One step is ${bucketName(bucketMs)}.` })}
      height={HEIGHT}
      state={
        first === undefined || !known
          ? { kind: 'empty', why: `There is no ${measure.title.toLowerCase()} to draw in this period.` }
          : { kind: 'ready' }
      }
      table={{
        columns: [{ title: `Start (${zone})` }, { title: measure.title, numeric: true }],
        rows: starts.map((start, index) => ({
          key: String(start),
          cells: [textCell(bucketText(start, bucketMs, zone)), valueCell(figures[index] ?? null, measure.format)],
        })),
      }}
    >
      <TimelineBrush
        starts={starts}
        bucketMs={bucketMs}
        series={[{ style: ONE, values: figures }]}
        totals={null}
        range={{ from: first ?? 0, to: end }}
        extent={null}
        overview={null}
        zone={zone}
        measure={measure}
        height={HEIGHT}
        label={`${measure.title} over time`}
      />
    </ChartFrame>
  );
}
