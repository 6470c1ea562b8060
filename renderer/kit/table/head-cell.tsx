// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows are virtual cannot be a <table>
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type PointerEvent, type ReactNode } from 'react';
import type { Sort } from '../../../core/contract/common.ts';
import { useTableLayouts } from '../../state/table-layout.ts';
import { type Column, MIN_WIDTH } from './columns.ts';

const KEY_STEP = 16;

interface HeadCellProps<R extends object> {
  readonly table: string;
  readonly column: Column<R>;
  /** How the rows are sorted by it. */
  readonly direction: Sort['direction'] | null;
  /** The same function at every drawing. */
  readonly onSort: (sort: Sort) => void;
  readonly width: number;
}

/** A column's head: sorts on click or Enter, is widened by dragging its edge or with Alt and the arrow keys. */
export const HeadCell = memo(function HeadCell<R extends object>(props: HeadCellProps<R>) {
  const { table, column, direction, onSort, width } = props;
  const change = useTableLayouts((state) => state.change);
  const setWidth = (next: number | null): void => {
    const { [column.id]: _former, ...others } = useTableLayouts.getState().tables[table]?.widths ?? {};
    const widths = next === null ? others : { ...others, [column.id]: Math.max(MIN_WIDTH, Math.round(next)) };
    change(table, { widths });
  };
  const drag = (event: PointerEvent<HTMLSpanElement>): void => {
    const grip = event.currentTarget;
    const startX = event.clientX;
    grip.setPointerCapture(event.pointerId);
    const move = (at: globalThis.PointerEvent): void => setWidth(width + at.clientX - startX);
    const end = (): void => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', end);
      grip.removeEventListener('pointercancel', end);
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    setWidth(width + (event.key === 'ArrowRight' ? KEY_STEP : -KEY_STEP));
  };
  const toggleSort = (): void => {
    const firstWay = column.firstSort ?? (column.align === 'right' ? 'desc' : 'asc');
    onSort({ column: column.id, direction: direction === null ? firstWay : direction === 'asc' ? 'desc' : 'asc' });
  };
  const tip = column.hint ?? column.title;
  const title = (
    <>
      <span className="uc-table__title">{column.title}</span>
      {direction === 'asc' && <IconChevronUp size={14} aria-hidden />}
      {direction === 'desc' && <IconChevronDown size={14} aria-hidden />}
    </>
  );
  return (
    <div
      className="uc-table__cell"
      role="columnheader"
      tabIndex={-1}
      aria-sort={direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
      data-align={column.align ?? 'left'}
    >
      {column.sortable === true ? (
        <button type="button" className="uc-table__sort" data-tip={tip} onClick={toggleSort} onKeyDown={onKeyDown}>
          {title}
        </button>
      ) : (
        <span className="uc-table__sort" data-tip={tip}>
          {title}
        </span>
      )}
      <span className="uc-table__grip" aria-hidden onPointerDown={drag} onDoubleClick={() => setWidth(null)} />
    </div>
  );
}) as <R extends object>(props: HeadCellProps<R>) => ReactNode;
