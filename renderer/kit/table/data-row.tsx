// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows are virtual cannot be a <table>

import { type MouseEvent, memo, type ReactNode } from 'react';
import { visibleText } from '../../../core/kit/visible-text.ts';
import type { Column } from './columns.ts';

interface DataRowProps<R extends object> {
  readonly id: string;
  readonly row: R | undefined;
  readonly columns: readonly Column<R>[];
  readonly index: number;
  readonly chosen: boolean;
  readonly cursor: boolean;
  readonly active: boolean;
  /** `grid-template-columns` of every row. */
  readonly template: string;
  readonly top: number;
  readonly height: number;
  readonly minWidth: number;
  /** The same functions at every drawing. */
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onOpen: (index: number) => void;
  readonly onMenu: (index: number, event: MouseEvent) => void;
}

/**
 * One row of a grid; undefined while it is on its way. The grid itself handles the keys, for the row under its cursor. A table is drawn
 * anew with every key in its filter, every answer and every step of its cursor: a row only when something of its own changed.
 */
export const DataRow = memo(function DataRow<R extends object>(props: DataRowProps<R>) {
  const { row, index, template, top, height, minWidth } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above, keys go to the grid
    <div
      id={props.id}
      className="uc-table__row"
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.chosen}
      data-cursor={props.cursor || undefined}
      data-active={props.active || undefined}
      style={{ gridTemplateColumns: template, height, minWidth, transform: `translateY(${top}px)` }}
      onClick={(event) => props.onPress(index, event)}
      onDoubleClick={() => props.onOpen(index)}
      onContextMenu={(event) => props.onMenu(index, event)}
    >
      {props.columns.map((column, at) => (
        <div
          key={column.id}
          className="uc-table__cell"
          role="gridcell"
          tabIndex={-1}
          aria-colindex={at + 1}
          data-align={column.align ?? 'left'}
        >
          {row === undefined ? <span className="uc-table__pending" /> : cut(column.cell(row))}
        </div>
      ))}
    </div>
  );
}) as <R extends object>(props: DataRowProps<R>) => ReactNode;

/** Bare text gets an element of its own, so that what does not fit ends in an ellipsis, with the whole in its title; it is shown, never obeyed. */
function cut(content: ReactNode): ReactNode {
  if (typeof content !== 'string') return content;
  const shown = visibleText(content);
  return <bdi title={shown}>{shown}</bdi>;
}

export function TableBones({ rows, height }: { readonly rows: number; readonly height: number }) {
  return (
    <div aria-hidden className="uc-table__bones">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical place holders that never move
        <div key={at} style={{ height }} />
      ))}
    </div>
  );
}
