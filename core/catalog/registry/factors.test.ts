import { describe, expect, it } from 'vitest';
import { FACTOR_CATEGORIES } from '../../model/app.ts';
import { propertyScore } from '../score/property-score.ts';
import { FACTORS, factorDef, weightKey } from './factors.ts';

describe('factor registry', () => {
  it('holds more than ninety factors, more than eighty of them scored', () => {
    expect(FACTORS.length).toBeGreaterThanOrEqual(90);
    expect(FACTORS.filter((def) => def.rule !== null).length).toBeGreaterThanOrEqual(80);
  });

  it('names each factor once and finds it by id', () => {
    expect(new Set(FACTORS.map((def) => def.id)).size).toBe(FACTORS.length);
    expect(new Set(FACTORS.map((def) => def.title)).size).toBe(FACTORS.length);
    for (const def of FACTORS) {
      expect(factorDef(def.id)).toBe(def);
      expect(def.meaning.length, def.id).toBeGreaterThan(10);
    }
    expect(factorDef('isMadeUp')).toBeUndefined();
  });

  it('has scored factors in all four categories', () => {
    expect(new Set(FACTORS.filter((def) => def.rule !== null).map((def) => def.category))).toEqual(
      new Set(FACTOR_CATEGORIES),
    );
  });

  it('gives the parts of a group one whole weight', () => {
    const groups = Map.groupBy(FACTORS, weightKey);
    for (const [key, defs] of groups)
      expect(
        defs.reduce((sum, def) => sum + def.share, 0),
        key,
      ).toBeCloseTo(1, 9);
  });

  it('gives every value of a closed list points from 0 to 10', () => {
    for (const def of FACTORS) {
      if (def.rule?.kind !== 'table') continue;
      expect(def.values?.length, def.id).toBeGreaterThan(1);
      for (const value of def.values ?? []) {
        const points = propertyScore(def.rule, value, '2026-01-01') ?? -1;
        expect(points >= 0 && points <= 10, `${def.id} ${value}`).toBe(true);
      }
    }
  });

  it('judges what lets data out, or strangers in, as risks', () => {
    const risky = FACTORS.filter((def) => def.rule?.kind === 'flag' && !def.rule.good).map((def) => def.id);
    expect(risky).toEqual([
      'isUserCanUploadData',
      'isRememberPassword',
      'isFileSharing',
      'isAnonymousUsage',
      'isRemoteAccessTool',
      'isTrainsAiOnCustomerData',
    ]);
  });
});
