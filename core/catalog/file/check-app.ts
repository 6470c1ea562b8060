import { AppError } from '../../contract/errors.ts';
import { parseCatalogPattern, parseRange } from '../../ingest/match/index.ts';
import { CATEGORIES, type CloudApp, type FactorValue } from '../../model/app.ts';
import { type FactorDef, NOT_APPLICABLE } from '../registry/factor-def.ts';
import { factorDef } from '../registry/factors.ts';

const CATEGORY_IDS: ReadonlySet<string> = new Set(CATEGORIES.map((category) => category.id));

const DOMAIN_PROBLEMS = {
  empty: 'is empty',
  notAHost: 'is not a host name',
  publicSuffix: 'is a public suffix: anybody can register names under it',
  wildcardPlace: 'may hold one * only, in its first label',
} as const;

/** A factor value that the registry does not allow, in words; null when it is fine. */
export function factorProblem(def: FactorDef, value: FactorValue['value']): string | null {
  if (value === NOT_APPLICABLE) return def.naAllowed ? null : 'cannot be notApplicable';
  switch (def.valueKind) {
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'choice':
      return typeof value === 'string' && def.values?.includes(value) === true
        ? null
        : `must be one of ${def.values?.join(', ') ?? ''}`;
    case 'integer':
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10
        ? null
        : 'must be a whole number, 1 to 10';
    case 'year':
      return Number.isInteger(value) && Number(value) >= 1400 && Number(value) <= 2100 ? null : 'must be a year';
    case 'date':
      return typeof value === 'string' && /^(none|\d{4}(-\d{2}(-\d{2})?)?)$/.test(value) ? null : 'must be an ISO date';
    case 'country':
      return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? null : 'must be an ISO 3166 alpha-2 code';
    case 'url':
      return typeof value === 'string' && /^https?:\/\/[^\s]+$/.test(value) ? null : 'must be a web address';
    case 'list': {
      if (!Array.isArray(value)) return 'must be a list';
      const odd = value.find((item: string) => def.values !== undefined && !def.values.includes(item));
      return odd === undefined ? null : `may hold ${def.values?.join(', ') ?? ''}`;
    }
    case 'text':
      return typeof value === 'string' && value !== '' ? null : 'must be text';
  }
}

/**
 * Checks what a schema cannot: category, domains, ranges and factor values.
 * @throws AppError catalog.invalid naming the app and the value.
 */
export function checkApp(app: CloudApp): void {
  const fail: (what: string) => never = (what) => {
    throw new AppError('catalog.invalid', `Catalog app "${app.id}": ${what}.`, { app: app.id });
  };
  if (!CATEGORY_IDS.has(app.category)) fail(`category "${app.category}" is not in the catalog's list`);
  for (const domain of app.domains) {
    const pattern = parseCatalogPattern(domain);
    if (typeof pattern === 'string') fail(`domain "${domain}" ${DOMAIN_PROBLEMS[pattern]}`);
  }
  for (const range of app.ipRanges ?? []) {
    if (parseRange(range) === null) fail(`"${range}" is not an address range such as 192.0.2.0/24`);
  }
  for (const [id, fact] of Object.entries(app.factors)) {
    const def = factorDef(id);
    if (def === undefined) fail(`"${id}" is not a factor of the registry`);
    if (def.appField) fail(`"${id}" is a field of the app, not one of its factors`);
    const problem = factorProblem(def, fact.value);
    if (problem !== null) fail(`factor ${id} ${problem}`);
  }
}

/**
 * Checks that no id and no domain is taken twice.
 * @throws AppError catalog.invalid naming both apps.
 */
export function checkUnique(apps: readonly CloudApp[]): void {
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  for (const app of apps) {
    if (ids.has(app.id))
      throw new AppError('catalog.invalid', `Catalog app "${app.id}" is listed twice.`, { app: app.id });
    ids.add(app.id);
    for (const domain of app.domains) {
      const owner = owners.get(domain);
      if (owner !== undefined) {
        const message = `Catalog apps "${owner}" and "${app.id}" both list the domain "${domain}".`;
        throw new AppError('catalog.invalid', message, { app: app.id, domain });
      }
      owners.set(domain, app.id);
    }
  }
}
