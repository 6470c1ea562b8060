import { describe, expect, it } from 'vitest';
import type { CloudApp, FactorValue, ScoreWeights } from '../model/app.ts';
import { FACTORS, weightKey } from './registry/factors.ts';
import { compileWeights, DEFAULT_WEIGHTS } from './score/weights.ts';
import { appStats, catalogStats } from './stats.ts';

const fact = (value: FactorValue['value'], source: string): FactorValue => ({
  value,
  source,
  basis: 'known',
  asOf: '2024',
});
const app = (
  id: string,
  category: CloudApp['category'],
  domains: string[],
  factors: CloudApp['factors'],
): CloudApp => ({
  id,
  name: id,
  category,
  vendor: null,
  description: null,
  homepage: null,
  headquarters: null,
  domains,
  kind: 'saas',
  custom: false,
  factors,
});
const flags = FACTORS.filter((def) => def.rule?.kind === 'flag' && def.group === null);
const wellKnown = Object.fromEntries(
  flags.map((def) => [def.id, fact(def.rule?.kind === 'flag' && def.rule.good, 'list')]),
);

/** Asks for nothing but what the well known app tells. */
const onlyFlags: ScoreWeights = {
  ...DEFAULT_WEIGHTS,
  factors: Object.fromEntries(
    FACTORS.filter((def) => def.rule !== null && !flags.includes(def)).map((def) => [
      weightKey(def),
      { importance: 'ignored', excludeNa: true } as const,
    ]),
  ),
};

describe('catalogStats', () => {
  it('counts apps, values, sources and scores', () => {
    const apps = [
      app('a', 'crm', ['a.example', 'a.test'], wellKnown),
      app('b', 'crm', ['b.example'], { isSoc2: fact(true, 'page'), founded: fact(2001, 'record') }),
      app('c', 'webmail', ['c.example'], {}),
    ];
    const weights = compileWeights(onlyFlags);
    expect(catalogStats(apps.map((one) => appStats(one, weights, '2026-01-01')))).toEqual({
      apps: 3,
      domains: 4,
      categories: 2,
      factors: FACTORS.length,
      headApps: 1,
      knownValues: flags.length + 2,
      medianKnown: 2,
      sources: { list: flags.length, page: 1, record: 1 },
      scored: 1,
      estimated: 1,
      unscored: 1,
      atTen: 1,
    });
  });

  it('is all zero for an empty catalog', () => {
    expect(catalogStats([])).toMatchObject({ apps: 0, medianKnown: 0, sources: {} });
  });
});
