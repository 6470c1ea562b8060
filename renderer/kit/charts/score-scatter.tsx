import { type KeyboardEvent, useState } from 'react';
import { CartesianGrid, ReferenceArea, Scatter, ScatterChart, XAxis, YAxis } from 'recharts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { ChartTip, type TipRow } from './chart-tip.tsx';
import { logTicks, toLog } from './log-axis.ts';
import type { Measure } from './measure.ts';
import { BAND_STYLE, type Band } from './palette.ts';
import { ScatterMark } from './scatter-mark.tsx';
import { spreadDots } from './spread-dots.ts';
import { useWidth } from './use-size.ts';

export interface ScatterApp {
  readonly key: string;
  readonly name: string;
  readonly score: number;
  /** True when too little is known for a firm score; drawn hollow. */
  readonly estimated: boolean;
  readonly band: Band;
  readonly value: number;
  readonly users: number;
  readonly tip: readonly TipRow[];
  readonly onOpen: () => void;
}

const AXIS_WIDTH = 66;
const MARGIN = { top: 8, right: 12, bottom: 18, left: 0 };
const AXIS_HEIGHT = 22;

/**
 * Score against use: every dot an app, its height the measure (logarithmic, with a place for 0), its size the users. Dots of one score
 * are moved sideways where they would hide each other. Arrow keys walk through the dots, Enter opens one.
 */
export function ScoreScatter({
  apps,
  measure,
  height,
  label,
}: {
  readonly apps: readonly ScatterApp[];
  readonly measure: Measure;
  readonly height: number;
  readonly label: string;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<string | null>(null);
  const plotWidth = Math.max(1, width - AXIS_WIDTH - MARGIN.right);
  const plotHeight = height - MARGIN.top - MARGIN.bottom - AXIS_HEIGHT;
  const ticks = logTicks(Math.max(0, ...apps.map((app) => app.value)), 5, measure.binary);
  const top = ticks.at(-1)?.at ?? 1;
  const mostUsers = Math.max(1, ...apps.map((app) => app.users));
  const radius = (app: ScatterApp): number => 3.5 + 9 * Math.sqrt(app.users / mostUsers);
  const yOf = (app: ScatterApp): number => (1 - toLog(app.value) / top) * plotHeight;
  const columnWidth = plotWidth / 11;
  const shifts = spreadDots(
    apps.map((app) => ({ key: app.key, column: app.score, y: yOf(app), radius: radius(app) })),
    columnWidth / 2,
  );
  const ordered = [...apps].sort((a, b) => b.value - a.value);
  const data = ordered.map((app) => ({
    key: app.key,
    x: app.score + (shifts.get(app.key) ?? 0) / columnWidth,
    y: toLog(app.value),
    app,
    r: radius(app),
  }));
  const shown = apps.find((app) => app.key === at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'ArrowLeft'
          ? -1
          : 0;
    if (step !== 0) {
      event.preventDefault();
      const now = ordered.findIndex((app) => app.key === at);
      setAt(ordered[(now + step + ordered.length) % ordered.length]?.key ?? null);
    } else if (event.key === 'Enter' && shown !== undefined) {
      event.preventDefault();
      shown.onOpen();
    } else if (event.key === 'Escape') {
      setAt(null);
    }
  };
  return (
    <div ref={ref} className="uc-scatter" style={{ height }}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a drawing whose dots are walked by arrow keys
        <div
          role="group"
          aria-label={`${label}. Arrow keys walk through the apps, Enter opens one.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the group takes the arrow keys for its dots
          tabIndex={0}
          onKeyDown={onKeyDown}
          onBlur={() => setAt(null)}
        >
          <ScatterChart width={width} height={height} margin={MARGIN} accessibilityLayer={false}>
            <ReferenceArea x1={-0.5} x2={3.5} fill="var(--uc-band-high)" fillOpacity={0.07} />
            <ReferenceArea x1={3.5} x2={7.5} fill="var(--uc-band-medium)" fillOpacity={0.07} />
            <ReferenceArea x1={7.5} x2={10.5} fill="var(--uc-band-low)" fillOpacity={0.07} />
            <CartesianGrid vertical={false} stroke="var(--uc-chart-line)" />
            <XAxis
              type="number"
              dataKey="x"
              domain={[-0.5, 10.5]}
              ticks={[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}
              height={AXIS_HEIGHT}
              tick={{ fontSize: 11, fill: 'var(--uc-chart-dim)' }}
              tickLine={false}
              axisLine={{ stroke: 'var(--uc-chart-line)' }}
              interval={0}
              label={{ value: 'Score (0 worst, 10 best)', position: 'bottom', offset: 2, className: 'uc-axis-name' }}
            />
            <YAxis
              type="number"
              dataKey="y"
              domain={[0, top]}
              width={AXIS_WIDTH}
              ticks={ticks.map((tick) => tick.at)}
              interval={0}
              tickFormatter={(value: number) => {
                const tick = ticks.find((one) => one.at === value);
                return tick === undefined ? '' : measure.formatAxis(tick.value);
              }}
              tick={{ fontSize: 11, fill: 'var(--uc-chart-dim)' }}
              tickLine={false}
              axisLine={false}
            />
            <Scatter
              data={data}
              isAnimationActive={false}
              shape={(dot: {
                readonly cx?: number | undefined;
                readonly cy?: number | undefined;
                readonly payload?: (typeof data)[number] | undefined;
              }) => {
                const entry = dot.payload;
                if (entry === undefined || dot.cx === undefined || dot.cy === undefined) return <g />;
                return (
                  <ScatterMark
                    x={dot.cx}
                    y={dot.cy}
                    radius={entry.r}
                    style={BAND_STYLE[entry.app.band]}
                    hollow={entry.app.estimated}
                    marked={entry.key === at}
                    onPoint={() => setAt(entry.key)}
                    onLeave={() => setAt(null)}
                    onOpen={entry.app.onOpen}
                  />
                );
              }}
            />
          </ScatterChart>
        </div>
      )}
      <div className="uc-sr" aria-live="polite">
        {shown === undefined ? '' : `${shortText(shown.name)}, score ${shown.score}, ${measure.format(shown.value)}`}
      </div>
      {shown !== undefined && (
        <div
          className="uc-scatter__tip"
          style={placeTip(
            AXIS_WIDTH + (shown.score + 0.5) * columnWidth + (shifts.get(shown.key) ?? 0),
            MARGIN.top + yOf(shown),
            width,
          )}
        >
          <ChartTip title={shortText(shown.name)} rows={shown.tip} hint="Click or Enter opens the app" />
        </div>
      )}
    </div>
  );
}

/** Beside the dot, on the side with more room. */
function placeTip(x: number, y: number, width: number) {
  return x > width / 2
    ? { right: width - x + 14, top: Math.max(0, y - 30) }
    : { left: x + 14, top: Math.max(0, y - 30) };
}
