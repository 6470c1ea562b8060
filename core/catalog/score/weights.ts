import {
  type BandLimits,
  FACTOR_CATEGORIES,
  type FactorCategory,
  type FactorWeight,
  type Importance,
  type ScoreSettings,
  type ScoreWeights,
} from '../../model/app.ts';
import { NOT_APPLICABLE, type PropertyRule } from '../registry/factor-def.ts';
import { FACTORS, weightKey } from '../registry/factors.ts';

/** Multiplier of each importance level. */
export const IMPORTANCE_MULTIPLIER: Readonly<Record<Importance, number>> = {
  ignored: 0,
  low: 1,
  medium: 2,
  high: 4,
  veryHigh: 8,
};

/** What a factor without its own setting gets. */
export const DEFAULT_FACTOR_WEIGHT: FactorWeight = { importance: 'medium', excludeNa: true };

/** All categories and factors alike; unknown and not applicable values stay out of the score. */
export const DEFAULT_WEIGHTS: ScoreWeights = {
  categories: { general: 'medium', security: 'medium', compliance: 'medium', legal: 'medium' },
  factors: {},
};

/** 0–3 high risk, 4–7 medium, 8–10 low. */
export const DEFAULT_BANDS: BandLimits = { high: 3, medium: 7 };

export const DEFAULT_SCORING: ScoreSettings = { weights: DEFAULT_WEIGHTS, bands: DEFAULT_BANDS };

/** One scored factor with its weight resolved. */
export interface WeighedFactor {
  readonly id: string;
  readonly rule: PropertyRule;
  /** Index into FACTOR_CATEGORIES. */
  readonly category: number;
  readonly weight: number;
  readonly excludeNa: boolean;
  /** Bit of the factor's group in the set of groups seen; 0 outside groups. */
  readonly groupBit: number;
}

/** Weights resolved once, so that scoring many apps touches only what each app knows. */
export interface CompiledWeights {
  readonly factors: readonly WeighedFactor[];
  readonly byId: ReadonlyMap<string, WeighedFactor>;
  /** Per category: importance multiplier, sum of factor weights, and the part that counts even when unknown. */
  readonly categoryWeight: readonly number[];
  readonly totalWeight: readonly number[];
  readonly countedWhenUnknown: readonly number[];
  readonly bands: BandLimits;
}

/** Resolves importance levels to numbers. Settings for unknown factor ids are ignored. */
export function compileWeights(weights: ScoreWeights, bands: BandLimits = DEFAULT_BANDS): CompiledWeights {
  const groupBits = new Map<string, number>();
  const factors: WeighedFactor[] = [];
  const totalWeight = [0, 0, 0, 0];
  const countedWhenUnknown = [0, 0, 0, 0];
  for (const def of FACTORS) {
    if (def.rule === null) continue;
    const setting = weights.factors[weightKey(def)] ?? DEFAULT_FACTOR_WEIGHT;
    const category = FACTOR_CATEGORIES.indexOf(def.category);
    const weight = IMPORTANCE_MULTIPLIER[setting.importance] * def.share;
    if (def.group !== null && !groupBits.has(def.group)) groupBits.set(def.group, 1 << groupBits.size);
    const groupBit = def.group === null ? 0 : (groupBits.get(def.group) ?? 0);
    factors.push({ id: def.id, rule: def.rule, category, weight, excludeNa: setting.excludeNa, groupBit });
    totalWeight[category] = (totalWeight[category] ?? 0) + weight;
    if (!setting.excludeNa) countedWhenUnknown[category] = (countedWhenUnknown[category] ?? 0) + weight;
  }
  return {
    factors,
    byId: new Map(factors.map((factor) => [factor.id, factor])),
    categoryWeight: FACTOR_CATEGORIES.map(
      (category: FactorCategory) => IMPORTANCE_MULTIPLIER[weights.categories[category]],
    ),
    totalWeight,
    countedWhenUnknown,
    bands,
  };
}

/** True for the value that says "known not to apply". */
export function isNotApplicable(value: unknown): boolean {
  return value === NOT_APPLICABLE;
}
