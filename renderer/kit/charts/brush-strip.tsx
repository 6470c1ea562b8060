import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { formatInstant } from '../format.ts';
import { moveHandle, type RangeHandle, type TimeRange } from './range-model.ts';
import { timeTicks } from './time-axis.ts';

export interface Overview {
  readonly starts: readonly number[];
  readonly bucketMs: number;
  readonly values: readonly number[];
}

export const STRIP_HEIGHT = 54;
const BARS = 34;

const HANDLES: readonly { readonly handle: RangeHandle; readonly name: string }[] = [
  { handle: 'both', name: 'Move the period' },
  { handle: 'from', name: 'Start of the period' },
  { handle: 'to', name: 'End of the period' },
];

/**
 * The whole extent of the data as a thin strip with the chosen period as a window on it. The window and both its edges are sliders:
 * drag them, or focus one and use the arrow keys (Page Up and Down for seven steps, Home and End for the ends).
 */
export function BrushStrip({
  overview,
  extent,
  range,
  width,
  left,
  zone,
  onRange,
}: {
  readonly overview: Overview;
  readonly extent: TimeRange;
  readonly range: TimeRange;
  readonly width: number;
  /** Where the strip starts, so that it lines up with the plot above. */
  readonly left: number;
  readonly zone: string;
  readonly onRange: (range: TimeRange) => void;
}) {
  const [draft, setDraft] = useState<TimeRange | null>(null);
  const drag = useRef<{ readonly handle: RangeHandle; readonly x: number; readonly start: TimeRange } | null>(null);
  const shown = draft ?? range;
  const span = Math.max(1, extent.to - extent.from);
  const step = Math.max(overview.bucketMs, 3_600_000);
  const pixel = (at: number): number => Math.min(1, Math.max(0, (at - extent.from) / span)) * width;
  const most = Math.max(1, ...overview.values);
  const snapped = (delta: number): number => Math.round(delta / 3_600_000) * 3_600_000;

  const onPointerDown = (event: PointerEvent<SVGElement>, handle: RangeHandle): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { handle, x: event.clientX, start: range };
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent<SVGElement>): void => {
    const now = drag.current;
    if (now === null) return;
    const delta = snapped(((event.clientX - now.x) / Math.max(1, width)) * span);
    setDraft(moveHandle(now.start, now.handle, delta, Math.min(3_600_000, span), extent));
  };
  const onPointerUp = (): void => {
    drag.current = null;
    if (draft !== null && (draft.from !== range.from || draft.to !== range.to)) onRange(draft);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent, handle: RangeHandle): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -7,
      PageUp: 7,
    };
    const by = event.key === 'Home' ? -span : event.key === 'End' ? span : (steps[event.key] ?? 0) * step;
    if (by === 0) return;
    event.preventDefault();
    const moved = moveHandle(range, handle, by, Math.min(step, span), extent);
    if (moved.from !== range.from || moved.to !== range.to) onRange(moved);
  };

  const x0 = pixel(shown.from);
  const x1 = Math.max(x0 + 2, pixel(shown.to));
  return (
    <svg
      data-plot=""
      width={left + width + 8}
      height={STRIP_HEIGHT}
      className="uc-strip"
      aria-label="Period, on all data"
    >
      <g transform={`translate(${left} 0)`}>
        <text x={-6} y={BARS / 2} dy="0.35em" textAnchor="end" className="uc-axis-name">
          All data
        </text>
        {overview.starts.map((start, index) => {
          const value = overview.values[index] ?? 0;
          const x = pixel(start);
          const tall = value === 0 ? 0 : Math.max(1, (value / most) * (BARS - 2));
          return (
            <rect
              key={start}
              x={x}
              y={BARS - tall}
              width={Math.max(0.5, pixel(start + overview.bucketMs) - x - 0.3)}
              height={tall}
              fill="var(--uc-chart-mark)"
              opacity={start + overview.bucketMs > shown.from && start < shown.to ? 0.8 : 0.3}
            />
          );
        })}
        <line x1={0} x2={width} y1={BARS} y2={BARS} stroke="var(--uc-chart-line)" />
        {timeTicks(extent.from, extent.to, zone, Math.max(2, Math.floor(width / 110))).map((tick) => (
          <g key={tick.at} transform={`translate(${pixel(tick.at)} ${BARS})`}>
            <line y2={4} stroke="var(--uc-chart-dim)" />
            <text
              y={15}
              textAnchor={pixel(tick.at) < 30 ? 'start' : pixel(tick.at) > width - 40 ? 'end' : 'middle'}
              className="uc-axis-name"
            >
              {tick.label}
            </text>
          </g>
        ))}
        {HANDLES.map(({ handle, name }) => {
          const at = handle === 'to' ? shown.to : shown.from;
          return (
            <g
              key={handle}
              role="slider"
              tabIndex={0}
              aria-label={name}
              aria-orientation="horizontal"
              aria-valuemin={extent.from}
              aria-valuemax={extent.to}
              aria-valuenow={at}
              aria-valuetext={
                handle === 'both'
                  ? `${formatInstant(shown.from, zone)} to ${formatInstant(shown.to, zone)}`
                  : formatInstant(at, zone)
              }
              onPointerDown={(event) => onPointerDown(event, handle)}
              onPointerMove={onPointerMove}
              onPointerUp={onPointerUp}
              onPointerCancel={() => {
                drag.current = null;
                setDraft(null);
              }}
              onKeyDown={(event) => onKeyDown(event, handle)}
              className={handle === 'both' ? 'uc-strip__window' : 'uc-strip__edge'}
            >
              {handle === 'both' ? (
                <rect
                  x={x0}
                  y={0.5}
                  width={x1 - x0}
                  height={BARS - 1}
                  fill="var(--uc-chart-mark)"
                  fillOpacity={0.12}
                  stroke="var(--uc-chart-mark)"
                />
              ) : (
                <>
                  <rect x={(handle === 'from' ? x0 : x1) - 8} y={0} width={16} height={BARS} fill="transparent" />
                  <rect
                    x={(handle === 'from' ? x0 : x1) - 3}
                    y={BARS / 2 - 10}
                    width={6}
                    height={20}
                    rx={2}
                    fill="var(--uc-chart-surface)"
                    stroke="var(--uc-chart-mark)"
                    strokeWidth={1.5}
                  />
                </>
              )}
            </g>
          );
        })}
      </g>
    </svg>
  );
}
