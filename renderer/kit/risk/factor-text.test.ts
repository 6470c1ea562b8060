import { describe, expect, it } from 'vitest';
import { type Factor, factorText, fits, valueText } from './factor-text.ts';

const factor = (changes: Partial<Factor>): Factor => ({
  id: 'isSoc2',
  title: 'SOC 2',
  meaning: 'An auditor reported on controls.',
  category: 'compliance',
  value: null,
  source: null,
  basis: null,
  asOf: null,
  scored: true,
  valueKind: 'flag',
  values: [],
  naAllowed: false,
  corrected: false,
  propertyScore: null,
  weight: 0.1,
  contribution: null,
  ...changes,
});

describe('valueText', () => {
  it.each([
    [true, 'Yes'],
    [false, 'No'],
    ['tls1_3', 'TLS 1.3'],
    ['ssl3', 'SSL 3'],
    ['v3_2_1', '3.2.1'],
    ['dataRetained', 'Data retained'],
    ['notApplicable', 'Not applicable'],
    ['DE', 'DE'],
    ['https://example.com/PrivacyPolicy', 'https://example.com/PrivacyPolicy'],
    [1998, '1998'],
  ] as const)('%s is %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });

  it('keeps unknown apart from everything else', () => {
    expect(valueText(null)).toBeNull();
  });
});

it('names the country of a factor that is one', () => {
  expect(factorText(factor({ valueKind: 'country', value: 'DE' }))).toBe('Germany');
  expect(factorText(factor({ valueKind: 'text', value: 'DE' }))).toBe('DE');
  expect(factorText(factor({ valueKind: 'country', value: null }))).toBeNull();
});

describe('fits', () => {
  it('tells known, unknown and bad apart; unknown is never bad', () => {
    const unknown = factor({});
    const bad = factor({ value: false, propertyScore: 0 });
    const good = factor({ value: true, propertyScore: 10 });
    expect([unknown, bad, good].map((one) => fits(one, 'bad', ''))).toEqual([false, true, false]);
    expect([unknown, bad, good].map((one) => fits(one, 'known', ''))).toEqual([false, true, true]);
    expect([unknown, bad, good].map((one) => fits(one, 'unknown', ''))).toEqual([true, false, false]);
    expect(fits(good, 'all', 'auditor')).toBe(true);
    expect(fits(good, 'all', 'nonsense')).toBe(false);
  });
});
