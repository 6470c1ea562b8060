import { type PointerEvent, useId, useRef, useState } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceArea, Tooltip, XAxis, YAxis } from 'recharts';
import { BrushStrip, type Overview, STRIP_HEIGHT } from './brush-strip.tsx';
import { ChartTip } from './chart-tip.tsx';
import { textWidth } from './fit-text.ts';
import { type Measure, ticksUpTo } from './measure.ts';
import type { SeriesStyle } from './palette.ts';
import { Patterns, paintOf } from './patterns.tsx';
import { snapRange, type TimeRange } from './range-model.ts';
import { bucketText, timeTicks } from './time-axis.ts';
import { TimeFields } from './time-fields.tsx';
import { useWidth } from './use-size.ts';

export interface TimelineSeries {
  readonly style: SeriesStyle;
  /** One figure a bucket; null where no line of the bucket carries the measure. */
  readonly values: readonly (number | null)[];
}

export interface TimelineBrushProps {
  readonly starts: readonly number[];
  readonly bucketMs: number;
  readonly series: readonly TimelineSeries[];
  /** Figure of the whole bucket where parts may overlap (distinct users); null: the parts add up. */
  readonly totals: readonly (number | null)[] | null;
  readonly range: TimeRange;
  /** First and last event of all data; the strip below shows all of it. Null leaves strip and fields out. */
  readonly extent: TimeRange | null;
  readonly overview: Overview | null;
  readonly zone: string;
  readonly measure: Measure;
  readonly height: number;
  readonly label: string;
  /** Called with whole buckets; null means the whole extent. Absent: nothing to choose here. */
  readonly onRange?: (range: TimeRange | null) => void;
}

interface TickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: number };
}

const AXIS_WIDTH = 66;
const AXIS_HEIGHT = 20;
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

/** Height of the brush with strip and fields, for a plot of this height. */
export function timelineHeight(plot: number, withBrush: boolean): number {
  return plot + (withBrush ? STRIP_HEIGHT + 44 : 0);
}

/**
 * Use over time, stacked, as steps: a bucket's figure holds for the bucket, nothing is drawn between. Dragging over the plot, the strip's
 * handles and the two fields do one thing only: they choose the period.
 */
export function TimelineBrush(props: TimelineBrushProps) {
  const { starts, bucketMs, series, range, extent, overview, zone, measure, onRange } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const prefix = useId();
  const [drag, setDrag] = useState<{ readonly a: number; readonly b: number } | null>(null);
  const pressed = useRef(false);
  const plotWidth = Math.max(1, width - AXIS_WIDTH - MARGIN.right);
  const first = starts[0] ?? range.from;
  const last = (starts.at(-1) ?? range.to - bucketMs) + bucketMs;
  // The drawn axis is the buckets': a range that starts inside a bucket would otherwise cut it.
  const domain: TimeRange = { from: Math.min(first, range.from), to: Math.max(last, range.from + 1) };
  const data = starts.map((start, index) => rowAt(start, index, series));
  // A step needs an end: the last bucket is drawn as wide as it is.
  const tail = starts.length - 1;
  if (tail >= 0) data.push({ ...rowAt(last, tail, series), closing: 1 });
  const peak = Math.max(0, ...starts.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0)));
  const yTicks = ticksUpTo(peak, Math.max(2, Math.floor(props.height / 50)), measure.binary);
  const xTicks = timeTicks(domain.from, domain.to, zone, Math.max(2, Math.floor(plotWidth / 100)));

  const timeAt = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - AXIS_WIDTH) / plotWidth;
    return domain.from + Math.min(1, Math.max(0, share)) * (domain.to - domain.from);
  };
  const choose = onRange === undefined || extent === null ? null : onRange;
  const release = (): void => {
    pressed.current = false;
    if (drag !== null && choose !== null && extent !== null) {
      const pixels = (Math.abs(drag.a - drag.b) / (domain.to - domain.from)) * plotWidth;
      if (pixels > 4)
        choose(snapRange(drag.a, drag.b, bucketMs, first, { from: Math.min(extent.from, domain.from), to: domain.to }));
    }
    setDrag(null);
  };
  return (
    <div ref={ref} className="uc-timeline">
      {width > 0 && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing; its keyboard part are the strip's sliders and the fields */}
          <div
            role="group"
            aria-label={props.label}
            className={choose === null ? undefined : 'uc-timeline__plot'}
            onPointerDown={(event) => {
              if (choose === null || event.button !== 0) return;
              pressed.current = true;
              event.currentTarget.setPointerCapture(event.pointerId);
              const at = timeAt(event);
              setDrag({ a: at, b: at });
            }}
            onPointerMove={(event) => {
              if (pressed.current) setDrag((now) => (now === null ? null : { a: now.a, b: timeAt(event) }));
            }}
            onPointerUp={release}
            onPointerCancel={() => {
              pressed.current = false;
              setDrag(null);
            }}
          >
            <AreaChart width={width} height={props.height} data={data} margin={MARGIN} accessibilityLayer={false}>
              <Patterns styles={series.map((one) => one.style)} prefix={prefix} />
              <CartesianGrid vertical={false} stroke="var(--uc-chart-line)" />
              <XAxis
                dataKey="start"
                type="number"
                scale="time"
                domain={[domain.from, domain.to]}
                allowDataOverflow
                ticks={xTicks.map((tick) => tick.at)}
                height={AXIS_HEIGHT}
                interval={0}
                tick={({ x, y, payload }: TickProps) => {
                  const label = xTicks.find((tick) => tick.at === payload.value)?.label ?? '';
                  // The last label would run over the edge if it stood in the middle of its tick.
                  const anchor = Number(x) + textWidth(label, 11) / 2 > width ? 'end' : 'middle';
                  return (
                    <text
                      x={anchor === 'end' ? width - 1 : Number(x)}
                      y={Number(y)}
                      dy="0.71em"
                      textAnchor={anchor}
                      className="uc-axis-name"
                    >
                      {label}
                    </text>
                  );
                }}
                tickLine={false}
                axisLine={{ stroke: 'var(--uc-chart-dim)' }}
              />
              <YAxis
                width={AXIS_WIDTH}
                // Where all is nothing, the one tick is 0, and it stands at the foot.
                domain={[0, yTicks.at(-1) || 1]}
                ticks={[...yTicks]}
                interval={0}
                tickFormatter={measure.formatAxis}
                tick={{ fontSize: 11, fill: 'var(--uc-chart-dim)' }}
                tickLine={false}
                axisLine={false}
              />
              {drag === null && (
                <Tooltip
                  isAnimationActive={false}
                  cursor={{ stroke: 'var(--uc-chart-text)', strokeDasharray: '2 2' }}
                  content={({ active, label: at }) => {
                    const index = active === true ? starts.indexOf(Number(at)) : -1;
                    return index === -1 ? null : <BucketTip {...props} index={index} />;
                  }}
                />
              )}
              {series.map((one) => (
                <Area
                  key={one.style.key}
                  type="stepAfter"
                  dataKey={one.style.key}
                  stackId="all"
                  stroke="none"
                  fill={paintOf(one.style, prefix)}
                  fillOpacity={0.9}
                  isAnimationActive={false}
                  activeDot={false}
                />
              ))}
              {drag !== null && (
                <ReferenceArea
                  x1={Math.min(drag.a, drag.b)}
                  x2={Math.max(drag.a, drag.b)}
                  fill="var(--uc-chart-mark)"
                  fillOpacity={0.25}
                  stroke="var(--uc-chart-mark)"
                />
              )}
            </AreaChart>
          </div>
          {choose !== null && extent !== null && overview !== null && (
            <>
              <BrushStrip
                overview={overview}
                extent={extent}
                range={range}
                width={plotWidth}
                left={AXIS_WIDTH}
                zone={zone}
                onRange={choose}
              />
              <TimeFields range={range} extent={extent} zone={zone} onRange={choose} />
            </>
          )}
        </>
      )}
    </div>
  );
}

function rowAt(start: number, index: number, series: readonly TimelineSeries[]): Record<string, number> {
  const row: Record<string, number> = { start };
  for (const one of series) row[one.style.key] = one.values[index] ?? 0;
  return row;
}

function BucketTip({
  starts,
  bucketMs,
  series,
  totals,
  zone,
  measure,
  index,
  onRange,
}: TimelineBrushProps & { readonly index: number }) {
  const known = series.map((one) => one.values[index]).filter((value) => value !== null && value !== undefined);
  const sum =
    totals === null
      ? known.length === 0
        ? null
        : known.reduce((all, value) => all + value, 0)
      : (totals[index] ?? null);
  return (
    <ChartTip
      title={bucketText(starts[index] ?? 0, bucketMs, zone)}
      rows={[
        { key: 'sum', label: measure.title, value: measure.format(sum) },
        ...(series.length === 1
          ? []
          : [...series].reverse().map((one) => ({
              key: one.style.key,
              label: one.style.label,
              value: measure.format(one.values[index] ?? null),
              style: one.style,
            }))),
      ]}
      hint={onRange === undefined ? undefined : 'Drag to choose a period'}
    />
  );
}
