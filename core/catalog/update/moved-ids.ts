/** What became of an older catalog's ids, for the catalog that is about to be written. */
import type { CloudApp } from '../../model/app.ts';
import type { PackedCatalog } from '../packed/packed-catalog.ts';

/**
 * An id that is gone went up in the app that has most of its domains now; one that has none of them stays gone. What became
 * of ids before that is carried on.
 * @returns present id by former id
 */
export function movedIds(before: PackedCatalog, apps: readonly CloudApp[]): Record<string, string> {
  const ids = new Set(apps.map((app) => app.id));
  const owner = new Map(apps.flatMap((app) => app.domains.map((domain) => [domain, app.id] as const)));
  const moved = new Map<string, string>();
  for (let app = 0; app < before.count; app += 1) {
    const id = before.id(app);
    if (ids.has(id)) continue;
    const votes = new Map<string, number>();
    for (const domain of before.domains(app)) {
      const now = owner.get(domain);
      if (now !== undefined) votes.set(now, (votes.get(now) ?? 0) + 1);
    }
    const [best] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    if (best !== undefined) moved.set(id, best[0]);
  }
  for (const [former, place] of before.renamed) {
    const id = before.id(place);
    const present = ids.has(id) ? id : moved.get(id);
    if (present !== undefined && !ids.has(former)) moved.set(former, present);
  }
  return Object.fromEntries(moved);
}
