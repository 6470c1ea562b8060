/** The shipped catalog without a workspace: the same answers as the engine's, from the file alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCatalog } from '../catalog/index.ts';
import type { AppDetail } from '../contract/discovery.ts';
import type { MethodOutput } from '../contract/methods.ts';
import { buildMatcher } from '../ingest/match/index.ts';
import { getApp, getStats, lookUpHosts, searchApps } from '../services/catalog/queries.ts';
import { compileWeights, DEFAULT_WEIGHTS, scoreSummary } from '../services/catalog-parts.ts';
import type { AppEntry, WorkspaceView } from '../services/workspace-view.ts';
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

/** @throws AppError catalog.invalid */
export function readShippedApps(): ReturnType<typeof parseCatalog>['apps'] {
  return parseCatalog(readFileSync(path.join(RESOURCES, 'catalog', 'catalog.json'), 'utf8')).apps;
}

export function shippedCatalog(): CatalogAnswers {
  const today = new Date().toISOString().slice(0, 10);
  const weights = compileWeights(DEFAULT_WEIGHTS);
  const apps = readShippedApps();
  const entries: readonly AppEntry[] = apps.map((app) => ({
    app,
    score: scoreSummary(app, weights, today),
    tag: null,
    note: '',
    override: null,
  }));
  const indexById = new Map(apps.map((app, index) => [app.id, index]));
  const catalog = { entries, matcher: buildMatcher(apps), appIndex: (id: string) => indexById.get(id) ?? -1 };
  // The catalog's queries look at nothing but these three of a workspace's view.
  const view = catalog as unknown as WorkspaceView;
  return {
    stats: async () => getStats(view, today),
    lookUp: async (hosts) => lookUpHosts(view, hosts),
    app: async (id) => getApp(view, id, today),
    search: async (text) => searchApps(view, text, SEARCH_LIMIT),
  };
}
