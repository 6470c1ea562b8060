import type { Sort } from '../../../core/contract/common.ts';
import { hrefWithScope, navigate } from '../../state/location.ts';
import { usePanels } from '../../state/panels.ts';
import { useTableLayouts } from '../../state/table-layout.ts';

export type TablePage = 'apps' | 'users' | 'sources' | 'devices' | 'unmatched';

/** Goes to a discovery table with this filter, and with this order if one is given: from a figure to its rows. */
export function goToTable(table: TablePage, filter: string, sort?: Sort): void {
  if (sort !== undefined) useTableLayouts.getState().change(table, { sort });
  navigate(hrefWithScope(`/discovery/${table}`, filter === '' ? {} : { filter }));
}

export type EntityKind = 'app' | 'user' | 'source' | 'device' | 'host';

/** Opens the side panel on one thing in place of what it shows. */
export function openEntity(kind: EntityKind, key: string, title: string, tab?: string): void {
  usePanels.getState().show({ kind, key, title, ...(tab === undefined ? {} : { tab }) });
}
