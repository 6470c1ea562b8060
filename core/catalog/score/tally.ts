/** From sums over known factors to a score with its interval: the arithmetic that one app and many share. */
import type {
  AppKind,
  AppScore,
  BandLimits,
  CategoryId,
  CategoryScore,
  FactorContribution,
  RiskBand,
} from '../../model/app.ts';
import { type CompiledWeights, DEFAULT_BANDS, type WeighedFactor } from './weights.ts';

/** Known scored factors below which a score is only estimated. */
export const MIN_KNOWN_FACTORS = 8;
/** Factor categories with a known factor below which a score is only estimated; fewer where weights ignore categories. */
export const MIN_KNOWN_CATEGORIES = 2;
/** The part of its weight with which an unknown factor counts, at what is assumed of it. */
export const UNKNOWN_WEIGHT = 0.5;
/** An estimate is never shown as the best score. */
const MAX_ESTIMATED_DISPLAY = 9;

/** Points assumed of an unknown factor. */
const ASSUMED = { consumer: 2.5, readMostly: 4, other: 5 } as const;

/** Categories of consumer services that people read from, buy or book at, and seldom hand an organisation's data to. */
const READ_MOSTLY: ReadonlySet<string> = new Set([
  'accounting-and-finance',
  'e-commerce',
  'education',
  'health',
  'media',
  'news-and-entertainment',
  'property-management',
  'supply-chain-and-logistics',
  'transportation-and-travel',
] satisfies CategoryId[]);

/** What of an app says what to assume of its unknown factors. */
export interface AppNature {
  readonly kind: AppKind;
  readonly category?: CategoryId;
}

/** Points, 0..10, that an unknown factor of such an app is taken to be worth. */
export function assumedPoints({ kind, category }: AppNature): number {
  if (kind !== 'consumer') return ASSUMED.other;
  return category !== undefined && READ_MOSTLY.has(category) ? ASSUMED.readMostly : ASSUMED.consumer;
}

/** Risk band of a displayed score. */
export function riskBand(display: number | null, bands: BandLimits = DEFAULT_BANDS): RiskBand {
  if (display === null) return 'unscored';
  return display <= bands.high ? 'high' : display <= bands.medium ? 'medium' : 'low';
}

/** Running sums of one category. */
interface Sums {
  points: number;
  knownWeight: number;
  /** Weight that counts in full: known, plus unknown or N/A counted as 0. The rest of `total` is unknown. */
  counted: number;
  /** Weight that the interval is over. */
  total: number;
  known: number;
}

/** What is known of one app so far. */
export interface Tally {
  readonly sums: readonly Sums[];
  known: number;
  groups: number;
}

export function newTally(weights: CompiledWeights): Tally {
  const sums = [0, 1, 2, 3].map(
    (c): Sums => ({
      points: 0,
      knownWeight: 0,
      counted: weights.countedWhenUnknown[c] ?? 0,
      total: weights.totalWeight[c] ?? 0,
      known: 0,
    }),
  );
  return { sums, known: 0, groups: 0 };
}

/**
 * Adds one known factor.
 * @param points 0..10, or NaN for a value known not to apply
 */
export function addFact(tally: Tally, weights: CompiledWeights, factor: WeighedFactor, points: number): void {
  const sum = tally.sums[factor.category];
  if (factor.weight === 0 || sum === undefined || weights.categoryWeight[factor.category] === 0) return;
  if (Number.isNaN(points)) {
    // Known not to apply: out of mean and interval, or a known 0 where N/A counts.
    if (factor.excludeNa) sum.total -= factor.weight;
    else sum.knownWeight += factor.weight;
    return;
  }
  sum.points += factor.weight * points;
  sum.knownWeight += factor.weight;
  if (factor.excludeNa) sum.counted += factor.weight;
  if (factor.groupBit === 0 || (tally.groups & factor.groupBit) === 0) {
    tally.known += 1;
    sum.known += 1;
  }
  tally.groups |= factor.groupBit;
}

interface RawCategory {
  /** Mean of the known factors and, at half their weight, of what is assumed of the unknown ones. */
  readonly mean: number;
  /** True when a factor counts that is not assumed. */
  readonly counts: boolean;
  readonly low: number;
  readonly high: number;
  readonly weight: number;
  readonly knownShare: number;
  /** False when nothing of the category can ever count. */
  readonly present: boolean;
}

function categoryScore(sum: Sums, weight: number, assumed: number): RawCategory {
  // Sums of fifths leave dust: what is below a thousandth of the least weight is nothing.
  const total = sum.total < 1e-6 ? 0 : sum.total;
  if (total === 0) return { mean: assumed, counts: false, low: 0, high: 10, weight, knownShare: 0, present: false };
  const unknown = UNKNOWN_WEIGHT * Math.max(0, total - sum.counted);
  const mean = clamp((sum.points + unknown * assumed) / (sum.counted + unknown));
  const low = clamp(sum.points / total);
  const high = clamp((sum.points + 10 * Math.max(0, total - sum.knownWeight)) / total);
  const knownShare = Math.min(1, sum.knownWeight / total);
  return { mean, counts: sum.counted >= 1e-6, low, high, weight, knownShare, present: true };
}

/**
 * The score of what was tallied.
 * @param override An analyst's own score, 0..10.
 * @param detail Contributions of a category's factors; absent in summaries.
 */
export function scoreTally(
  { sums, known }: Tally,
  weights: CompiledWeights,
  nature: AppNature,
  override: number | null,
  detail?: (category: number) => readonly FactorContribution[],
): AppScore {
  const assumed = assumedPoints(nature);
  const categories = sums.map((sum, c) => categoryScore(sum, weights.categoryWeight[c] ?? 0, assumed));
  const present = categories.filter((c) => c.present && c.weight > 0);
  const allWeight = present.reduce((sum, c) => sum + c.weight, 0);
  const over = (pick: (c: RawCategory) => number): number =>
    allWeight === 0 ? 0 : present.reduce((sum, c) => sum + c.weight * pick(c), 0) / allWeight;
  const low = allWeight === 0 ? 0 : over((c) => c.low);
  const high = allWeight === 0 ? 10 : over((c) => c.high);
  const knownCategories = sums.filter((sum) => sum.known > 0).length;
  const parts = categories.map(
    (c, index): CategoryScore => ({
      score: c.counts ? round2(c.mean) : null,
      low: round2(c.low),
      high: round2(c.high),
      weight: c.weight,
      knownWeight: c.knownShare,
      factors: detail?.(index) ?? [],
    }),
  );
  const [general, security, compliance, legal] = parts as [CategoryScore, CategoryScore, CategoryScore, CategoryScore];
  const rest = { coverage: over((c) => c.knownShare), known, general, security, compliance, legal };

  if (override !== null) {
    const display = Math.min(10, Math.max(0, Math.round(override)));
    return {
      basis: 'override',
      score: display,
      display,
      low: display,
      high: display,
      band: riskBand(display, weights.bands),
      ...rest,
    };
  }
  const interval = { low: round2(low), high: round2(high) };
  if (knownCategories === 0) {
    return { basis: 'unscored', score: null, display: null, ...interval, band: 'unscored', ...rest };
  }
  const mean = over((c) => c.mean);
  const scored = known >= MIN_KNOWN_FACTORS && knownCategories >= Math.min(MIN_KNOWN_CATEGORIES, present.length);
  const display = Math.min(scored ? 10 : MAX_ESTIMATED_DISPLAY, roundHalfUp(mean));
  return {
    basis: scored ? 'scored' : 'estimated',
    score: round2(mean),
    display,
    ...interval,
    band: riskBand(display, weights.bands),
    ...rest,
  };
}

function clamp(value: number): number {
  return Math.min(10, Math.max(0, value));
}

/** Two decimals, halves up; the nudge undoes binary dust such as 4.999999999 for 5. */
function round2(value: number): number {
  return Math.floor(value * 100 + 0.5 + 1e-7) / 100;
}

function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5 + 1e-9);
}
