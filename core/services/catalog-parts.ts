/** What services take from the catalog, in one place. */
export { compileWeights, DEFAULT_WEIGHTS, FACTORS, scoreApp, scoreSummary } from '../catalog/index.ts';
export type { FactorField } from '../query/index.ts';
