/** The catalog that holds: the update that was applied last, else the shipped one. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PackedCatalog } from '../../catalog/index.ts';
import { compareReleases, type Release } from '../../catalog/update/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import { openCatalog } from '../open-catalog.ts';
import { openInstalled, readInForce, trustedKeys } from './catalog-folder.ts';

export interface CatalogInForce {
  readonly catalog: PackedCatalog;
  /** Who published an update and the key it is signed with; null for the shipped catalog. */
  readonly update: { readonly id: string; readonly publisher: string; readonly key: string } | null;
  /** Why an update that was applied does not hold; null when it does, or there is none. */
  readonly problem: string | null;
}

const releaseFile = z.object({ version: z.string(), date: z.string() });

/** What the shipped catalog calls itself, without opening it. */
export function shippedRelease(resourcesDir: string): Release {
  const file = path.join(resourcesDir, 'catalog', 'release.json');
  return existsSync(file) ? releaseFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : { version: '0', date: '' };
}

/**
 * @param id update that the engine goes by; null for the shipped catalog. One that is damaged, no longer trusted, or older
 *   than the catalog that came with a newer Undercast gives way to the shipped one.
 * @throws AppError catalog.invalid when the shipped catalog cannot be read either
 */
export function openCatalogInForce(resourcesDir: string, id: string | null): CatalogInForce {
  let problem: string | null = null;
  if (id !== null) {
    try {
      const { catalog, manifest, key } = openInstalled(id, trustedKeys(resourcesDir));
      const shipped = shippedRelease(resourcesDir);
      if (readInForce().over === shipped.version || compareReleases(manifest, shipped) >= 0)
        return { catalog, update: { id, publisher: manifest.publisher, key: key.name }, problem: null };
      problem = `The catalog that came with this Undercast (${shipped.version}) is newer than the update ${manifest.version}.`;
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      problem = cause.message;
    }
  }
  return { catalog: openCatalog(resourcesDir), update: null, problem };
}

/** The catalog that held before, for what a workspace knows by its ids; null when there was none or it cannot be read. */
export function openCatalogBefore(resourcesDir: string): PackedCatalog | null {
  const { current, previous } = readInForce();
  if (current === null && previous === null) return null;
  try {
    return previous === null ? openCatalog(resourcesDir) : openInstalled(previous, trustedKeys(resourcesDir)).catalog;
  } catch {
    return null;
  }
}
