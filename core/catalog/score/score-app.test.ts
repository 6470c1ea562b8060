import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CategoryId, type FactorValue, IMPORTANCE_LEVELS, type ScoreWeights } from '../../model/app.ts';
import { FACTORS, weightKey } from '../registry/factors.ts';
import { propertyScore } from './property-score.ts';
import { scoreApp, scoreSummary } from './score-app.ts';
import { assumedPoints, MIN_KNOWN_FACTORS, riskBand, UNKNOWN_WEIGHT } from './tally.ts';
import { compileWeights, DEFAULT_WEIGHTS } from './weights.ts';

const AS_OF = '2026-06-30';

type Values = Readonly<Record<string, FactorValue['value']>>;

const appOf = (values: Values) => ({
  kind: 'saas' as const,
  factors: Object.fromEntries(
    Object.entries(values).map(([id, value]): [string, FactorValue] => [
      id,
      { value, source: 'test', basis: 'known', asOf: '2026' },
    ]),
  ),
});
const scoreOf = (values: Values, weights: ScoreWeights = DEFAULT_WEIGHTS) => scoreApp(appOf(values), weights, AS_OF);

/** Eight known factors in three categories, worked out by hand below. */
const EIGHT: Values = {
  founded: 2007, // 19 years: 10
  holding: 'private', // 5
  isMultiFactorAuthentication: true, // 10
  isFileSharing: true, // 0
  isSupportsSaml: true, // 10
  isSoc2: true, // 10
  isIso27001: false, // 0
  fedRampLevel: 'moderate', // 8
};

/** Weights that ask for nothing beyond the given values; categories without any drop out. */
function onlyAsked(values: Values): ScoreWeights {
  const asked = new Set(FACTORS.filter((f) => f.id in values).map(weightKey));
  const others = FACTORS.filter((f) => f.rule !== null && !asked.has(weightKey(f)));
  const ignored = { importance: 'ignored', excludeNa: true } as const;
  return { ...DEFAULT_WEIGHTS, factors: Object.fromEntries(others.map((f) => [weightKey(f), ignored])) };
}

describe('scoreApp, worked by hand', () => {
  it('is the weighted mean of category means where all that is asked is known', () => {
    const asked = scoreOf(EIGHT, onlyAsked(EIGHT));
    // General (10+5)/2 = 7.5, security (10+0+10)/3 = 6.67, compliance (10+0+8)/3 = 6; legal asks for nothing.
    expect([asked.general.score, asked.security.score, asked.compliance.score]).toEqual([7.5, 6.67, 6]);
    expect(asked.legal.score).toBeNull();
    expect(asked).toMatchObject({ score: 6.72, display: 7, basis: 'scored', known: 8, band: 'medium', coverage: 1 });
  });

  it('counts unknown factors half, as 5', () => {
    const score = scoreOf(EIGHT);
    // General: 15 points of 2 known factors, 3 unknown ones count ½ as 5: (15 + 1.5·5) / (2 + 1.5) = 6.43.
    expect(score.general.score).toBe(6.43);
    // Security weighs 27 (groups count once), 3 known: (20 + 12·5) / (3 + 12); compliance 35: (18 + 16·5) / (3 + 16).
    expect(score.security.score).toBe(5.33);
    expect(score.compliance.score).toBe(5.16);
    // Nothing is known of legal: it counts 5. (6.43 + 5.33 + 5.16 + 5) / 4 = 5.48.
    expect(score.legal.score).toBeNull();
    expect(score).toMatchObject({ basis: 'scored', score: 5.48, display: 5, known: 8 });
    // General has 5 factors of weight 2: 15 of 50 points are certain, 45 possible.
    expect([score.general.low, score.general.high, score.general.knownWeight]).toEqual([3, 9, 0.4]);
    expect([score.legal.low, score.legal.high, score.legal.knownWeight]).toEqual([0, 10, 0]);
  });

  it('shows each factor’s part, which add up to the category', () => {
    const { general } = scoreOf(EIGHT);
    const founded = general.factors.find((f) => f.factor === 'founded');
    expect(founded).toMatchObject({ propertyScore: 10, weight: 2, source: 'test', basis: 'known' });
    expect(founded?.share).toBeCloseTo(1 / 3.5, 9);
    expect(founded?.contribution).toBeCloseTo(10 / 3.5, 9);
    const unknown = general.factors.find((f) => f.factor === 'consumerPopularity');
    expect(unknown).toMatchObject({ value: null, propertyScore: null });
    expect(unknown?.contribution).toBeCloseTo((0.5 * 5) / 3.5, 9);
    expect(general.factors.reduce((sum, f) => sum + f.contribution, 0)).toBeCloseTo(22.5 / 3.5, 9);
  });

  it('weighs by importance and drops what is ignored', () => {
    const heavy = { importance: 'veryHigh', excludeNa: true } as const;
    // (8·10 + 2·5 + 3·5) / (8 + 2 + 3)
    expect(scoreOf(EIGHT, { ...DEFAULT_WEIGHTS, factors: { founded: heavy } }).general.score).toBe(8.08);
    const ignored = { importance: 'ignored', excludeNa: true } as const;
    const without = scoreOf(EIGHT, { ...DEFAULT_WEIGHTS, factors: { holding: ignored } });
    expect(without.general.score).toBe(7); // (10 + 1.5·5) / 2.5
    expect(without.known).toBe(7);
    const noGeneral = scoreOf(EIGHT, {
      ...DEFAULT_WEIGHTS,
      categories: { ...DEFAULT_WEIGHTS.categories, general: 'ignored' },
    });
    const { general: _none, ...others } = noGeneral;
    expect(others.known).toBe(6);
    expect(noGeneral.low).toBeLessThan(noGeneral.high);
  });

  it('counts an unknown as 0 where N/A values count', () => {
    const counted = { importance: 'medium', excludeNa: false } as const;
    const score = scoreOf(EIGHT, { ...DEFAULT_WEIGHTS, factors: { consumerPopularity: counted } });
    expect(score.general.score).toBe(5); // (10 + 5 + 0 + ½·5 + ½·5) / (3 + 1)
    expect(score.general.factors.find((f) => f.factor === 'consumerPopularity')).toMatchObject({
      propertyScore: 0,
      weight: 2,
    });
  });

  it('takes what does not apply out of score and interval', () => {
    const { compliance } = scoreOf({ ...EIGHT, isHipaa: 'notApplicable' });
    expect(compliance.score).toBe(5.16); // (18 + 15.5·5) / (3 + 15.5)
    expect(compliance.factors.find((f) => f.factor === 'isHipaa')).toMatchObject({ share: 0, contribution: 0 });
    expect(compliance.low).toBe(0.53); // 18 of 34 × 10 instead of 35
  });

  it('counts the parts of a group once', () => {
    const headers = { isHttpSecurityHeadersStrictTransportSecurity: true, isHttpSecurityHeadersXFrameOptions: false };
    const score = scoreOf(headers);
    expect(score.known).toBe(1);
    expect(score.security.factors.find((f) => f.factor === 'isHttpSecurityHeadersXFrameOptions')?.weight).toBeCloseTo(
      0.4,
      9,
    );
  });
});

describe('scoreApp, when little is known', () => {
  it('is unscored and open from 0 to 10 when nothing is known', () => {
    expect(scoreOf({})).toMatchObject({
      basis: 'unscored',
      score: null,
      display: null,
      low: 0,
      high: 10,
      band: 'unscored',
      coverage: 0,
    });
    expect(scoreOf({ headquarters: 'US', termsOfServiceUrl: 'https://example.com/terms' }).basis).toBe('unscored');
  });

  it('is estimated under eight factors, however good they are', () => {
    const good = scoreOf({ isSoc2: true, isIso27001: true, isSupportsSaml: true, isMultiFactorAuthentication: true });
    expect(good.basis).toBe('estimated');
    expect(good.score).toBeLessThan(6);
    expect(good.display).toBe(5);
  });

  it('is estimated when only one category is known', () => {
    const standards = FACTORS.filter((f) => f.category === 'compliance' && f.valueKind === 'flag' && f.rule !== null);
    expect(scoreOf(Object.fromEntries(standards.map((f) => [f.id, true]))).basis).toBe('estimated');
  });

  it('does not take an old company with a kind privacy policy for a safe app', () => {
    const legal = FACTORS.filter((f) => f.id.startsWith('isGdpr'));
    const bland: Values = {
      founded: 1990,
      holding: 'public',
      isMultiFactorAuthentication: true,
      isSupportsSaml: true,
      ...Object.fromEntries(legal.map((f) => [f.id, true])),
    };
    expect(scoreOf(bland)).toMatchObject({ basis: 'scored', display: 7, band: 'medium' });
    expect(scoreApp({ ...appOf(bland), kind: 'consumer' }, DEFAULT_WEIGHTS, AS_OF).display).toBe(5);
  });

  it('never shows an estimate as 10, even where weights leave only what is known', () => {
    const ignoreAll = Object.fromEntries(
      FACTORS.filter((f) => f.id !== 'isSoc2' && f.rule !== null).map((f) => [
        weightKey(f),
        { importance: 'ignored', excludeNa: true } as const,
      ]),
    );
    const score = scoreOf({ isSoc2: true }, { ...DEFAULT_WEIGHTS, factors: ignoreAll });
    expect(score).toMatchObject({ basis: 'estimated', score: 10, display: 9 });
  });

  it('is unscored when everything is ignored', () => {
    const categories = { general: 'ignored', security: 'ignored', compliance: 'ignored', legal: 'ignored' } as const;
    expect(scoreOf(EIGHT, { ...DEFAULT_WEIGHTS, categories })).toMatchObject({ basis: 'unscored', low: 0, high: 10 });
  });

  it('credits consumer services that seldom get data with more than others', () => {
    const few = { ...appOf({ founded: 2010 }), kind: 'consumer' as const };
    const shown = (category: CategoryId) => scoreApp({ ...few, category }, DEFAULT_WEIGHTS, AS_OF).display;
    expect([shown('news-and-entertainment'), shown('personal-instant-messaging')]).toEqual([5, 3]);
    expect(scoreApp({ ...few, kind: 'saas', category: 'e-commerce' }, DEFAULT_WEIGHTS, AS_OF).display).toBe(5);
  });

  it('credits the unknown of a consumer service with less', () => {
    const few = { ...appOf({ founded: 2010 }), kind: 'consumer' as const };
    const consumer = scoreApp(few, DEFAULT_WEIGHTS, AS_OF);
    const business = scoreApp({ ...few, kind: 'saas' }, DEFAULT_WEIGHTS, AS_OF);
    expect(consumer).toMatchObject({ basis: 'estimated', low: business.low, high: business.high });
    // General: (10 + 2·2.5) / 3 = 5 and (10 + 2·5) / 3 = 6.67; the other three count what is assumed.
    expect(consumer.score).toBe(3.13); // (5 + 3·2.5) / 4
    expect(business.score).toBe(5.42); // (6.67 + 3·5) / 4
  });

  it('takes an analyst’s override as it is and keeps the breakdown', () => {
    const score = scoreApp(appOf(EIGHT), DEFAULT_WEIGHTS, AS_OF, 2);
    expect(score).toMatchObject({ basis: 'override', score: 2, display: 2, low: 2, high: 2, band: 'high', known: 8 });
    expect(score.general.score).toBe(6.43);
  });

  it('bands as the specification says', () => {
    expect([0, 3, 4, 7, 8, 10, null].map((display) => riskBand(display))).toEqual([
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'low',
      'unscored',
    ]);
  });
});

const scoredFactors = FACTORS.filter((def) => def.rule !== null);

/** Any legal value of a scored factor. */
function anyValueOf(def: (typeof FACTORS)[number]): fc.Arbitrary<FactorValue['value']> {
  switch (def.rule?.kind) {
    case 'table':
      return fc.constantFrom(...(def.values ?? []), ...(def.naAllowed ? ['notApplicable'] : []));
    case 'scale':
      return fc.integer({ min: 1, max: 10 });
    case 'years':
      return def.valueKind === 'year'
        ? fc.integer({ min: 1900, max: 2026 })
        : fc.constantFrom('2001-05-01', '2019-07-31', '2022-07-01', '2026-01-31');
    default:
      return fc.constantFrom<FactorValue['value']>(true, false, ...(def.naAllowed ? ['notApplicable'] : []));
  }
}

const values: fc.Arbitrary<Values> = fc
  .subarray([...scoredFactors], { minLength: 0 })
  .chain((defs) => fc.tuple(...defs.map((def) => fc.tuple(fc.constant(def.id), anyValueOf(def)))))
  .map((pairs) => Object.fromEntries(pairs));
const importance = fc.constantFrom(...IMPORTANCE_LEVELS);
const weights: fc.Arbitrary<ScoreWeights> = fc.record({
  categories: fc.record({ general: importance, security: importance, compliance: importance, legal: importance }),
  factors: fc.dictionary(
    fc.constantFrom(...new Set(scoredFactors.map(weightKey))),
    fc.record({ importance, excludeNa: fc.boolean() }),
  ),
});

describe('scoreApp, for any app and weights', () => {
  it('keeps the score inside its interval, and category scores inside theirs', () => {
    fc.assert(
      fc.property(values, weights, (known, w) => {
        const score = scoreOf(known, w);
        expect(score.low).toBeLessThanOrEqual(score.high);
        for (const part of [score, score.general, score.security, score.compliance, score.legal]) {
          if (part.score === null) continue;
          expect(part.score).toBeGreaterThanOrEqual(part.low);
          expect(part.score).toBeLessThanOrEqual(part.high);
        }
        expect(score.coverage).toBeGreaterThanOrEqual(0);
        expect(score.coverage).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('can be worked out again from its breakdown', () => {
    const assumed = assumedPoints({ kind: 'saas' });
    fc.assert(
      fc.property(values, weights, (known, w) => {
        const score = scoreOf(known, w);
        let sum = 0;
        let over = 0;
        for (const part of [score.general, score.security, score.compliance, score.legal]) {
          const rows = part.factors.flatMap((f) => {
            if (f.propertyScore !== null) return [{ weight: f.weight, points: f.propertyScore }];
            return f.value === null ? [{ weight: f.weight * UNKNOWN_WEIGHT, points: assumed }] : [];
          });
          const weight = rows.reduce((total, row) => total + row.weight, 0);
          if (weight === 0 || part.weight === 0) continue;
          const mean = rows.reduce((total, row) => total + row.weight * row.points, 0) / weight;
          if (part.score === null) expect(mean).toBeCloseTo(assumed, 9);
          else expect(Math.abs(part.score - mean)).toBeLessThanOrEqual(0.0051);
          expect(part.factors.reduce((total, f) => total + f.share, 0)).toBeCloseTo(1, 9);
          expect(part.factors.reduce((total, f) => total + f.contribution, 0)).toBeCloseTo(mean, 9);
          sum += part.weight * mean;
          over += part.weight;
        }
        if (score.score !== null) expect(Math.abs(score.score - sum / over)).toBeLessThanOrEqual(0.0051);
      }),
    );
  });

  it('never lowers a score or a bound for a better value of the same factor', () => {
    const change = fc
      .constantFrom(...scoredFactors)
      .chain((def) => fc.tuple(fc.constant(def), anyValueOf(def), anyValueOf(def)));
    fc.assert(
      fc.property(values, weights, change, (known, w, [def, one, other]) => {
        if (def.rule === null) return;
        const a = propertyScore(def.rule, one, AS_OF);
        const b = propertyScore(def.rule, other, AS_OF);
        if (a === null || b === null) return;
        const [better, worse] = a >= b ? [one, other] : [other, one];
        const good = scoreOf({ ...known, [def.id]: better }, w);
        const bad = scoreOf({ ...known, [def.id]: worse }, w);
        expect(good.low).toBeGreaterThanOrEqual(bad.low);
        expect(good.high).toBeGreaterThanOrEqual(bad.high);
        expect(good.score ?? 0).toBeGreaterThanOrEqual(bad.score ?? 0);
        expect(good.basis).toBe(bad.basis);
      }),
      { numRuns: 300 },
    );
  });

  it('never widens the interval by learning a value, and a good one never lowers `low`', () => {
    fc.assert(
      fc.property(
        values,
        weights,
        fc.constantFrom(...scoredFactors).chain((def) => fc.tuple(fc.constant(def), anyValueOf(def))),
        (known, w, [def, value]) => {
          const { [def.id]: _dropped, ...without } = known;
          const before = scoreOf(without, w);
          const after = scoreOf({ ...without, [def.id]: value }, w);
          // An app with nothing left to count is open from 0 to 10 by definition.
          if (after.general.weight + after.security.weight + after.compliance.weight + after.legal.weight === 0) return;
          if (value === 'notApplicable' && after.basis === 'unscored') return;
          expect(after.high - after.low).toBeLessThanOrEqual(before.high - before.low + 0.0201);
          const points = def.rule === null ? null : propertyScore(def.rule, value, AS_OF);
          if (points === null) return;
          expect(after.low).toBeGreaterThanOrEqual(before.low);
          expect(after.high).toBeLessThanOrEqual(before.high);
        },
      ),
    );
  });

  it('gives an ignored factor no part in anything', () => {
    fc.assert(
      fc.property(values, weights, fc.constantFrom(...scoredFactors), (known, w, def) => {
        const ignoring = {
          ...w,
          factors: { ...w.factors, [weightKey(def)]: { importance: 'ignored', excludeNa: true } as const },
        };
        const { [def.id]: _dropped, ...without } = known;
        expect(headline(scoreOf(known, ignoring))).toEqual(headline(scoreOf(without, ignoring)));
      }),
    );
  });

  it('summarises to the same figures as the full score', () => {
    fc.assert(
      fc.property(values, weights, (known, w) => {
        expect(headline(scoreSummary(appOf(known), compileWeights(w), AS_OF))).toEqual(headline(scoreOf(known, w)));
      }),
    );
  });

  it('is scored only on at least eight known factors, and never shows an estimate as 10', () => {
    fc.assert(
      fc.property(values, weights, (known, w) => {
        const score = scoreOf(known, w);
        if (score.basis === 'scored') expect(score.known).toBeGreaterThanOrEqual(MIN_KNOWN_FACTORS);
        if (score.basis === 'estimated') expect(score.display).toBeLessThan(10);
      }),
    );
  });
});

function headline(score: ReturnType<typeof scoreApp>) {
  const bare = (part: typeof score.general) => ({ ...part, factors: [] });
  return {
    ...score,
    general: bare(score.general),
    security: bare(score.security),
    compliance: bare(score.compliance),
    legal: bare(score.legal),
  };
}
