/** The dashboard's app rows by category and by the country of the headquarters. */
import type { AppRow, Dashboard } from '../../contract/discovery.ts';
import type { Tag } from '../../model/app.ts';
import type { Groups } from './groups.ts';
import { categoryName } from './row-types.ts';

export function categoriesOf(
  apps: Groups,
  rows: readonly AppRow[],
  groupOf: ReadonlyMap<string, number>,
): Dashboard['categories'] {
  const ids = [...new Set(rows.map((row) => row.category))];
  const groups = (list: readonly AppRow[]) => list.map((row) => groupOf.get(row.id) ?? 0);
  return ids.map((id) => {
    const members = rows.filter((row) => row.category === id);
    const tagged = (tag: Tag | null) => apps.merged(groups(members.filter((row) => row.tag === tag)));
    return {
      id,
      name: categoryName(id),
      apps: members.length,
      ...apps.merged(groups(members)),
      byTag: {
        sanctioned: tagged('sanctioned'),
        unsanctioned: tagged('unsanctioned'),
        monitored: tagged('monitored'),
        none: tagged(null),
      },
    };
  });
}

export function headquartersOf(
  apps: Groups,
  rows: readonly AppRow[],
  groupOf: ReadonlyMap<string, number>,
): Dashboard['headquarters'] {
  const countries = [...new Set(rows.map((row) => row.headquarters))];
  return countries.map((country) => {
    const members = rows.filter((row) => row.headquarters === country);
    return { country, apps: members.length, ...apps.merged(members.map((row) => groupOf.get(row.id) ?? 0)) };
  });
}
