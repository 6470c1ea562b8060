/** What another catalog changes, app by app and domain by domain. */
import type { PackedCatalog } from '../packed/packed-catalog.ts';
import { presentPlaces } from '../renamed.ts';

export interface CatalogDiff {
  /** Places in the catalog after. */
  readonly added: readonly number[];
  /** Places in the catalog before of apps that nothing stands for any more. */
  readonly removed: readonly number[];
  /** Places before and after of apps whose id, name or category is another. */
  readonly changed: readonly (readonly [before: number, after: number])[];
  /** Domains that another app has: places before and after. */
  readonly domains: readonly { readonly domain: string; readonly before: number; readonly after: number }[];
}

export function diffCatalogs(before: PackedCatalog, after: PackedCatalog): CatalogDiff {
  const kept = new Set<number>();
  const removed: number[] = [];
  const changed: [number, number][] = [];
  /** Places after by place before; -1 for one that is gone. */
  const now = presentPlaces(
    after,
    Array.from({ length: before.count }, (_, app) => before.id(app)),
  );
  const owner = new Map<string, number>();
  for (let app = 0; app < before.count; app += 1) {
    const place = now[app] ?? -1;
    for (const domain of before.domains(app)) owner.set(domain, app);
    if (place < 0) {
      removed.push(app);
      continue;
    }
    kept.add(place);
    const isSame =
      before.id(app) === after.id(place) &&
      before.name(app) === after.name(place) &&
      before.category(app) === after.category(place);
    if (!isSame) changed.push([app, place]);
  }
  const added: number[] = [];
  const domains: { domain: string; before: number; after: number }[] = [];
  for (let place = 0; place < after.count; place += 1) {
    if (!kept.has(place)) added.push(place);
    for (const domain of after.domains(place)) {
      const had = owner.get(domain);
      if (had !== undefined && now[had] !== place) domains.push({ domain, before: had, after: place });
    }
  }
  return { added, removed, changed, domains };
}
