/**
 * Reads a catalog. Two forms come in as text:
 * - the shipped document: `{"version":1,"revision",…,"sources":[…],"apps":[…]}`, each factor value packed as
 *   `[value, source index, as of, basis?]` (basis is `known` where absent);
 * - NDJSON, one app a line in the shape of `CloudApp`, for exchange.
 */
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { APP_KINDS, type CloudApp, type FactorValue } from '../../model/app.ts';
import { checkApp, checkUnique } from './check-app.ts';

/** Version of the document's shape. */
export const CATALOG_VERSION = 1;

export interface Catalog {
  /** Changes exactly when the catalog's content does; empty for NDJSON. */
  readonly revision: string;
  /** Sources that values name, in order. */
  readonly sources: readonly string[];
  readonly apps: readonly CloudApp[];
}

const value = z.union([z.boolean(), z.number(), z.string(), z.array(z.string())]);
const basis = z.enum(['known', 'rule', 'inferred']);
const asOf = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const identity = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  category: z.string(),
  vendor: z.string().nullish(),
  description: z.string().nullish(),
  homepage: z.string().nullish(),
  domains: z.array(z.string()).min(1),
  ipRanges: z.array(z.string()).optional(),
  kind: z.enum(APP_KINDS).optional(),
};
const packedFactor = z.tuple([value, z.number().int().min(0), asOf, basis.optional()]);
const documentSchema = z.object({
  version: z.number(),
  revision: z.string(),
  sources: z.array(z.string().min(1)),
  apps: z.array(z.object({ ...identity, factors: z.record(z.string(), packedFactor).optional() })),
});
const lineSchema = z.object({
  ...identity,
  headquarters: z.string().nullish(),
  categoryBasis: z.literal('rule').optional(),
  factors: z.record(z.string(), z.object({ value, source: z.string().min(1), basis, asOf })).optional(),
});

type Identity = z.infer<z.ZodObject<typeof identity>>;

/**
 * Reads and checks a whole catalog.
 * @throws AppError catalog.invalid with the place and what is wrong; nothing is read half.
 */
export function parseCatalog(text: string): Catalog {
  const catalog = /^\s*\{\s*"version"/.test(text) ? parseDocument(text) : parseLines(text);
  for (const app of catalog.apps) checkApp(app);
  checkUnique(catalog.apps);
  return catalog;
}

function parseDocument(text: string): Catalog {
  const read = documentSchema.safeParse(readJson(text, 'the catalog'));
  if (!read.success) throw invalid('The catalog', read.error);
  const { version, revision, sources, apps } = read.data;
  if (version !== CATALOG_VERSION) {
    throw new AppError(
      'catalog.invalid',
      `The catalog has version ${version}; this Undercast reads version ${CATALOG_VERSION}.`,
    );
  }
  const unpack = (app: string, [val, source, at, how]: z.infer<typeof packedFactor>): FactorValue => {
    const name = sources[source];
    if (name === undefined)
      throw new AppError('catalog.invalid', `Catalog app "${app}" names source ${source}, which is not listed.`);
    return { value: val, source: name, basis: how ?? 'known', asOf: at };
  };
  return {
    revision,
    sources,
    apps: apps.map((app) => {
      const factors = Object.fromEntries(
        Object.entries(app.factors ?? {}).map(([id, packed]) => [id, unpack(app.id, packed)]),
      );
      return toApp(app, factors, undefined);
    }),
  };
}

function parseLines(text: string): Catalog {
  const apps: CloudApp[] = [];
  const sources = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `line ${index + 1}`;
    const read = lineSchema.safeParse(readJson(line, place));
    if (!read.success) throw invalid(`Catalog ${place}`, read.error);
    const factors = read.data.factors ?? {};
    for (const fact of Object.values(factors)) sources.add(fact.source);
    const { categoryBasis, headquarters } = read.data;
    apps.push({
      ...toApp(read.data, factors, headquarters),
      ...(categoryBasis === undefined ? {} : { categoryBasis }),
    });
  }
  if (apps.length === 0) throw new AppError('catalog.invalid', 'The catalog is empty.');
  return { revision: '', sources: [...sources].sort(), apps };
}

function toApp(
  app: Identity,
  factors: Readonly<Record<string, FactorValue>>,
  headquarters: string | null | undefined,
): CloudApp {
  const seat = factors.headquarters?.value;
  return {
    id: app.id,
    name: app.name,
    // checkApp compares it with the closed list before anybody sees the app.
    category: app.category as CloudApp['category'],
    vendor: app.vendor ?? null,
    description: app.description ?? null,
    homepage: app.homepage ?? null,
    headquarters: typeof seat === 'string' ? seat : (headquarters ?? null),
    domains: app.domains,
    ...(app.ipRanges === undefined ? {} : { ipRanges: app.ipRanges }),
    kind: app.kind ?? 'saas',
    custom: false,
    factors,
  };
}

function readJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('catalog.invalid', `Catalog, ${place}: not valid JSON (${why}).`);
  }
}

function invalid(place: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  return new AppError(
    'catalog.invalid',
    `${place} is not valid: ${`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()}.`,
  );
}
