import { describe, expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { FACTORS, factorDef } from '../registry/factors.ts';
import { factorProblem } from './check-app.ts';
import { parseCatalog } from './parse-catalog.ts';

const app = (extra: Record<string, unknown> = {}) => ({
  id: 'acme-files',
  name: 'Acme Files',
  category: 'cloud-storage',
  domains: ['files.example'],
  ...extra,
});
const document = (apps: readonly unknown[], extra: Record<string, unknown> = {}): string =>
  JSON.stringify({ version: 1, revision: 'abc', sources: ['trust page', 'category rule'], apps, ...extra });

/** The problem that reading reports; fails when it reports none. */
function problemOf(text: string): string {
  try {
    parseCatalog(text);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    if (error instanceof AppError) {
      expect(error.code).toBe('catalog.invalid');
      return error.message;
    }
  }
  return expect.fail('the catalog was read');
}

describe('parseCatalog', () => {
  it('unpacks factor values with source, basis and date', () => {
    const factors = { headquarters: ['DE', 0, '2024'], isFileSharing: [true, 1, '2024-05', 'rule'] };
    const catalog = parseCatalog(document([app({ factors })]));
    expect(catalog.revision).toBe('abc');
    expect(catalog.apps[0]).toEqual({
      id: 'acme-files',
      name: 'Acme Files',
      category: 'cloud-storage',
      vendor: null,
      description: null,
      homepage: null,
      headquarters: 'DE',
      domains: ['files.example'],
      kind: 'saas',
      custom: false,
      factors: {
        headquarters: { value: 'DE', source: 'trust page', basis: 'known', asOf: '2024' },
        isFileSharing: { value: true, source: 'category rule', basis: 'rule', asOf: '2024-05' },
      },
    });
  });

  it('reads the exchange form, one app a line', () => {
    const fact = { value: true, source: 'own audit', basis: 'known', asOf: '2025-01-31' };
    const lines = [app({ factors: { isSoc2: fact } }), app({ id: 'b', domains: ['b.example'], headquarters: 'NL' })];
    const catalog = parseCatalog(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n`);
    expect(catalog.revision).toBe('');
    expect(catalog.sources).toEqual(['own audit']);
    expect(catalog.apps.map((a) => a.id)).toEqual(['acme-files', 'b']);
    expect(catalog.apps[0]?.factors.isSoc2).toEqual(fact);
    expect(catalog.apps[1]?.headquarters).toBe('NL');
  });

  it.each<[string, string, RegExp]>([
    ['text that is not JSON', '{"version":1,', /not valid JSON/],
    ['nothing', '', /is empty/],
    ['a later version', document([app()], { version: 2 }), /version 2; this Undercast reads version 1/],
    [
      'a source that is not listed',
      document([app({ factors: { isSoc2: [true, 7, '2024'] } })]),
      /"acme-files".*source 7/,
    ],
    ['a missing name', document([app({ name: '' })]), /apps\.0\.name/],
    ['an id that is no slug', document([app({ id: 'Acme Files' })]), /apps\.0\.id/],
    ['an app without domains', document([app({ domains: [] })]), /apps\.0\.domains/],
    ['a category of its own', document([app({ category: 'files' })]), /"acme-files": category "files"/],
    ['a public suffix', document([app({ domains: ['co.uk'] })]), /"co\.uk" is a public suffix/],
    ['a web address for a domain', document([app({ domains: ['https://a.example'] })]), /is not a host name/],
    ['a wildcard inside', document([app({ domains: ['a.*.example'] })]), /first label/],
    [
      'an address for a range',
      document([app({ ipRanges: ['192.0.2.0/240'] })]),
      /"192\.0\.2\.0\/240" is not an address range/,
    ],
    [
      'a factor nobody defined',
      document([app({ factors: { isNice: [true, 0, '2024'] } })]),
      /"isNice" is not a factor/,
    ],
    ['a field given as a factor', document([app({ factors: { vendor: ['Acme', 0, '2024'] } })]), /"vendor" is a field/],
    [
      'a flag that is text',
      document([app({ factors: { isSoc2: ['yes', 0, '2024'] } })]),
      /isSoc2 must be true or false/,
    ],
    ['a date that is none', document([app({ factors: { isSoc2: [true, 0, 'May'] } })]), /apps\.0\.factors/],
    ['an id twice', document([app(), app({ domains: ['b.example'] })]), /"acme-files" is listed twice/],
    [
      'a domain twice',
      document([app(), app({ id: 'b' })]),
      /"acme-files" and "b" both list the domain "files\.example"/,
    ],
    ['a bad line', `${JSON.stringify(app())}\n{"id":`, /line 2: not valid JSON/],
    ['a bad app on a line', `${JSON.stringify(app())}\n{"id":"b"}`, /line 2 is not valid: name/],
  ])('refuses %s', (_what, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  it('refuses the whole catalog for one bad app', () => {
    expect(() => parseCatalog(document([app(), app({ id: 'b', domains: ['com'] })]))).toThrow(AppError);
  });
});

describe('factorProblem', () => {
  it.each<[string, string | number | boolean | string[], boolean]>([
    ['founded', 1911, true],
    ['founded', '1911', false],
    ['founded', 99, false],
    ['headquarters', 'DE', true],
    ['headquarters', 'Germany', false],
    ['consumerPopularity', 10, true],
    ['consumerPopularity', 11, false],
    ['latestBreachDateTime', 'none', true],
    ['latestBreachDateTime', '2024-05', true],
    ['latestBreachDateTime', '05/2024', false],
    ['termsOfServiceUrl', 'https://files.example/terms', true],
    ['termsOfServiceUrl', 'files.example/terms', false],
    ['dataTypes', ['documents', 'none'], true],
    ['dataTypes', ['secrets'], false],
    ['dataTypes', 'documents', false],
    ['fedRampLevel', 'high', true],
    ['fedRampLevel', 'High', false],
    ['hostingCompany', '', false],
  ])('%s = %j: %s', (id, value, fine) => {
    const def = factorDef(id);
    if (def === undefined) throw new Error(`no factor ${id}`);
    expect(factorProblem(def, value) === null).toBe(fine);
  });

  it('allows "does not apply" exactly where the registry does', () => {
    for (const def of FACTORS) expect(factorProblem(def, 'notApplicable') === null, def.id).toBe(def.naAllowed);
  });
});
