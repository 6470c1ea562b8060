import { useId } from 'react';
import { Cell, Pie, PieChart, Tooltip } from 'recharts';
import { formatShare } from '../format.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartTip } from './chart-tip.tsx';
import type { Measure } from './measure.ts';
import type { SeriesStyle } from './palette.ts';
import { Patterns, paintOf } from './patterns.tsx';

export interface DonutPart {
  readonly style: SeriesStyle;
  readonly value: number | null;
  readonly onOpen?: (() => void) | undefined;
}

const SIZE = 168;

/** The one round chart: how a whole splits by risk band. Its numbers stand in the legend, so nobody has to guess angles. */
export function RiskDonut({
  parts,
  total,
  measure,
  label,
}: {
  readonly parts: readonly DonutPart[];
  readonly total: number | null;
  readonly measure: Measure;
  readonly label: string;
}) {
  const prefix = useId();
  const sum = parts.reduce((all, part) => all + (part.value ?? 0), 0);
  const share = (value: number | null): string => (value === null || sum === 0 ? '–' : formatShare(value / sum));
  const drawn = parts.filter((part) => (part.value ?? 0) > 0);
  return (
    <div className="uc-donut">
      <div className="uc-donut__ring" role="img" aria-label={label}>
        <PieChart width={SIZE} height={SIZE} accessibilityLayer={false}>
          <Patterns styles={parts.map((part) => part.style)} prefix={prefix} />
          <Pie
            data={drawn.map((part) => ({ key: part.style.key, value: part.value }))}
            dataKey="value"
            nameKey="key"
            innerRadius={54}
            outerRadius={80}
            startAngle={90}
            endAngle={-270}
            paddingAngle={drawn.length > 1 ? 1 : 0}
            isAnimationActive={false}
            rootTabIndex={-1}
          >
            {drawn.map((part) => (
              <Cell
                key={part.style.key}
                fill={paintOf(part.style, prefix)}
                stroke={part.style.color}
                cursor={part.onOpen === undefined ? 'default' : 'pointer'}
                {...(part.onOpen === undefined ? {} : { onClick: part.onOpen })}
              />
            ))}
          </Pie>
          <text
            x={SIZE / 2}
            y={SIZE / 2 - 2}
            textAnchor="middle"
            fontSize={17}
            fontWeight={600}
            fill="var(--uc-chart-text)"
          >
            {measure.format(total)}
          </text>
          <text x={SIZE / 2} y={SIZE / 2 + 15} textAnchor="middle" fontSize={11} fill="var(--uc-chart-dim)">
            {measure.title.toLowerCase()}
          </text>
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const part = active === true ? parts.find(({ style }) => style.key === payload?.[0]?.name) : undefined;
              if (part === undefined) return null;
              const rows = [
                { key: 'value', label: measure.title, value: measure.format(part.value) },
                { key: 'share', label: 'Share', value: share(part.value) },
              ];
              return <ChartTip title={part.style.label} rows={rows} />;
            }}
          />
        </PieChart>
      </div>
      <ChartLegend
        stacked
        entries={parts.map((part) => ({
          style: part.style,
          value: `${measure.format(part.value)} · ${share(part.value)}`,
          onOpen: part.onOpen,
        }))}
      />
    </div>
  );
}
