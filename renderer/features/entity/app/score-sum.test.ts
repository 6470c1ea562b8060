import { describe, expect, it } from 'vitest';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { pointsOf, scoreSum } from './score-sum.ts';

/** Of an app, what the sum reads. */
function app(more: Partial<AppDetail> = {}): AppDetail {
  const part = (weight: number) => ({ score: 5, low: 0, high: 10, coverage: 0.5, weight, band: 'medium' });
  const factor = (category: string, contribution: number | null) => ({ category, contribution });
  return {
    score: 6,
    scoreBasis: 'scored',
    general: part(2),
    security: part(4),
    compliance: part(0),
    legal: part(2),
    factors: [factor('general', 2.5), factor('general', 1.25), factor('general', null), factor('security', 8)],
    ...more,
  } as AppDetail;
}

describe('the sum behind a score', () => {
  it('names what each category that counts adds', () => {
    expect(pointsOf(app(), 'general')).toBe(3.75);
    expect(pointsOf(app(), 'legal')).toBeNull();
    expect(scoreSum(app())).toBe('(general 3.75 × 2 + security 8.00 × 4) / 6 = 6.58, shown as 6.');
  });

  it('says what was set by hand, and nothing without a score', () => {
    expect(scoreSum(app({ score: 1, scoreBasis: 'override' }))).toMatch(/ = 6\.58; set to 1 by hand\.$/);
    expect(scoreSum(app({ score: null, scoreBasis: 'unscored' }))).toBeNull();
  });
});
