import type { Tag } from '../../../../core/model/app.ts';
import type { RowAction } from '../../../kit/table/columns.ts';
import type { AppTableRow } from '../read-row.ts';

/** Tagging by one key: s, u, m; c clears. The same actions stand in the row's menu. */
export function tagActions(
  tag: (apps: readonly AppTableRow[], tag: Tag | null) => void,
): readonly RowAction<AppTableRow>[] {
  const action = (id: string, title: string, key: string, to: Tag | null): RowAction<AppTableRow> => ({
    id,
    title,
    key,
    when: (rows) => rows.some((row) => row.tag !== to),
    run: (rows) =>
      tag(
        rows.filter((row) => row.tag !== to),
        to,
      ),
  });
  return [
    action('sanction', 'Sanction', 's', 'sanctioned'),
    action('unsanction', 'Unsanction', 'u', 'unsanctioned'),
    action('monitor', 'Monitor', 'm', 'monitored'),
    action('clear', 'Clear the tag', 'c', null),
  ];
}
