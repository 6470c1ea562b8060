/**
 * What an app is called now that somebody knows by an id of an older catalog. The catalog's file names what its maintainers
 * moved. Beside that, a listed app's id is its first domain with hyphens; when it becomes an authored app it gets a name, and
 * keeps its domains, so the old id is found by them.
 */
import type { PackedCatalog } from './packed/packed-catalog.ts';

/** Places that were looked for, by former id; -1 for an id that nothing is known of. */
const FOUND = new WeakMap<PackedCatalog, Map<string, number>>();
/** Ids come from anybody's filter: more are not remembered. */
const MAX_FOUND = 100_000;

/** Places of apps by ids that the catalog does not have; those of which nothing is known are absent. */
function formerPlaces(catalog: PackedCatalog, ids: readonly string[]): Map<string, number> {
  const held = FOUND.get(catalog) ?? new Map<string, number>();
  FOUND.set(catalog, held);
  if (held.size + ids.length > MAX_FOUND) held.clear();
  const wanted = new Set(ids.filter((id) => !held.has(id)));
  if (wanted.size > 0) {
    const byDomain = new Map<string, number>();
    for (let app = 0; app < catalog.count; app += 1) {
      for (const domain of catalog.domains(app)) {
        const id = domain.replaceAll(/[^a-z0-9]+/g, '-');
        if (wanted.has(id) && !byDomain.has(id)) byDomain.set(id, app);
      }
    }
    for (const id of wanted) held.set(id, catalog.renamed.get(id) ?? byDomain.get(id) ?? -1);
  }
  return new Map(ids.map((id) => [id, held.get(id) ?? -1] as const).filter(([, place]) => place >= 0));
}

/** Place of each app by its present id or one that older catalogs had; -1 when nothing is known of it. */
export function presentPlaces(catalog: PackedCatalog, ids: readonly string[]): number[] {
  const places = ids.map((id) => catalog.indexOf(id));
  const former = formerPlaces(
    catalog,
    ids.filter((_, at) => places[at] === -1),
  );
  return ids.map((id, at) => (places[at] === -1 ? (former.get(id) ?? -1) : (places[at] ?? -1)));
}

/** Place of an app by its present id or one that older catalogs had; -1 when nothing is known of it. */
export function presentPlace(catalog: PackedCatalog, id: string): number {
  const place = catalog.indexOf(id);
  return place >= 0 ? place : (catalog.renamed.get(id) ?? formerPlaces(catalog, [id]).get(id) ?? -1);
}

/**
 * @param ids Ids that a workspace holds, of the catalog or of apps of its own.
 * @param other A later catalog that the workspace was read with, for going back: its ids are none of this one's
 * @returns old and present id of those that the catalog has under another name
 */
export function renamedApps(
  catalog: PackedCatalog,
  ids: readonly string[],
  other: () => PackedCatalog | null = () => null,
): [old: string, present: string][] {
  const gone = ids.filter((id) => catalog.indexOf(id) < 0);
  const found = formerPlaces(catalog, gone);
  const lost = gone.filter((id) => !found.has(id));
  const later = lost.length === 0 ? null : other();
  if (later !== null) {
    for (const id of lost) {
      const place = placeBefore(catalog, later, id);
      if (place >= 0) found.set(id, place);
    }
  }
  return [...found].map(([id, place]) => [id, catalog.id(place)]);
}

/** Where an app of a later catalog was: under an id that the later one says went up in it, else where its first domain is. */
function placeBefore(catalog: PackedCatalog, later: PackedCatalog, id: string): number {
  const app = later.indexOf(id);
  if (app < 0) return -1;
  for (const [former, place] of later.renamed) {
    const before = place === app ? catalog.indexOf(former) : -1;
    if (before >= 0) return before;
  }
  const matcher = catalog.matcher();
  for (const domain of later.domains(app)) {
    const { appIndex, matched } = matcher.match(domain);
    if (appIndex >= 0 && matched === domain) return appIndex;
  }
  return -1;
}
