/** What another catalog would change: in itself, and in the figures of the open workspace. */
import type { CatalogDiffView } from '../../contract/catalog-release.ts';
import { MOST_NAMED } from '../../contract/catalog-release.ts';
import type { AppDirectory } from '../app-directory.ts';
import { diffCatalogs, type PackedCatalog } from '../catalog-parts.ts';
import { categoryName } from '../discovery/row-types.ts';
import type { CatalogSource, WorkspaceView } from '../workspace-view.ts';
import { bandChange, worstFirst } from './band-changes.ts';

type Discovered = NonNullable<CatalogDiffView['discovered']>;

export function updateDiff(before: PackedCatalog, after: CatalogSource, view: WorkspaceView | null): CatalogDiffView {
  const diff = diffCatalogs(before, after.apps);
  const decided = new Set(view?.apps.decided());
  const had = (app: number) => named(before, app);
  const has = (app: number) => named(after.apps, app);
  return {
    added: diff.added.length,
    removed: diff.removed.length,
    changed: diff.changed.length,
    domains: diff.domains.length,
    addedApps: diff.added.slice(0, MOST_NAMED).map(has),
    removedApps: diff.removed
      .map((app) => ({ ...had(app), decided: decided.has(before.id(app)) }))
      .sort((a, b) => Number(b.decided) - Number(a.decided))
      .slice(0, MOST_NAMED),
    changedApps: diff.changed.slice(0, MOST_NAMED).map(([was, is]) => ({ before: had(was), after: has(is) })),
    movedDomains: diff.domains
      .slice(0, MOST_NAMED)
      .map(({ domain, ...app }) => ({ domain, before: before.name(app.before), after: after.apps.name(app.after) })),
    discovered: view === null ? null : discoveredDiff(view, after),
  };
}

function named(catalog: PackedCatalog, app: number): CatalogDiffView['addedApps'][number] {
  return { id: catalog.id(app), name: catalog.name(app), categoryName: categoryName(catalog.category(app)) };
}

/** Looks every host of the workspace up in both, with what the workspace decided; the view is left as it was. */
function discoveredDiff(view: WorkspaceView, after: CatalogSource): Discovered {
  const had = stateOf(view);
  const before = view.catalog;
  let has: ReturnType<typeof stateOf>;
  try {
    view.setCatalog(after);
    view.refresh();
    has = stateOf(view);
  } finally {
    view.setCatalog(before);
    view.refresh();
  }
  const bands = had.entries
    .flatMap(({ app, score }) => {
      const place = has.apps.indexOf(app.id);
      return place < 0 ? [] : (bandChange(app, score, has.apps.score(place)) ?? []);
    })
    .sort(worstFirst);
  const hosts: Discovered['hosts'] = [];
  let hostChanges = 0;
  const names = view.dictionaries.names.dest;
  for (let dest = 1; dest < names.length; dest += 1) {
    const was = had.entries[(had.appOfDest[dest] ?? 0) - 1];
    const is = has.entries[(has.appOfDest[dest] ?? 0) - 1];
    if (isSameApp(has.apps, was?.app.id, is?.app.id)) continue;
    hostChanges += 1;
    if (hosts.length < MOST_NAMED)
      hosts.push({ host: names[dest] ?? '', before: was?.app.name ?? null, after: is?.app.name ?? null });
  }
  return { bands: bands.slice(0, MOST_NAMED), bandChanges: bands.length, hosts, hostChanges };
}

function stateOf({ apps, entries, appOfDest }: WorkspaceView) {
  return { apps, entries: [...entries], appOfDest: appOfDest.slice() };
}

function isSameApp(apps: AppDirectory, was: string | undefined, is: string | undefined): boolean {
  if (was === is) return true;
  return was !== undefined && is !== undefined && apps.indexOf(was) === apps.indexOf(is);
}
