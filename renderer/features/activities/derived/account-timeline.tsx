import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ActivityScope } from '../../../../core/contract/activities.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { useActivityFacets, useActivityHistogram, useActivityHistograms } from '../../../data/activities.ts';
import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { ChartFrame, type ChartState } from '../../../kit/charts/chart-frame.tsx';
import { countMeasure } from '../../../kit/charts/measure.ts';
import { PART_STYLES, type SeriesStyle } from '../../../kit/charts/palette.ts';
import { bucketName, bucketText } from '../../../kit/charts/time-axis.ts';
import { TimelineBrush, timelineHeight } from '../../../kit/charts/timeline-brush.tsx';
import { useDisplayZone } from '../../../kit/display-zone.tsx';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { periodText } from '../../../kit/period.ts';
import { activityTitle } from '../words.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}
type Split = 'app' | 'type';
type Histogram = MethodOutput<'activities.histogram'>;
type Series = readonly { readonly style: SeriesStyle; readonly values: readonly number[] }[];

const MEASURE = countMeasure('Activities', 'activities');
const PLOT = 96;
const DAY_MS = 86_400_000;
/** A longer time is drawn by the week. */
const MOST_BUCKETS = 366;

/** A person's activities by day, split by app or by what was done; dragging over it chooses the period of the lists below. */
export function AccountTimeline(props: {
  readonly filter: string;
  readonly extent: Range;
  readonly range: Range | null;
  readonly onRange: (range: Range | null) => void;
}) {
  const { filter, extent, range, onRange } = props;
  const zone = useDisplayZone();
  const [split, setSplit] = useState<Split>('app');
  const whole = daysOf(extent);
  const scope: ActivityScope = { filter, ...whole };
  const buckets = Math.min(MOST_BUCKETS, Math.max(1, Math.round((whole.to - whole.from) / DAY_MS)));
  const facets = useActivityFacets(scope, [split], PART_STYLES.length - 1);
  const values = facets.data?.[split]?.values ?? [];
  const all = useActivityHistogram(scope, buckets);
  const parts = useActivityHistograms(
    values.map(({ value }) => ({ ...scope, filter: allOf(`(${filter})`, is(split, value)) })),
    buckets,
  );
  const { data } = all;
  const error = all.error ?? facets.error;
  const isReady = data !== undefined && facets.data !== undefined && parts.every((part) => part.data !== undefined);
  const state: ChartState =
    error !== null
      ? { kind: 'error', error, onRetry: () => void Promise.all([all.refetch(), facets.refetch()]) }
      : !isReady
        ? { kind: 'loading' }
        : data.start === null
          ? { kind: 'empty', why: 'No activity is known.' }
          : { kind: 'ready' };
  const starts = data?.start == null ? [] : data.success.map((_, at) => (data.start ?? 0) + at * data.bucketMs);
  const total = starts.map((_, at) => sumAt(data, at));
  const drawn = values.map(({ value, title }, at) => ({
    style: { ...partStyle(at), label: split === 'type' ? activityTitle({ type: value, operation: title }) : title },
    values: starts.map((_, bucket) => sumAt(parts[at]?.data, bucket)),
  }));
  const rest = total.map((sum, at) => sum - drawn.reduce((known, part) => known + (part.values[at] ?? 0), 0));
  const series = rest.some((count) => count > 0)
    ? [...drawn, { style: { ...partStyle(PART_STYLES.length - 1), label: 'Others' }, values: rest }]
    : drawn;
  return (
    <>
      <SegmentedControl
        size="xs"
        w="max-content"
        aria-label="Split by"
        value={split}
        onChange={(next) => setSplit(next === 'type' ? 'type' : 'app')}
        data={[
          { value: 'app', label: 'By app' },
          { value: 'type', label: 'By activity' },
        ]}
      />
      <ChartFrame
        title="Activities by day"
        unit="events"
        source={`${periodText(whole, zone)} · one step is ${bucketName(data?.bucketMs ?? DAY_MS)}`}
        about={`One step is ${bucketName(data?.bucketMs ?? DAY_MS)}; drag to choose a period.`}
        state={state}
        height={timelineHeight(PLOT, true)}
        legend={series.map((one) => ({
          style: one.style,
          value: formatCount(one.values.reduce((sum, count) => sum + count, 0)),
        }))}
        table={twin(series, starts, data?.bucketMs ?? DAY_MS, zone)}
      >
        <TimelineBrush
          starts={starts}
          bucketMs={data?.bucketMs ?? DAY_MS}
          series={series}
          totals={null}
          range={range ?? whole}
          extent={whole}
          overview={{ starts, bucketMs: data?.bucketMs ?? DAY_MS, values: total }}
          zone={zone}
          measure={MEASURE}
          height={PLOT}
          label={`Activities by day, ${split === 'app' ? 'by app' : 'by activity'}`}
          onRange={onRange}
        />
      </ChartFrame>
    </>
  );
}

/** Whole days (UTC) that hold a span. */
function daysOf({ from, to }: Range): Range {
  return { from: Math.floor(from / DAY_MS) * DAY_MS, to: Math.max(1, Math.ceil(to / DAY_MS)) * DAY_MS };
}

function sumAt(data: Histogram | undefined, at: number): number {
  return (data?.success[at] ?? 0) + (data?.failure[at] ?? 0) + (data?.unknown[at] ?? 0);
}

function partStyle(at: number): SeriesStyle {
  const style = PART_STYLES[at];
  if (style === undefined) throw new RangeError(`no style for part ${at}`);
  return style;
}

function twin(series: Series, starts: readonly number[], bucketMs: number, zone: string): TwinTable {
  return {
    columns: [{ title: `Start (${zone})` }, ...series.map(({ style }) => ({ title: style.label, numeric: true }))],
    rows: starts.map((start, at) => ({
      key: String(start),
      cells: [
        textCell(bucketText(start, bucketMs, zone)),
        ...series.map(({ values }) => valueCell(values[at] ?? 0, MEASURE.format)),
      ],
    })),
  };
}
