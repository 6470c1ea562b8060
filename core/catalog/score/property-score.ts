import type { FactorValue } from '../../model/app.ts';
import type { PropertyRule } from '../registry/factor-def.ts';

/**
 * Points of one known value, 0 (worst) to 10 (best).
 * @param asOf ISO date the ages are counted to; no clock is read.
 * @returns null when the value does not fit the rule (the loader refuses such values, custom data may hold them).
 */
export function propertyScore(rule: PropertyRule, value: FactorValue['value'], asOf: string): number | null {
  switch (rule.kind) {
    case 'flag':
      return typeof value === 'boolean' ? (value === rule.good ? 10 : 0) : null;
    case 'table':
      return typeof value === 'string'
        ? Object.hasOwn(rule.points, value)
          ? (rule.points[value] ?? null)
          : null
        : null;
    case 'scale':
      return typeof value === 'number' ? Math.min(10, Math.max(0, value)) : null;
    case 'years': {
      if (value === 'none') return rule.none ?? null;
      const years = wholeYears(value, asOf);
      if (years === null) return null;
      // A date after the as-of date has no age yet: it falls on the last step.
      return (rule.steps.find((step) => years >= step.atLeast) ?? rule.steps.at(-1))?.points ?? null;
    }
  }
}

/** Whole years from a year (2007) or an ISO date (2007-06-30) to an ISO date; null when it is neither. */
export function wholeYears(from: FactorValue['value'], to: string): number | null {
  const toYear = Number(to.slice(0, 4));
  if (typeof from === 'number') return toYear - from;
  if (typeof from !== 'string' || !/^\d{4}(-\d{2}(-\d{2})?)?/.test(from)) return null;
  const years = toYear - Number(from.slice(0, 4));
  // Compare month and day as text; what the value does not say counts as the start of the year or month.
  const monthDay = (text: string): string => `${text.slice(5, 7) || '01'}-${text.slice(8, 10) || '01'}`;
  return monthDay(to) < monthDay(from) ? years - 1 : years;
}
