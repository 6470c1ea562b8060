/**
 * The score of an app: a weighted mean in which what is not known is assumed, with the interval that it leaves open.
 *
 *   sub(c)  = (Σ w·p + Σ ½w·a) / (Σ w + Σ ½w)   over the known factors, and the unknown ones, of category c
 *   total   = Σ W·sub / Σ W                     over the categories; one of which nothing is known counts `a`
 *   low/high: every unknown factor with its whole weight at worst (0) or best (10)
 *
 * `a` is what is assumed of an unknown factor: 5, for consumer services 2.5 (what organisations ask for, from audit trails
 * to certificates, they seldom have), and 4 for those that seldom get an organisation's data (shops, banks, news, travel).
 * Ignorance is not safety: lists mostly know "yes", so the mean of what is known alone would put most apps at 9 or 10. The
 * half weight lets facts speak louder than assumptions; once everything is known, nothing is assumed. With fewer than 8
 * known factors, or factors of one category alone, the score is called `estimated` and never shown as 10.
 */
import type { AppScore, BandLimits, CloudApp, FactorContribution, ScoreWeights } from '../../model/app.ts';
import { propertyScore } from './property-score.ts';
import { type AppNature, addFact, assumedPoints, newTally, scoreTally, UNKNOWN_WEIGHT } from './tally.ts';
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
  const assumed = assumedPoints(app);
  const rows = weights.factors
    .filter((factor) => factor.category === category)
    .map((factor) => {
      const fact = app.factors[factor.id];
      const applies = fact === undefined || !isNotApplicable(fact.value);
      const points = fact === undefined || !applies ? null : propertyScore(factor.rule, fact.value, asOf);
      const property = points ?? (factor.excludeNa ? null : 0);
      const part = property !== null ? 1 : applies ? UNKNOWN_WEIGHT : 0;
      return { factor, fact, property: factor.weight > 0 ? property : null, counted: factor.weight * part };
    });
  const sum = rows.reduce((total, row) => total + row.counted, 0);
  return rows.map(({ factor, fact, property, counted }) => {
    const share = sum === 0 ? 0 : counted / sum;
    return {
      factor: factor.id,
      value: fact?.value ?? null,
      source: fact?.source ?? null,
      basis: fact?.basis ?? null,
      asOf: fact?.asOf ?? null,
      propertyScore: property,
      weight: factor.weight,
      share,
      contribution: share * (property ?? assumed),
    };
  });
}
