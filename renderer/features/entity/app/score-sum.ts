import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { FACTOR_GROUPS, type Factor } from '../../../kit/risk/factor-text.ts';

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, minimumFractionDigits: 2 });

/** What the factors of a category add up to; where none is known, that is what is assumed of it. Null where none counts. */
export function pointsOf(app: AppDetail, category: Factor['category']): number | null {
  const parts = app.factors.flatMap((factor) =>
    factor.category === category && factor.contribution !== null ? factor.contribution : [],
  );
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0);
}

/** How the whole score comes of its categories, in figures; null for an app without a score. */
export function scoreSum(app: AppDetail): string | null {
  const parts = FACTOR_GROUPS.flatMap(({ id, title }) => {
    const own = pointsOf(app, id);
    const { weight } = app[id];
    return own === null || weight === 0 ? [] : [{ title, own, weight }];
  });
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (app.score === null || app.scoreBasis === 'unscored' || weights === 0) return null;
  const total = parts.reduce((sum, { own, weight }) => sum + own * weight, 0) / weights;
  const terms = parts.map(({ title, own, weight }) => `${title.toLowerCase()} ${points.format(own)} × ${weight}`);
  const shown = app.scoreBasis === 'override' ? `; set to ${app.score} by hand` : `, shown as ${app.score}`;
  return `(${terms.join(' + ')}) / ${weights} = ${points.format(total)}${shown}.`;
}
