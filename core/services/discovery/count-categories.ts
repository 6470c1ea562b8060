import type { MethodOutput } from '../../contract/methods.ts';
import type { TableRow } from './rows.ts';

/** How many of the apps are of each category, most first. */
export function countCategories(rows: readonly TableRow[]): MethodOutput<'discovery.listCategories'> {
  const counts = new Map<string, { id: string; name: string; apps: number }>();
  for (const row of rows) {
    if (!('category' in row && 'categoryName' in row)) continue;
    const { category: id, categoryName: name } = row;
    const counted = counts.get(id) ?? { id, name, apps: 0 };
    counted.apps += 1;
    counts.set(id, counted);
  }
  const categories = [...counts.values()].sort((a, b) => b.apps - a.apps || (a.name < b.name ? -1 : 1));
  return { total: rows.length, categories };
}
