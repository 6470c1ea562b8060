/** The catalog in force without a workspace: the same answers as the engine's, from the file alone. */
import type { PackedCatalog } from '../catalog/index.ts';
import type { AppDetail } from '../contract/app-detail.ts';
import type { MethodOutput } from '../contract/methods.ts';
import { readInForce } from '../host/catalog/catalog-folder.ts';
import { openCatalogInForce } from '../host/catalog/catalog-in-force.ts';
import type { CloudApp } from '../model/app.ts';
import { AppDirectory } from '../services/app-directory.ts';
import { getApp, getStats, lookUpHosts, searchApps } from '../services/catalog/queries.ts';
import { RESOURCES } from './engine-session.ts';

/** What commands ask of a catalog, from the engine or from the file. */
export interface CatalogAnswers {
  stats(): Promise<MethodOutput<'catalog.getStats'>>;
  lookUp(hosts: readonly string[]): Promise<MethodOutput<'catalog.lookUpHosts'>>;
  /** @throws AppError entity.unknown */
  app(id: string): Promise<AppDetail>;
  search(text: string): Promise<MethodOutput<'catalog.searchApps'>>;
}

const SEARCH_LIMIT = 200;

/** The update that was applied last, else the shipped catalog. @throws AppError catalog.invalid */
export function openCatalogHere(): PackedCatalog {
  return openCatalogInForce(RESOURCES, readInForce().current).catalog;
}

/** @throws AppError catalog.invalid */
export function readAppsHere(): CloudApp[] {
  return openCatalogHere().apps();
}

export function shippedCatalog(): CatalogAnswers {
  const today = new Date().toISOString().slice(0, 10);
  const apps = new AppDirectory(openCatalogHere(), today);
  return {
    stats: async () => getStats(apps, today),
    lookUp: async (hosts) => lookUpHosts(apps, hosts),
    app: async (id) => getApp(apps, id, today),
    search: async (text) => searchApps(apps, text, SEARCH_LIMIT),
  };
}
