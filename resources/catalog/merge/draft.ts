/** An app while the catalog is put together: who says what of it, and which statement stands. */
import { FACTORS } from '../../../core/catalog/registry/factors.ts';
import type { AppKind, CloudApp, FactorBasis, FactorValue } from '../../../core/model/app.ts';
import { readTokens } from '../tokens.ts';

export interface Source {
  readonly name: string;
  readonly asOf: string;
  readonly basis: FactorBasis;
}

export interface DraftApp {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly categoryBasis?: 'rule';
  readonly vendor: string | null;
  readonly description: string | null;
  readonly homepage: string | null;
  readonly domains: string[];
  readonly ipRanges: readonly string[];
  readonly kind: AppKind;
  readonly facts: Map<string, FactorValue>;
}

const ORDER = new Map(FACTORS.map((def, index) => [def.id, index]));
const LISTS = new Set(FACTORS.filter((def) => def.valueKind === 'list').map((def) => def.id));

/** The values that words of `tokens.ts` stand for. */
export function readWords(text: string): ReturnType<typeof readTokens> {
  return readTokens(text, (factor) => LISTS.has(factor));
}

/**
 * Adds what one source says. What was said before stands; where `cited` a public list says the same, it is named
 * instead, because anybody can look it up.
 */
export function collect(facts: Map<string, FactorValue>, text: string, source: Source, cited = false): void {
  for (const [id, value] of readWords(text)) {
    const before = facts.get(id);
    if (before !== undefined && !(cited && source.basis === 'known' && same(before.value, value))) continue;
    facts.set(id, { value, source: source.name, basis: source.basis, asOf: source.asOf });
  }
}

function same(one: FactorValue['value'], other: FactorValue['value']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The finished app, its factors in the registry's order. */
export function finish(draft: DraftApp): CloudApp {
  const factors = Object.fromEntries(
    [...draft.facts].sort(([a], [b]) => (ORDER.get(a) ?? FACTORS.length) - (ORDER.get(b) ?? FACTORS.length)),
  );
  const seat = factors.headquarters?.value;
  return {
    id: draft.id,
    name: draft.name,
    // Checked against the closed list before anything is written.
    category: draft.category as CloudApp['category'],
    ...(draft.categoryBasis === undefined ? {} : { categoryBasis: draft.categoryBasis }),
    vendor: draft.vendor,
    description: draft.description,
    homepage: draft.homepage,
    headquarters: typeof seat === 'string' ? seat : null,
    domains: draft.domains,
    ...(draft.ipRanges.length === 0 ? {} : { ipRanges: draft.ipRanges }),
    kind: draft.kind,
    custom: false,
    factors,
  };
}

/** `Proton Mail` → `proton-mail`, `C++ & Co.` → `c-co`. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
