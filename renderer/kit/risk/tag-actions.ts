import type { Tag } from '../../../core/model/app.ts';
import type { RowAction } from '../table/columns.ts';

/** What tagging needs to know of a row. */
export interface Taggable {
  readonly id: string;
  readonly name: string;
  readonly tag: Tag | null;
}

/** Tagging by one key: s, u, m; c clears. The same actions stand in the row's menu. */
export function tagActions<R extends Taggable>(
  tag: (apps: readonly R[], tag: Tag | null) => void,
): readonly RowAction<R>[] {
  const action = (id: string, title: string, key: string, to: Tag | null): RowAction<R> => ({
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
