/**
 * The score of an app: a weighted mean of what is known, with the interval that what is not known leaves open.
 *
 *   sub(c)  = Σ w·p / Σ w                over the known factors of category c
 *   total   = Σ W·sub / Σ W              over the categories with a known factor
 *   low/high: the same with every unknown factor worst (0) or best (10), over all factors and categories
 *
 * Ignorance is not safety: with fewer than 8 known factors, factors of fewer than 3 categories, fewer than 3 of security,
 * or less than 35 % of the weight known, the mean of what is known says nothing (an old company with a privacy policy is not a safe app), so a point
 * of the interval stands in for it, marked `estimated`: its middle (every unknown counts 5), and for consumer services a
 * quarter of the way up (every unknown counts 2.5): what organisations ask for, from audit trails to certificates, they
 * seldom have. Shops, banks, news and travel, which seldom get an organisation's data, lie between (every unknown counts 4).
 */
import type { AppScore, BandLimits, CloudApp, FactorContribution, ScoreWeights } from '../../model/app.ts';
import { propertyScore } from './property-score.ts';
import { type AppNature, addFact, newTally, scoreTally } from './tally.ts';
import { type CompiledWeights, compileWeights, DEFAULT_BANDS, isNotApplicable } from './weights.ts';

type Scorable = Pick<CloudApp, 'factors'> & AppNature;

/**
 * Scores one app with its full breakdown.
 * @param asOf ISO date that ages (founding, breach) are counted to.
 * @param override An analyst's own score, 0..10; it replaces score and interval, the breakdown stays.
 */
export function scoreApp(
  app: Scorable,
  weights: ScoreWeights,
  asOf: string,
  override: number | null = null,
  bands: BandLimits = DEFAULT_BANDS,
): AppScore {
  return score(app, compileWeights(weights, bands), asOf, override, true);
}

/** Scores without per-factor breakdown, for lists: weights compiled by `compileWeights` once for many apps. */
export function scoreSummary(
  app: Scorable,
  weights: CompiledWeights,
  asOf: string,
  override: number | null = null,
): AppScore {
  return score(app, weights, asOf, override, false);
}

function score(
  app: Scorable,
  weights: CompiledWeights,
  asOf: string,
  override: number | null,
  detail: boolean,
): AppScore {
  const tally = newTally(weights);
  for (const id in app.factors) {
    const factor = weights.byId.get(id);
    const value = app.factors[id]?.value;
    if (factor === undefined || value === undefined) continue;
    const points = isNotApplicable(value) ? Number.NaN : propertyScore(factor.rule, value, asOf);
    if (points !== null) addFact(tally, weights, factor, points);
  }
  const parts = detail ? (category: number) => contributions(app, weights, asOf, category) : undefined;
  return scoreTally(tally, weights, app, override, parts);
}

function contributions(app: Scorable, weights: CompiledWeights, asOf: string, category: number): FactorContribution[] {
  const rows = weights.factors
    .filter((factor) => factor.category === category)
    .map((factor) => {
      const fact = app.factors[factor.id];
      const points =
        fact === undefined || isNotApplicable(fact.value) ? null : propertyScore(factor.rule, fact.value, asOf);
      const counts = factor.weight > 0 && (points !== null || !factor.excludeNa);
      return { factor, fact, points: counts ? (points ?? 0) : null, counted: counts ? factor.weight : 0 };
    });
  const sum = rows.reduce((total, row) => total + row.counted, 0);
  return rows.map(({ factor, fact, points, counted }) => {
    const share = sum === 0 ? 0 : counted / sum;
    return {
      factor: factor.id,
      value: fact?.value ?? null,
      source: fact?.source ?? null,
      basis: fact?.basis ?? null,
      asOf: fact?.asOf ?? null,
      propertyScore: points,
      weight: factor.weight,
      share,
      contribution: share * (points ?? 0),
    };
  });
}
