import { describe, expect, it } from 'vitest';
import { type Settings, sameSettings, weightOf, withCategoryWeight, withWeight } from './scoring-draft.ts';

const PLAIN: Settings = {
  weights: {
    categories: { general: 'medium', security: 'medium', compliance: 'medium', legal: 'medium' },
    factors: {},
  },
  bands: { high: 3, medium: 7 },
};

describe('a draft of the scoring', () => {
  it('keeps only what departs from the default', () => {
    const heavy = withWeight(PLAIN, 'isSoc2', { importance: 'veryHigh' });
    expect(weightOf(heavy, 'isSoc2')).toEqual({ importance: 'veryHigh', excludeNa: true });
    expect(withWeight(heavy, 'isSoc2', { importance: 'medium' })).toEqual(PLAIN);
    const strict = withWeight(heavy, 'isSoc2', { excludeNa: false });
    expect(withWeight(strict, 'isSoc2', { importance: 'medium' }).weights.factors).toEqual({
      isSoc2: { importance: 'medium', excludeNa: false },
    });
  });

  it('is the same as another in any order', () => {
    const one = withWeight(withWeight(PLAIN, 'a', { importance: 'low' }), 'b', { importance: 'high' });
    const other = withWeight(withWeight(PLAIN, 'b', { importance: 'high' }), 'a', { importance: 'low' });
    expect(sameSettings(one, other)).toBe(true);
    expect(sameSettings(one, withCategoryWeight(one, 'legal', 'ignored'))).toBe(false);
  });
});
