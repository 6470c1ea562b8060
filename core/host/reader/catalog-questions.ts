/** The catalog that this reader thread goes by, and updates of it. */
import { workerData } from 'node:worker_threads';
import { FACTORS, type PackedCatalog, renamedApps } from '../../catalog/index.ts';
import { compareReleases, type Release } from '../../catalog/update/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import { updateDiff } from '../../services/catalog/update-diff.ts';
import type { CatalogSource, WorkspaceView } from '../../services/workspace-view.ts';
import { idsBefore } from '../../store/write/app-governance.ts';
import { installUpdate, trustedKeys } from '../catalog/catalog-folder.ts';
import {
  type CatalogInForce,
  openCatalogBefore,
  openCatalogInForce,
  shippedRelease,
} from '../catalog/catalog-in-force.ts';
import { readUpdate, type VerifiedUpdate } from '../catalog/update-file.ts';
import { current, state } from './open-workspace.ts';
import type { ReaderHandlers, ReleaseFacts } from './ops.ts';

const { resourcesDir } = workerData as { resourcesDir: string };

interface Loaded {
  /** What it was asked for by; another one may hold. */
  readonly id: string | null;
  readonly inForce: CatalogInForce;
  readonly source: CatalogSource;
}
let loaded: Loaded | null = null;

const FACTOR_FIELDS = FACTORS.filter((def) => !def.appField).map(({ id, title, valueKind, values, naAllowed }) => ({
  id,
  title,
  valueKind,
  naAllowed,
  ...(values === undefined ? {} : { values }),
}));

function load(): Loaded {
  if (loaded?.id !== state.catalog || loaded === null) {
    const inForce = openCatalogInForce(resourcesDir, state.catalog);
    loaded = { id: state.catalog, inForce, source: { apps: inForce.catalog, factorFields: FACTOR_FIELDS } };
  }
  return loaded;
}

export function loadCatalog(): CatalogSource {
  return load().source;
}

function factsOf({ catalog, update }: CatalogInForce): ReleaseFacts {
  const { version, date } = catalog;
  return { version, date, publisher: update?.publisher ?? null, key: update?.key ?? null };
}

function relationOf(update: Release, inForce: Release): 'newer' | 'same' | 'older' {
  const order = compareReleases(update, inForce);
  return order > 0 ? 'newer' : order === 0 ? 'same' : 'older';
}

function verified({ path, shown }: { path: string; shown: string }): Promise<VerifiedUpdate> {
  return readUpdate(path, shown, trustedKeys(resourcesDir));
}

type CatalogOps =
  | 'reader.setCatalog'
  | 'reader.renamedApps'
  | 'reader.release'
  | 'reader.inspectUpdate'
  | 'reader.installUpdate';

/** Ids that the workspace moved for a later catalog, under what the one that holds now calls them. */
function movedBack(
  catalog: PackedCatalog,
  before: ReadonlyMap<string, string>,
  ids: readonly string[],
): [old: string, present: string][] {
  return ids.flatMap((id): [string, string][] => {
    const seen = new Set<string>();
    let was: string | undefined = id;
    while (was !== undefined && catalog.indexOf(was) < 0 && !seen.has(was)) {
      seen.add(was);
      was = before.get(was);
    }
    return was === undefined || was === id || catalog.indexOf(was) < 0 ? [] : [[id, was]];
  });
}

/** @param currentView the open workspace's view; null when none is open */
export function catalogQuestions(currentView: () => WorkspaceView | null): ReaderHandlers<CatalogOps> {
  return {
    'reader.setCatalog': ({ id }) => {
      state.catalog = id;
      loaded = null;
      return null;
    },
    'reader.renamedApps': ({ ids }) => {
      const { db } = current();
      const { apps } = loadCatalog();
      const moved = renamedApps(apps, ids, () => openCatalogBefore(resourcesDir));
      const settled = new Set(moved.map(([id]) => id));
      return [
        ...moved,
        ...movedBack(
          apps,
          idsBefore(db),
          ids.filter((id) => !settled.has(id)),
        ),
      ];
    },
    'reader.release': () => {
      const { inForce } = load();
      return { inForce: factsOf(inForce), problem: inForce.problem };
    },
    'reader.inspectUpdate': async (file) => {
      const { id, manifest, key, catalog } = await verified(file);
      const { inForce, source } = load();
      const view = currentView();
      const after = { apps: catalog, factorFields: source.factorFields };
      const { version, date, publisher } = manifest;
      return {
        id,
        release: { version, date, publisher, key: key.name },
        apps: catalog.count,
        inForce: factsOf(inForce),
        relation: relationOf(manifest, inForce.catalog),
        diff:
          view === null ? updateDiff(source.apps, after, null) : view.read(() => updateDiff(source.apps, after, view)),
      };
    },
    'reader.installUpdate': async ({ id, allowOlder, ...file }) => {
      const update = await verified(file);
      if (id !== null && update.id !== id) {
        throw new AppError(
          'catalog.updateInvalid',
          `${file.shown} is another file than the one that was looked at. Nothing was changed; choose it again.`,
          { path: file.shown },
        );
      }
      const { catalog } = load().inForce;
      if (!allowOlder && relationOf(update.manifest, catalog) === 'older') {
        throw new AppError(
          'catalog.olderUpdate',
          `${file.shown} is release ${update.manifest.version} of ${update.manifest.date}, older than ${catalog.version} of ${catalog.date}, which is in force. Nothing was changed.`,
          { path: file.shown, version: update.manifest.version },
        );
      }
      installUpdate(update, shippedRelease(resourcesDir).version);
      return update.id;
    },
  };
}
