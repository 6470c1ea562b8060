import type { CloudApp, ScoreWeights } from '../model/app.ts';
import { FACTORS } from './registry/factors.ts';
import { scoreSummary } from './score/score-app.ts';
import { compileWeights } from './score/weights.ts';

/** Counts that say how much the catalog knows. */
export interface CatalogStats {
  readonly apps: number;
  readonly domains: number;
  /** Categories with at least one app. */
  readonly categories: number;
  /** Factors of the registry. */
  readonly factors: number;
  /** Apps with at least ten known factor values. */
  readonly headApps: number;
  readonly knownValues: number;
  /** Known factor values of the middle app (the lower of two). */
  readonly medianKnown: number;
  /** Known values by source. */
  readonly sources: Readonly<Record<string, number>>;
  readonly scored: number;
  readonly estimated: number;
  readonly unscored: number;
  /** Apps shown as 10, the best score. */
  readonly atTen: number;
}

const HEAD_VALUES = 10;

/**
 * Counts apps, values and scores.
 * @param asOf ISO date that ages are counted to.
 */
export function catalogStats(apps: readonly CloudApp[], weights: ScoreWeights, asOf: string): CatalogStats {
  const compiled = compileWeights(weights);
  const known: number[] = [];
  const sources = new Map<string, number>();
  const bases = { scored: 0, estimated: 0, unscored: 0, override: 0 };
  let domains = 0;
  let atTen = 0;
  for (const app of apps) {
    const facts = Object.values(app.factors);
    known.push(facts.length);
    domains += app.domains.length;
    for (const fact of facts) sources.set(fact.source, (sources.get(fact.source) ?? 0) + 1);
    const score = scoreSummary(app, compiled, asOf);
    bases[score.basis] += 1;
    if (score.display === 10) atTen += 1;
  }
  known.sort((a, b) => a - b);
  return {
    apps: apps.length,
    domains,
    categories: new Set(apps.map((app) => app.category)).size,
    factors: FACTORS.length,
    headApps: known.filter((count) => count >= HEAD_VALUES).length,
    knownValues: known.reduce((sum, count) => sum + count, 0),
    medianKnown: known[Math.floor((known.length - 1) / 2)] ?? 0,
    sources: Object.fromEntries([...sources].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
    scored: bases.scored,
    estimated: bases.estimated,
    unscored: bases.unscored,
    atTen,
  };
}
