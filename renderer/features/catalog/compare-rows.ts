import type { AppDetail } from '../../../core/contract/app-detail.ts';
import { type Factor, valueText } from '../../kit/risk/factor-text.ts';

export interface CompareRow {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  /** One a compared app, in their order. */
  readonly factors: readonly Factor[];
  /** True where two apps have other values; unknown beside a value is a difference too. */
  readonly differs: boolean;
}

/** The factors of one category side by side. */
export function compareRows(apps: readonly AppDetail[], category: Factor['category']): readonly CompareRow[] {
  const [first] = apps;
  if (first === undefined) return [];
  return first.factors.flatMap((factor, index) => {
    if (factor.category !== category) return [];
    const factors = apps.flatMap((app) => app.factors[index] ?? []);
    const texts = new Set(factors.map(({ value }) => valueText(value)));
    return [{ id: factor.id, title: factor.title, meaning: factor.meaning, factors, differs: texts.size > 1 }];
  });
}
