import type { AppScore, CategoryId, CloudApp } from '../model/app.ts';
import { FACTORS } from './registry/factors.ts';
import { scoreSummary } from './score/score-app.ts';
import type { CompiledWeights } from './score/weights.ts';

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

/** What is counted of one app. */
export interface AppStats {
  readonly domains: number;
  readonly category: CategoryId;
  /** Source of each value that is known. */
  readonly sources: readonly string[];
  readonly score: Pick<AppScore, 'basis' | 'display'>;
}

/** @param asOf ISO date that ages are counted to. */
export function appStats(app: CloudApp, weights: CompiledWeights, asOf: string): AppStats {
  return {
    domains: app.domains.length,
    category: app.category,
    sources: Object.values(app.factors).map(({ source }) => source),
    score: scoreSummary(app, weights, asOf),
  };
}

/** Counts apps, values and scores. */
export function catalogStats(apps: Iterable<AppStats>): CatalogStats {
  const known: number[] = [];
  const categories = new Set<CategoryId>();
  const sources = new Map<string, number>();
  const bases = { scored: 0, estimated: 0, unscored: 0, override: 0 };
  let domains = 0;
  let atTen = 0;
  for (const app of apps) {
    known.push(app.sources.length);
    domains += app.domains;
    categories.add(app.category);
    for (const source of app.sources) sources.set(source, (sources.get(source) ?? 0) + 1);
    bases[app.score.basis] += 1;
    if (app.score.display === 10) atTen += 1;
  }
  known.sort((a, b) => a - b);
  return {
    apps: known.length,
    domains,
    categories: categories.size,
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
