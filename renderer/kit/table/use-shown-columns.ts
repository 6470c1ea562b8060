import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { usePanels } from '../../state/panels.ts';
import { useTableLayout } from '../../state/table-layout.ts';
import { type Column, isShown } from './columns.ts';

/** Where the widest of the tables has room for all columns that it shows by itself. */
const ROOMY = '(min-width: 1680px)';
/** The same beside an open side panel, whose widest is 720 pixels. */
const ROOMY_BESIDE_PANEL = '(min-width: 2400px)';

/** Columns that a table shows, by what its user chose and what the window has room for; what is copied and exported is the same. */
export function useShownColumns<R extends object>(table: string, columns: readonly Column<R>[]): readonly Column<R>[] {
  const layout = useTableLayout(table);
  const isBesidePanel = usePanels(({ stack }) => stack.length > 0);
  const isRoomy = useMediaQuery(isBesidePanel ? ROOMY_BESIDE_PANEL : ROOMY, true, { getInitialValueInEffect: false });
  return useMemo(() => columns.filter((column) => isShown(column, layout, isRoomy)), [columns, layout, isRoomy]);
}
