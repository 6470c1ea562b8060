import { useId } from 'react';
import { Bar, BarChart, Tooltip, XAxis, YAxis } from 'recharts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { BarLabel } from './bar-label.tsx';
import { ChartTip } from './chart-tip.tsx';
import { textWidth } from './fit-text.ts';
import type { Measure } from './measure.ts';
import type { SeriesStyle } from './palette.ts';
import { Patterns, paintOf } from './patterns.tsx';
import { useWidth } from './use-size.ts';

export interface BarPart {
  readonly style: SeriesStyle;
  readonly value: number | null;
}

export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** The figure written at the bar's end: the true total, also where the parts overlap (distinct users). */
  readonly total: number | null;
  readonly parts: readonly BarPart[];
  readonly hint?: string | undefined;
  readonly onOpen?: (() => void) | undefined;
}

const ROW = 24;
const GAP = 8;

/** Most of the width that names take from the bars. */
const MOST_LABEL = 0.36;
/** A figure that is not 0 is seen to be one. */
const LEAST_BAR = 2;

/** Height of a bar chart of this many rows. */
export function barsHeight(rows: number): number {
  return rows * ROW + 8;
}

/**
 * Horizontal bars from zero, each with its label in front and its figure behind; parts are stacked. There is no axis: every bar says
 * its own figure.
 */
export function HorizontalBars({
  rows,
  measure,
  label,
}: {
  readonly rows: readonly BarRow[];
  readonly measure: Measure;
  readonly label: string;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const prefix = useId();
  const styles = stylesOf(rows);
  const longest = Math.max(0, ...rows.map((row) => textWidth(shortText(row.label)) + 12));
  const labelWidth = Math.round(Math.min(Math.max(80, longest), width * MOST_LABEL));
  const figures = rows.map((row) => measure.format(row.total));
  const figureWidth = Math.max(40, ...figures.map((text) => textWidth(text) + 10));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const data = rows.map((row) => ({
    key: row.key,
    ...Object.fromEntries(row.parts.map((part) => [`part-${part.style.key}`, part.value ?? 0])),
  }));
  const most = Math.max(1, ...rows.map((row) => row.parts.reduce((sum, part) => sum + (part.value ?? 0), 0)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links inside is a group, not a fieldset
    <div ref={ref} role="group" aria-label={label} style={{ minHeight: barsHeight(rows.length) }}>
      {width > 0 && (
        <BarChart
          width={width}
          height={barsHeight(rows.length)}
          data={data}
          layout="vertical"
          accessibilityLayer={false}
          barCategoryGap={GAP / 2}
          margin={{ top: 4, right: figureWidth, bottom: 4, left: 0 }}
        >
          <Patterns styles={styles} prefix={prefix} />
          <XAxis type="number" domain={[0, most]} hide />
          <YAxis
            type="category"
            dataKey="key"
            width={labelWidth}
            interval={0}
            axisLine={false}
            tickLine={false}
            tick={({ y, payload }: { readonly y: number | string; readonly payload: { readonly value: string } }) => {
              const row = byKey.get(payload.value);
              const text = shortText(row?.label ?? '');
              return (
                <BarLabel
                  figure={measure.format(row?.total ?? null)}
                  figureX={width - 2}
                  x={2}
                  y={Number(y)}
                  width={labelWidth - 8}
                  text={text}
                  spoken={`${text}: ${measure.format(row?.total ?? null)} ${measure.unit}`}
                  onOpen={row?.onOpen}
                />
              );
            }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--uc-chart-line)', opacity: 0.4 }}
            content={({ active, label: key }) => {
              const row = active === true ? byKey.get(String(key)) : undefined;
              return row === undefined ? null : <RowTip row={row} measure={measure} />;
            }}
          />
          {styles.map((style) => (
            <Bar
              key={style.key}
              dataKey={`part-${style.key}`}
              stackId="all"
              fill={paintOf(style, prefix)}
              stroke={style.color}
              strokeWidth={style.pattern === 'outline' ? 1 : 0}
              isAnimationActive={false}
              // Where parts are stacked, one that is made longer would push the others on.
              minPointSize={styles.length === 1 ? LEAST_BAR : 0}
              cursor="pointer"
              onClick={(entry: { readonly payload?: { readonly key?: string } }) =>
                byKey.get(entry.payload?.key ?? '')?.onOpen?.()
              }
            />
          ))}
        </BarChart>
      )}
    </div>
  );
}

/** Series of all rows in the order of their first appearance: the order they are stacked in. */
function stylesOf(rows: readonly BarRow[]): readonly SeriesStyle[] {
  const styles = new Map<string, SeriesStyle>();
  for (const row of rows) for (const part of row.parts) styles.set(part.style.key, part.style);
  return [...styles.values()];
}

function RowTip({ row, measure }: { readonly row: BarRow; readonly measure: Measure }) {
  const parts = row.parts.length > 1 ? row.parts : [];
  return (
    <ChartTip
      title={shortText(row.label)}
      rows={[
        { key: 'total', label: measure.title, value: measure.format(row.total) },
        ...parts.map((part) => ({
          key: part.style.key,
          label: part.style.label,
          value: measure.format(part.value),
          style: part.style,
        })),
      ]}
      hint={row.hint}
    />
  );
}
