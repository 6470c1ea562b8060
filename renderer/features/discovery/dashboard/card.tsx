import type { ReactNode } from 'react';
import type { TwinTable } from '../../../kit/charts/chart-data.ts';
import { ChartFrame, type ChartState } from '../../../kit/charts/chart-frame.tsx';
import type { LegendEntry } from '../../../kit/charts/chart-legend.tsx';
import { knownNote, neverKnown } from '../known-note.ts';
import type { CardModel } from './use-dashboard-model.ts';

const NO_TABLE: TwinTable = { columns: [], rows: [] };

/** What a card says and draws once there are figures. */
export interface CardContent {
  readonly table: TwinTable;
  readonly plot: ReactNode;
  readonly legend?: readonly LegendEntry[];
  /** Why there is nothing to draw; null draws the plot. */
  readonly empty: ReactNode;
  /** What is drawn and how it is to be read. */
  readonly about?: ReactNode;
  readonly link?: ReactNode;
}

export interface CardProps {
  readonly model: CardModel | null;
  readonly failure: { readonly error: Error; readonly retry: () => void } | null;
}

/**
 * A dashboard card: the same four states and known-share note everywhere. `asMetric` false: the card has a measure of its own, named by
 * `unit`, and says itself for how much it is known.
 */
export function Card(
  props: CardProps & {
    readonly title: string;
    readonly height: number;
    readonly unit?: string;
    readonly asMetric?: boolean;
    readonly content: (model: CardModel) => CardContent;
  },
) {
  const { model, failure, asMetric = true } = props;
  const never = model !== null && asMetric ? neverKnown(model.metric, model.data.known) : null;
  const content = model === null || never !== null ? null : props.content(model);
  const state: ChartState =
    model === null
      ? failure === null
        ? { kind: 'loading' }
        : { kind: 'error', error: failure.error, onRetry: failure.retry }
      : never !== null
        ? { kind: 'empty', why: `${never} Choose another measure.` }
        : content === null || content.empty !== null
          ? { kind: 'empty', why: content?.empty }
          : { kind: 'ready' };
  const known = model !== null && asMetric ? knownNote(model.metric, model.data.known) : null;
  const about = content?.about ?? '';
  return (
    <ChartFrame
      title={props.title}
      unit={props.unit ?? model?.measure.unit ?? ''}
      source={model?.source ?? 'Asking the engine'}
      state={state}
      height={props.height}
      table={content?.table ?? NO_TABLE}
      {...(content?.legend === undefined ? {} : { legend: content.legend })}
      {...(about === '' ? {} : { about })}
      {...(known === null ? {} : { note: known })}
      {...(content?.link === undefined ? {} : { link: content.link })}
    >
      {content?.plot}
    </ChartFrame>
  );
}

/** A link in a card's foot to all rows behind it. */
export function CardLink({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="uc-textlink" onClick={onOpen}>
      {children}
    </button>
  );
}
