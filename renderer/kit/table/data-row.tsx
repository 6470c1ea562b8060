// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows are virtual cannot be a <table>

import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { visibleText } from '../../../core/kit/visible-text.ts';
import type { Column } from './columns.ts';

/** One row of a grid; undefined while it is on its way. The grid itself handles the keys, for the row under its cursor. */
export function DataRow<R extends object>(props: {
  readonly id: string;
  readonly row: R | undefined;
  readonly columns: readonly Column<R>[];
  readonly rowIndex: number;
  readonly chosen: boolean;
  readonly cursor: boolean;
  readonly active: boolean;
  readonly style: CSSProperties;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}) {
  const { row } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above, keys go to the grid
    <div
      id={props.id}
      className="uc-table__row"
      role="row"
      tabIndex={-1}
      aria-rowindex={props.rowIndex}
      aria-selected={props.chosen}
      data-cursor={props.cursor || undefined}
      data-active={props.active || undefined}
      style={props.style}
      onClick={props.onClick}
      onDoubleClick={props.onDoubleClick}
      onContextMenu={props.onContextMenu}
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
}

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
