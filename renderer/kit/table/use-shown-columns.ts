import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTableLayout } from '../../state/table-layout.ts';
import { type Column, isShown } from './columns.ts';

/** Where the widest of the tables has room for all columns that it shows by itself. */
const ROOMY = '(min-width: 1680px)';

/** Columns that a table shows, by what its user chose and what the window has room for; what is copied and exported is the same. */
export function useShownColumns<R extends object>(table: string, columns: readonly Column<R>[]): readonly Column<R>[] {
  const layout = useTableLayout(table);
  const isRoomy = useMediaQuery(ROOMY, true, { getInitialValueInEffect: false });
  return useMemo(() => columns.filter((column) => isShown(column, layout, isRoomy)), [columns, layout, isRoomy]);
}
