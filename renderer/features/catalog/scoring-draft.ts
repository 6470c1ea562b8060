import type { ScoreSettingsInput } from '../../../core/contract/catalog-govern.ts';
import type { FactorCategory, FactorWeight, Importance } from '../../../core/model/app.ts';

export type Settings = ScoreSettingsInput;

/** What holds for a factor without a setting of its own. */
const DEFAULT_WEIGHT: FactorWeight = { importance: 'medium', excludeNa: true };

export const LEVELS: readonly { readonly value: Importance; readonly label: string; readonly times: number }[] = [
  { value: 'ignored', label: 'Ignored', times: 0 },
  { value: 'low', label: 'Low', times: 1 },
  { value: 'medium', label: 'Medium', times: 2 },
  { value: 'high', label: 'High', times: 4 },
  { value: 'veryHigh', label: 'Very high', times: 8 },
];

export function weightOf(settings: Settings, key: string): FactorWeight {
  return settings.weights.factors[key] ?? DEFAULT_WEIGHT;
}

/** The settings with another weight of one factor; the default is no setting. */
export function withWeight(settings: Settings, key: string, change: Partial<FactorWeight>): Settings {
  const next = { ...weightOf(settings, key), ...change };
  const { [key]: _before, ...others } = settings.weights.factors;
  const isDefault = next.importance === DEFAULT_WEIGHT.importance && next.excludeNa === DEFAULT_WEIGHT.excludeNa;
  return {
    ...settings,
    weights: { ...settings.weights, factors: isDefault ? others : { ...others, [key]: next } },
  };
}

export function withCategoryWeight(settings: Settings, category: FactorCategory, importance: Importance): Settings {
  const categories = { ...settings.weights.categories, [category]: importance };
  return { ...settings, weights: { ...settings.weights, categories } };
}

/** Whether two settings score alike, whatever the order of their entries. */
export function sameSettings(a: Settings, b: Settings): boolean {
  const text = ({ weights, bands }: Settings): string =>
    JSON.stringify([
      Object.entries(weights.categories).sort(),
      Object.entries(weights.factors)
        .map(([key, { importance, excludeNa }]) => [key, importance, excludeNa])
        .sort(),
      bands.high,
      bands.medium,
    ]);
  return text(a) === text(b);
}
