import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { buildMatcher } from '../../ingest/match/index.ts';
import { APP_KINDS, CATEGORIES, type CloudApp, type FactorValue } from '../../model/app.ts';
import { HEADER_BYTES, hashBytes } from './layout.ts';
import { packCatalog } from './pack.ts';
import { PackedCatalog } from './packed-catalog.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);
const domain = fc
  .tuple(fc.constantFrom('', '*.', '*-my.', 'app.'), label)
  .map(([front, name]) => `${front}${name}.example`);
const fact = (value: FactorValue['value']): FactorValue => ({
  value,
  source: 'Quelle ä',
  basis: 'rule',
  asOf: '2025-06',
});
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });

const appArbitrary = fc.record({
  id: label,
  name: text,
  category: fc.constantFrom(...CATEGORIES.map((category) => category.id)),
  vendor: fc.option(text),
  description: fc.option(text),
  homepage: fc.constantFrom(null, 'first', 'https://other.example/x'),
  domains: fc.uniqueArray(domain, { minLength: 1, maxLength: 4 }),
  ipRanges: fc.constantFrom([], ['192.0.2.0/24']),
  kind: fc.constantFrom(...APP_KINDS),
  facts: fc.subarray([
    ['headquarters', fact('DE')],
    ['founded', fact(2007)],
    ['isSoc2', fact(true)],
    ['isHipaa', fact('notApplicable')],
    ['dataTypes', fact(['documents'])],
  ] as const),
});

function appsOf(drafts: readonly (typeof appArbitrary extends fc.Arbitrary<infer T> ? T : never)[]): CloudApp[] {
  const taken = new Set<string>();
  return drafts
    .map(({ facts, ipRanges, homepage, ...rest }): CloudApp => {
      const domains = rest.domains.filter((it) => !taken.has(it));
      for (const it of domains) taken.add(it);
      const first = domains.find((it) => !it.includes('*'));
      const factors = Object.fromEntries(facts);
      return {
        ...rest,
        domains,
        homepage: homepage !== 'first' ? homepage : first === undefined ? null : `https://${first}`,
        headquarters: 'headquarters' in factors ? 'DE' : null,
        custom: false,
        factors,
        ...(ipRanges.length === 0 ? {} : { ipRanges }),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const many = fc.uniqueArray(appArbitrary, { selector: (app) => app.id, minLength: 1, maxLength: 12 }).map(appsOf);

describe('the catalog’s file', () => {
  it('gives back every app, and finds it by id', () => {
    fc.assert(
      fc.property(many, (apps) => {
        const catalog = new PackedCatalog(packCatalog(apps));
        expect(catalog.apps()).toEqual(apps);
        for (const [index, app] of apps.entries()) {
          expect(catalog.indexOf(app.id)).toBe(index);
          expect([catalog.name(index), catalog.vendor(index), catalog.category(index), catalog.kind(index)]).toEqual([
            app.name,
            app.vendor,
            app.category,
            app.kind,
          ]);
        }
        expect(catalog.indexOf('Not An Id')).toBe(-1);
      }),
    );
  });

  it('matches hosts as an index built from the apps does', () => {
    fc.assert(
      fc.property(many, fc.array(fc.oneof(domain, label), { minLength: 1, maxLength: 20 }), (apps, hosts) => {
        const stored = new PackedCatalog(packCatalog(apps)).matcher();
        const fresh = buildMatcher(apps);
        for (const host of [...hosts.map((it) => it.replace('*', 'contoso')), '192.0.2.7', 'a.b.example'])
          expect(stored.match(host), host).toEqual(fresh.match(host));
      }),
    );
  });

  it('lets custom apps win', () => {
    const [apps = []] = fc.sample(many, { numRuns: 1, seed: 3 });
    const catalog = new PackedCatalog(packCatalog(apps));
    const host = `www.${catalog.domains(0)[0]?.replace('*', 'contoso')}`;
    expect(catalog.matcher().match(host)).toMatchObject({ appIndex: 0 });
    const own = { ...catalog.app(0), id: 'own', domains: [host], custom: true };
    expect(catalog.matcher([own]).match(host)).toMatchObject({ appIndex: catalog.count, basis: 'custom' });
  });
});

describe('a damaged catalog file', () => {
  const apps = fc.sample(many, { numRuns: 1, seed: 7 })[0] ?? [];
  const bytes = packCatalog(apps);

  it('is refused for any changed or missing byte', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = bytes.slice();
        broken[at] = (broken[at] ?? 0) ^ change;
        expect(() => new PackedCatalog(broken)).toThrow(AppError);
        expect(() => new PackedCatalog(bytes.slice(0, at))).toThrow(AppError);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused, or read without failing, when its hash was made to fit', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1 - HEADER_BYTES), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = bytes.slice();
        broken[HEADER_BYTES + at] = (broken[HEADER_BYTES + at] ?? 0) ^ change;
        const [one, two] = hashBytes(broken.subarray(HEADER_BYTES));
        new DataView(broken.buffer).setUint32(16, one, true);
        new DataView(broken.buffer).setUint32(20, two, true);
        try {
          const catalog = new PackedCatalog(broken);
          catalog.apps();
          const matcher = catalog.matcher();
          for (const app of apps) for (const it of app.domains) matcher.match(it.replace('*', 'x'));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
