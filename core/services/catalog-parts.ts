/** What a workspace's view takes from the catalog, in one place. */

export {
  compileWeights,
  DEFAULT_SCORING,
  type PackedCatalog,
  PackedScorer,
  presentPlace,
  renamedApps,
  scoreSummary,
} from '../catalog/index.ts';
export { diffCatalogs } from '../catalog/update/diff.ts';
export type { FactorField } from '../query/index.ts';
