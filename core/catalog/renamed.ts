/**
 * What an app is called now that a workspace knows by an id of an older catalog. A listed app's id is its first domain with
 * hyphens; when it becomes an authored app it gets a name, and keeps its domains, so the old id is found by them.
 */
import type { PackedCatalog } from './packed/packed-catalog.ts';

/** Authored apps that went up in another. */
const RENAMED: Readonly<Record<string, string>> = {
  'github-mcp-server': 'github-copilot',
};

/**
 * @param ids Ids that a workspace holds, of the catalog or of apps of its own.
 * @returns old and present id of those that the catalog has under another name
 */
export function renamedApps(catalog: PackedCatalog, ids: readonly string[]): [old: string, present: string][] {
  const gone = ids.filter((id) => catalog.indexOf(id) < 0);
  if (gone.length === 0) return [];
  const wanted = new Set(gone);
  const byDomain = new Map<string, string>();
  for (let app = 0; app < catalog.count; app += 1) {
    for (const domain of catalog.domains(app)) {
      const id = domain.replaceAll(/[^a-z0-9]+/g, '-');
      if (wanted.has(id) && !byDomain.has(id)) byDomain.set(id, catalog.id(app));
    }
  }
  return gone.flatMap((id): [string, string][] => {
    const present = (Object.hasOwn(RENAMED, id) ? RENAMED[id] : undefined) ?? byDomain.get(id);
    return present === undefined || catalog.indexOf(present) < 0 ? [] : [[id, present]];
  });
}
