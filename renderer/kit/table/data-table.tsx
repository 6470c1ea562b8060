// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows are virtual cannot be a <table>
import { type MouseEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Sort } from '../../../core/contract/common.ts';
import { usePanels } from '../../state/panels.ts';
import { ROW_HEIGHT, usePreferences } from '../../state/preferences.ts';
import { useStatus } from '../../state/status.ts';
import { useTableLayout } from '../../state/table-layout.ts';
import { formatCount } from '../format.ts';
import { ErrorState } from '../state/error-state.tsx';
import { StaleNote } from '../state/stale-note.tsx';
import { isBadFilter, WrongFilter } from '../state/wrong-filter.tsx';
import { toastDone, toastError } from '../toast.tsx';
import { useSteady } from '../use-steady.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { columnWidths, fittingColumns } from './column-widths.ts';
import { type Column, type RowAction, toTsv } from './columns.ts';
import { DataRow, TableBones } from './data-row.tsx';
import { HeadCell } from './head-cell.tsx';
import { RowCount } from './row-count.tsx';
import { RowMenu, type RowMenuAt } from './row-menu.tsx';
import type { RowSource } from './row-source.ts';
import { chosen, extendTo, isChosen, meant, only, toggle } from './selection.ts';
import { useRowCommands } from './use-row-commands.ts';
import { useRowsInView } from './use-rows-in-view.ts';
import { useSelection } from './use-selection.ts';
import { useSelectionSum } from './use-selection-sum.ts';
import { useShownColumns } from './use-shown-columns.ts';
import { useSideways } from './use-sideways.ts';
import { handleTableKey } from './use-table-keys.ts';
import { useTablePlace } from './use-table-place.ts';

export interface DataTableProps<R extends object> {
  /** Remembers columns, widths and order under this name. */
  readonly id: string;
  /** What the table lists, for screen readers. */
  readonly label: string;
  /** [one, many]: "app", "apps". */
  readonly noun: readonly [string, string];
  readonly columns: readonly Column<R>[];
  readonly source: RowSource<R>;
  readonly rowKey: (row: R) => string;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
  /** Enter or double click on a row; a single click too when `openOnClick` is set. */
  readonly onOpen?: (row: R) => void;
  readonly openOnClick?: boolean;
  readonly actions?: readonly RowAction<R>[];
  /** Text for the status line: the sum of the chosen rows. */
  readonly sum?: (rows: readonly R[]) => string | null;
  /** Key of the row that the side panel shows, so that it is marked. */
  readonly activeKey?: string | null;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
  /** Takes away a filter that cannot be understood, where the page has one of its own. */
  readonly onClearFilter?: () => void;
  /** Left part of the bar above the table: search, filters, actions on the selection. */
  readonly toolbar?: ReactNode | ((selected: readonly number[]) => ReactNode);
  /** What else is set beside the choice of columns, in a menu that it may close. */
  readonly settings?: (close: () => void) => ReactNode;
  /** False for small tables inside a panel: no status line, no column chooser. */
  readonly main?: boolean;
}

/** Rows of any number, drawn only where they are in view; the whole keyboard; copies what it shows. */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { id, columns, source, sort, onSort, onOpen, actions = [], rowKey, main = true } = props;
  const layout = useTableLayout(id);
  const density = usePreferences((state) => state.density);
  const rowHeight = ROW_HEIGHT[density];
  const wanted = useShownColumns(id, columns);
  const scroller = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<RowMenuAt | null>(null);
  const domId = useId();
  const { total } = source;
  const { selection, setSelection, chooseAll, keys } = useSelection(id, source, rowKey);

  const { first, last, height, shift, top, goTo, reveal } = useRowsInView(scroller, total, rowHeight);
  const { setView } = source;
  useEffect(() => setView(first, Math.max(first, last)), [first, last, setView]);

  useTablePlace({
    id,
    identity: source.identity,
    scroller,
    selection,
    keys,
    top,
    goTo,
    isWhole: source.state !== 'loading' && !source.isPartial,
  });

  const selectedRows = useMemo(() => chosen(selection), [selection]);
  const sum = useSelectionSum(source, selectedRows, props.sum);
  const report = useStatus((state) => state.report);
  const clear = useStatus((state) => state.clear);
  useEffect(() => {
    if (main)
      report({
        rows: source.state === 'ready' && !source.isPartial ? total : null,
        selected: selectedRows.length,
        sum,
        queryMs: source.queryMs,
      });
  }, [main, report, source.state, source.isPartial, source.queryMs, total, selectedRows.length, sum]);
  useEffect(() => (main ? clear : undefined), [main, clear]);

  const rowsAt = useCallback(
    async (indexes: readonly number[]): Promise<readonly R[]> => {
      const here = indexes.map((index) => source.at(index));
      if (here.every((row) => row !== undefined)) return here;
      const from = indexes[0] ?? 0;
      const all = await source.fetchRange(from, (indexes.at(-1) ?? from) + 1);
      return indexes.flatMap((index) => all[index - from] ?? []);
    },
    [source],
  );
  const withRows = (then: (rows: readonly R[]) => unknown, only?: RowAction<R>): void => {
    rowsAt(meant(selection))
      .then((rows) => {
        if (rows.length > 0 && (only?.when?.(rows) ?? true)) return then(rows);
        return undefined;
      })
      .catch(toastError);
  };
  const copy = (): void =>
    withRows(async (rows) => {
      await navigator.clipboard.writeText(toTsv(wanted, rows));
      toastDone(`${formatCount(rows.length)} ${rows.length === 1 ? props.noun[0] : props.noun[1]} copied.`);
    });
  const act = (action: RowAction<R>): void => withRows(action.run, action);
  useRowCommands({ table: id, noun: props.noun, actions, count: meant(selection).length, act });
  const open = (index: number): void => {
    const row = source.at(index);
    if (row !== undefined) onOpen?.(row);
  };

  const sideways = useSideways(scroller);
  const isBesidePanel = usePanels(({ stack }) => stack.length > 0);
  const available = main ? sideways.width : 0;
  const sortedBy = sort?.column ?? null;
  const shown = useMemo(
    () => (available > 0 ? fittingColumns(wanted, layout, available, sortedBy, isBesidePanel) : wanted),
    [wanted, layout, available, sortedBy, isBesidePanel],
  );
  const widths = columnWidths(shown, layout, sideways.width);
  const minWidth = widths.reduce((all, width) => all + width, 0);
  const template = widths.map((width) => `${width}px`).join(' ');

  const press = useSteady((index: number, event: MouseEvent) => {
    scroller.current?.focus({ preventScroll: true });
    const mod = event.ctrlKey || event.metaKey;
    setSelection(mod ? toggle(selection, index) : event.shiftKey ? extendTo(selection, index) : only(index));
    if (props.openOnClick === true && !mod && !event.shiftKey) open(index);
  });
  const openRow = useSteady(open);
  const openMenu = useSteady((index: number, event: MouseEvent) => {
    event.preventDefault();
    scroller.current?.focus({ preventScroll: true });
    if (!isChosen(selection, index)) setSelection(only(index));
    setMenuAt({ x: event.clientX, y: event.clientY });
  });
  const sortBy = useSteady(onSort);

  return (
    <section className="uc-table" aria-label={props.label}>
      {(main || props.toolbar !== undefined) && (
        <div className="uc-table__bar">
          <div className="uc-table__tools">
            {typeof props.toolbar === 'function' ? props.toolbar(selectedRows) : props.toolbar}
          </div>
          <RowCount source={source} noun={props.noun} />
          {main && (
            <ColumnChooser
              table={id}
              columns={columns}
              leftOut={wanted.length - shown.length}
              {...(props.settings === undefined ? {} : { settings: props.settings })}
            />
          )}
        </div>
      )}
      {source.error !== null && total > 0 && <StaleNote error={source.error} onRetry={source.retry} />}
      {source.state === 'error' && total === 0 ? (
        isBadFilter(source.error) ? (
          <WrongFilter onClear={props.onClearFilter} />
        ) : (
          <ErrorState error={source.error} onRetry={source.retry} />
        )
      ) : source.state === 'ready' && total === 0 ? (
        props.empty
      ) : (
        <div
          className="uc-table__frame"
          data-moved={sideways.isMoved || undefined}
          data-more={sideways.hasMore || undefined}
        >
          <div
            ref={scroller}
            className="uc-table__scroll"
            role="grid"
            aria-label={props.label}
            aria-rowcount={total + 1}
            aria-colcount={shown.length}
            aria-multiselectable
            aria-busy={source.state === 'loading'}
            {...(selection.head >= 0 ? { 'aria-activedescendant': `${domId}-r${selection.head}` } : {})}
            tabIndex={0}
            onKeyDown={(event) => {
              if (event.target !== event.currentTarget) return;
              // Asked for here: at every drawing it would have the page laid out an additional time.
              const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2);
              const used = handleTableKey(event, {
                total,
                pageRows,
                selection,
                actions,
                setSelection,
                chooseAll,
                reveal,
                open,
                copy,
                act,
              });
              if (used) {
                event.preventDefault();
                event.stopPropagation();
              }
            }}
            onFocus={(event) => {
              if (event.target === event.currentTarget && selection.head === -1 && total > 0) {
                setSelection(only(0));
              }
            }}
          >
            <div
              className="uc-table__row uc-table__head"
              role="row"
              tabIndex={-1}
              aria-rowindex={1}
              style={{ gridTemplateColumns: template, height: rowHeight, minWidth }}
            >
              {shown.map((column, at) => (
                <HeadCell
                  key={column.id}
                  table={id}
                  column={column}
                  direction={sort?.column === column.id ? sort.direction : null}
                  onSort={sortBy}
                  width={widths[at] ?? column.width}
                />
              ))}
            </div>
            <div className="uc-table__body" role="rowgroup" style={{ height, minWidth }}>
              {source.state === 'loading' && <TableBones rows={12} height={rowHeight} />}
              {Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map((index) => {
                const row = source.at(index);
                const active = row !== undefined && props.activeKey != null && rowKey(row) === props.activeKey;
                return (
                  <DataRow
                    key={index}
                    id={`${domId}-r${index}`}
                    row={row}
                    columns={shown}
                    index={index}
                    chosen={isChosen(selection, index)}
                    cursor={selection.head === index}
                    active={active}
                    template={template}
                    top={index * rowHeight - shift}
                    height={rowHeight}
                    minWidth={minWidth}
                    onPress={press}
                    onOpen={openRow}
                    onMenu={openMenu}
                  />
                );
              })}
            </div>
          </div>
        </div>
      )}
      {menuAt !== null && (
        <RowMenu
          at={menuAt}
          rows={meant(selection).flatMap((index) => source.at(index) ?? [])}
          actions={actions}
          canOpen={onOpen !== undefined}
          onOpen={() => open(selection.head)}
          onCopy={copy}
          onAct={act}
          onClose={() => setMenuAt(null)}
        />
      )}
    </section>
  );
}
