import { describe, expect, it } from 'vitest';
import type { FactorValue } from '../../model/app.ts';
import { factorDef } from '../registry/factors.ts';
import { propertyScore, wholeYears } from './property-score.ts';

const points = (id: string, value: FactorValue['value'], asOf = '2026-06-30'): number | null => {
  const rule = factorDef(id)?.rule;
  if (rule === null || rule === undefined) throw new Error(`${id} is not scored`);
  return propertyScore(rule, value, asOf);
};

describe('propertyScore, by the tables of the specification', () => {
  it.each([
    ['founded', 2011, 10],
    ['founded', 2012, 8],
    ['founded', 2016, 8],
    ['founded', 2017, 6],
    ['founded', 2022, 3],
    ['founded', 2024, 3],
    ['founded', 2025, 0],
    ['founded', 2030, 0],
    ['holding', 'public', 10],
    ['holding', 'private', 5],
    ['consumerPopularity', 7, 7],
    ['latestBreachDateTime', 'none', 10],
    ['latestBreachDateTime', '2021-06-30', 8],
    ['latestBreachDateTime', '2021-07-01', 6],
    ['latestBreachDateTime', '2023-06-30', 6],
    ['latestBreachDateTime', '2024-01-01', 3],
    ['latestBreachDateTime', '2025-12-01', 0],
    ['tlsEncryptionProtocol', 'tls1_3', 10],
    ['tlsEncryptionProtocol', 'tls1_2', 10],
    ['tlsEncryptionProtocol', 'tls1_1', 4],
    ['tlsEncryptionProtocol', 'tls1_0', 2],
    ['tlsEncryptionProtocol', 'ssl3', 0],
    ['dataAtRestEncryptionMethod', 'aes', 10],
    ['dataAtRestEncryptionMethod', 'des3', 6],
    ['dataAtRestEncryptionMethod', 'rc4', 2],
    ['fedRampLevel', 'liSaaS', 4],
    ['csaStarLevel', 'selfAssessment', 5],
    ['csaStarLevel', 'attestation', 8],
    ['pciDssVersion', 'v3', 6],
    ['dataRetentionPolicy', 'deletedWithinThreeMonths', 6],
    ['isSoc2', true, 10],
    ['isSoc2', false, 0],
    ['isFileSharing', true, 0],
    ['isFileSharing', false, 10],
    ['isAnonymousUsage', true, 0],
  ])('%s = %s is worth %s', (id, value, expected) => {
    expect(points(id, value)).toBe(expected);
  });

  it('gives nothing for a value that does not fit', () => {
    expect(points('isSoc2', 'yes')).toBeNull();
    expect(points('holding', 'toString')).toBeNull();
    expect(points('founded', 'none')).toBeNull();
    expect(points('domainRegistrationDateTime', 'long ago')).toBeNull();
  });

  it('counts whole years', () => {
    expect(wholeYears('2020-02-29', '2021-02-28')).toBe(0);
    expect(wholeYears('2020-02-29', '2021-03-01')).toBe(1);
    expect(wholeYears('2020', '2026-01-01')).toBe(6);
    expect(wholeYears(true, '2026-01-01')).toBeNull();
  });
});
