import { memo } from 'react';
import type { ActivityScope } from '../../../../core/contract/activities.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { type ActivityCount, useActivityHistogram } from '../../../data/activities.ts';
import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { ChartFrame, type ChartState } from '../../../kit/charts/chart-frame.tsx';
import { countMeasure } from '../../../kit/charts/measure.ts';
import { OUTCOME_STYLE } from '../../../kit/charts/palette.ts';
import { bucketName, bucketText } from '../../../kit/charts/time-axis.ts';
import { TimelineBrush } from '../../../kit/charts/timeline-brush.tsx';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { formatCount } from '../../../kit/format.ts';
import { useScope } from '../../../state/scope.ts';

type Histogram = MethodOutput<'activities.histogram'>;
/** From the bottom up: failures form the skyline. */
const OUTCOMES = ['success', 'unknown', 'failure'] as const;
const MEASURE = countMeasure('Activities', 'activities');
const BUCKETS = 160;
const PLOT = 92;

/** Activities over time by outcome; dragging over it chooses the period. */
export const ActivityTimeline = memo(function ActivityTimeline(props: {
  readonly scope: ActivityScope;
  readonly extent: { readonly from: number; readonly to: number };
  readonly source: string;
  readonly count: ActivityCount;
}) {
  const { scope, extent, count } = props;
  const zone = useDisplayZone();
  const { setRange, setRelative } = useScope();
  const histogram = useActivityHistogram(scope, BUCKETS, count.isCurrent && !count.isPartial);
  // Bars of a part would be read as the whole, those of another question as the answer to this one.
  const data = count.isPartial ? undefined : histogram.data;
  const error = count.error ?? histogram.error;
  const onRetry = (): void => (count.error === null ? void histogram.refetch() : count.retry());
  const starts = data === undefined || data.start === null ? [] : startsOf(data, data.start);
  const state: ChartState =
    data === undefined
      ? error === null
        ? { kind: 'loading' }
        : { kind: 'error', error, onRetry }
      : starts.length === 0
        ? { kind: 'empty', why: 'Nothing fits in this period.' }
        : { kind: 'ready' };
  const first = starts[0] ?? extent.from;
  const range = { from: scope.from ?? first, to: scope.to ?? (starts.at(-1) ?? extent.to) + (data?.bucketMs ?? 0) };
  return (
    <ChartFrame
      title="Activities over time"
      unit="events"
      source={`${props.source} · one step is ${bucketName(data?.bucketMs ?? 3_600_000)}`}
      {...(state.kind === 'empty' ? {} : { about: `One step is ${bucketName(data?.bucketMs ?? 3_600_000)}.` })}
      state={state}
      height={PLOT}
      legend={[...OUTCOMES].reverse().map((outcome) => ({
        style: OUTCOME_STYLE[outcome],
        value: formatCount(data?.[outcome].reduce((sum, count) => sum + count, 0) ?? null),
      }))}
      table={data === undefined ? { columns: [], rows: [] } : twin(data, starts, zone)}
    >
      <TimelineBrush
        starts={starts}
        bucketMs={data?.bucketMs ?? 1}
        series={OUTCOMES.map((outcome) => ({ style: OUTCOME_STYLE[outcome], values: data?.[outcome] ?? [] }))}
        totals={null}
        range={range}
        extent={{ from: Math.min(extent.from, range.from), to: Math.max(extent.to, range.to) }}
        overview={null}
        zone={zone}
        measure={MEASURE}
        height={PLOT}
        label={`Activities over time by outcome, ${props.source}`}
        onRange={(next) => (next === null ? setRelative('all') : setRange(next.from, next.to))}
      />
    </ChartFrame>
  );
});

function startsOf({ success, bucketMs }: Histogram, start: number): number[] {
  return success.map((_, at) => start + at * bucketMs);
}

function twin(data: Histogram, starts: readonly number[], zone: string): TwinTable {
  return {
    columns: [
      { title: `Start (${zone})` },
      ...OUTCOMES.map((outcome) => ({ title: OUTCOME_STYLE[outcome].label, numeric: true })),
    ],
    rows: starts.map((start, at) => ({
      key: String(start),
      cells: [
        textCell(bucketText(start, data.bucketMs, zone)),
        ...OUTCOMES.map((outcome) => valueCell(data[outcome][at] ?? 0, MEASURE.format)),
      ],
    })),
  };
}
