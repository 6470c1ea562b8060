/** The app catalog: reading it, its factors, the score of an app, look-ups. */
export { checkApp, checkUnique, factorProblem } from './file/check-app.ts';
export { CATALOG_VERSION, type Catalog, parseCatalog } from './file/parse-catalog.ts';
export { type LookupResult, lookupHost } from './lookup.ts';
export { type CatalogRelease, packCatalog } from './packed/pack.ts';
export { PackedCatalog } from './packed/packed-catalog.ts';
export { type PublishedRanges, RANGE_PUBLISHERS, readRanges, SHARED_RANGE_APPS } from './ranges/read-ranges.ts';
export { type FactorDef, NOT_APPLICABLE, type PropertyRule } from './registry/factor-def.ts';
export { FACTORS, factorDef, weightKey } from './registry/factors.ts';
export { presentPlace, renamedApps } from './renamed.ts';
export { PackedScorer } from './score/packed-scorer.ts';
export { propertyScore } from './score/property-score.ts';
export { scoreApp, scoreSummary } from './score/score-app.ts';
export { riskBand } from './score/tally.ts';
export {
  type CompiledWeights,
  compileWeights,
  DEFAULT_FACTOR_WEIGHT,
  DEFAULT_SCORING,
  DEFAULT_WEIGHTS,
  IMPORTANCE_MULTIPLIER,
} from './score/weights.ts';
export { type AppStats, appStats, catalogStats } from './stats.ts';
