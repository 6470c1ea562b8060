import type { FactorCategory } from '../../model/app.ts';

/** How a known value becomes 0 (worst) to 10 (best). Data, so that a screen can print it and a test can walk it. */
export type PropertyRule =
  /** A flag: 10 when it equals `good`, else 0. */
  | { readonly kind: 'flag'; readonly good: boolean }
  /** A closed list of values with points. */
  | { readonly kind: 'table'; readonly points: Readonly<Record<string, number>> }
  /** Whole years between the value and the as-of date; the first step whose `atLeast` is reached counts. */
  | { readonly kind: 'years'; readonly none?: number; readonly steps: readonly YearStep[] }
  /** The value itself, 1 to 10. */
  | { readonly kind: 'scale' };

export interface YearStep {
  readonly atLeast: number;
  readonly points: number;
}

export type FactorValueKind = 'flag' | 'choice' | 'integer' | 'year' | 'date' | 'text' | 'url' | 'country' | 'list';

/** One risk factor: what it asks, what it may hold, and what that is worth. */
export interface FactorDef {
  readonly id: string;
  readonly title: string;
  readonly category: FactorCategory;
  /** One line: what the value says about the app. */
  readonly meaning: string;
  readonly valueKind: FactorValueKind;
  /** Closed list for `choice` and `list`; absent elsewhere. */
  readonly values?: readonly string[];
  /** True where `notApplicable` is a legal value. */
  readonly naAllowed: boolean;
  /** True for facts kept as a field of the app itself (name, domains) instead of in `factors`. */
  readonly appField: boolean;
  /** Null: informational, never scored. */
  readonly rule: PropertyRule | null;
  /** Factors of one group are parts of one question: they share its importance setting and count as one known factor. */
  readonly group: string | null;
  /** Part of the group's weight, 0..1; 1 outside groups. */
  readonly share: number;
}

/** The value that says "known not to apply". */
export const NOT_APPLICABLE = 'notApplicable';

type Options = Partial<Pick<FactorDef, 'naAllowed' | 'appField' | 'group' | 'share' | 'values'>>;

function define(
  id: string,
  title: string,
  category: FactorCategory,
  meaning: string,
  valueKind: FactorValueKind,
  rule: PropertyRule | null,
  options: Options = {},
): FactorDef {
  return {
    id,
    title,
    category,
    meaning,
    valueKind,
    rule,
    naAllowed: false,
    appField: false,
    group: null,
    share: 1,
    ...options,
  };
}

/** A scored flag; `good` is the answer that lowers risk. */
export function flag(
  category: FactorCategory,
  id: string,
  title: string,
  meaning: string,
  options: Options & { readonly good?: boolean } = {},
): FactorDef {
  const { good = true, ...rest } = options;
  return define(id, title, category, meaning, 'flag', { kind: 'flag', good }, rest);
}

/** A scored closed list with points per value. */
export function choice(
  category: FactorCategory,
  id: string,
  title: string,
  meaning: string,
  points: Readonly<Record<string, number>>,
  options: Options = {},
): FactorDef {
  return define(
    id,
    title,
    category,
    meaning,
    'choice',
    { kind: 'table', points },
    { values: Object.keys(points), ...options },
  );
}

/** A scored year or date, judged by its age. */
export function age(
  category: FactorCategory,
  id: string,
  title: string,
  meaning: string,
  valueKind: 'year' | 'date',
  steps: readonly YearStep[],
  none?: number,
): FactorDef {
  const rule: PropertyRule = none === undefined ? { kind: 'years', steps } : { kind: 'years', steps, none };
  return define(id, title, category, meaning, valueKind, rule);
}

/** A scored whole number from 1 to 10. */
export function scale(category: FactorCategory, id: string, title: string, meaning: string): FactorDef {
  return define(id, title, category, meaning, 'integer', { kind: 'scale' });
}

/** A fact that is shown and filtered on but never scored. */
export function info(
  category: FactorCategory,
  id: string,
  title: string,
  meaning: string,
  valueKind: FactorValueKind,
  options: Options = {},
): FactorDef {
  return define(id, title, category, meaning, valueKind, null, options);
}
