import { ActionIcon, Text, Title } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { ErrorState } from '../state/error-state.tsx';
import { BoneBlock } from '../state/late.tsx';
import type { TwinTable } from './chart-data.ts';
import { ChartLegend, type LegendEntry } from './chart-legend.tsx';
import { ChartMenu } from './chart-menu.tsx';
import { ChartTwin } from './chart-twin.tsx';
import './charts.css';
import './plots.css';

/** What a chart has to show at the moment. */
export type ChartState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly error: unknown; readonly onRetry: () => void }
  | { readonly kind: 'empty'; readonly why: ReactNode }
  | { readonly kind: 'ready' };

export interface ChartFrameProps {
  readonly title: string;
  /** Unit of the figures: "bytes", "requests". */
  readonly unit: string;
  /** Period and source of the figures, in words: for what leaves the page, which says it itself. */
  readonly source: string;
  /** What the plot shows and how it is to be read: "First seen in this period." */
  readonly about?: ReactNode;
  readonly state: ChartState;
  /** Height of plot and table, pixels; loading and empty states keep it. */
  readonly height: number;
  readonly table: TwinTable;
  readonly legend?: readonly LegendEntry[];
  /** What limits the figures: "Upload is known for 62 % of requests." */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Goes to all rows behind the chart. */
  readonly link?: ReactNode;
  readonly children: ReactNode;
}

/** Everything around a plot, the same on every page: title, unit, source, legend, table twin, saving, and the four states. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, unit, source, state, height, table, legend = [] } = props;
  const [asTable, setAsTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const id = useId();
  const ready = state.kind === 'ready';
  return (
    <section className="uc-chart" aria-labelledby={id}>
      <header className="uc-chart__head">
        <div className="uc-chart__text">
          <Title order={2} id={id} className="uc-chart__title">
            {title}
            <span className="uc-chart__unit">{unit}</span>
          </Title>
          {props.about !== undefined && (
            <Text component="p" className="uc-chart__about">
              {props.about}
            </Text>
          )}
        </div>
        <div className="uc-chart__tools">
          {props.actions}
          {ready && (
            <>
              <ActionIcon
                data-tip={asTable ? 'Show as chart' : 'Show as table'}
                variant="subtle"
                color="gray"
                size="sm"
                aria-pressed={asTable}
                aria-label={`“${title}” as a table`}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? <IconChartBar size={16} stroke={1.5} /> : <IconTable size={16} stroke={1.5} />}
              </ActionIcon>
              <ChartMenu
                text={{
                  title: `${title} (${unit})`,
                  subtitle: source,
                  legend: legend.map(({ style, value }) => ({
                    color: style.color,
                    label: value === undefined ? style.label : `${style.label} ${value}`,
                  })),
                }}
                table={table}
                plot={plot}
                plotShown={!asTable}
              />
            </>
          )}
        </div>
      </header>
      {/* While loading too: the plot must not move when its figures come. */}
      {(ready || state.kind === 'loading') && !asTable && legend.length > 0 && <ChartLegend entries={legend} />}
      <div className="uc-chart__body" style={{ minHeight: height }}>
        {state.kind === 'loading' && <BoneBlock height={height} />}
        {state.kind === 'error' && <ErrorState error={state.error} onRetry={state.onRetry} />}
        {state.kind === 'empty' && (
          <div className="uc-chart__empty" style={{ height }}>
            {state.why}
          </div>
        )}
        {ready && asTable && <ChartTwin table={table} caption={`${title}, ${unit}. ${source}`} height={height} />}
        {ready && !asTable && (
          <div ref={plot} className="uc-chart__plot">
            {props.children}
          </div>
        )}
      </div>
      {ready && (props.note !== undefined || props.link !== undefined) && (
        <footer className="uc-chart__foot">
          <span>{props.note}</span>
          {props.link}
        </footer>
      )}
    </section>
  );
}
