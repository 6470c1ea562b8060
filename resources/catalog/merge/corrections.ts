/**
 * What was found wrong or missing where hosts of real logs were looked up (`corrections.json`): further domains of an app, the
 * names, categories and kinds of listed ones, and statements of lists that the vendor's own pages do not bear out. Shared stores (`bucket.s3.amazonaws.com`) are infrastructure: what lies there is their customers'.
 */
import type { AppKind } from '../../../core/model/app.ts';
import { type DraftApp, readWords } from './draft.ts';

export interface Corrections {
  /** Space-separated domains by app id. */
  readonly domains: Readonly<Record<string, string>>;
  /** Words of `tokens.ts` by app id. */
  readonly doubted: Readonly<Record<string, string>>;
  /** Space-separated domains of owners who share only a name with another app, here or abroad. */
  readonly strangers: string;
  /** By a domain of the app: what lists call by one page or product of a site, or take for another kind of thing. */
  readonly listed: Readonly<Record<string, Listed>>;
  /** Further entries by id; their domains are theirs, whoever listed them. */
  readonly infrastructure: Readonly<Record<string, Infrastructure>>;
}

interface Listed {
  readonly name?: string;
  readonly category?: string;
  readonly kind?: AppKind;
}

interface Infrastructure {
  readonly name: string;
  readonly category: string;
  readonly vendor: string;
  readonly about: string;
  readonly domains: string;
}

/** Adds infrastructure and domains; before lists are merged, so that no listed app takes them. */
export function correctDomains(head: DraftApp[], { domains: further, infrastructure }: Corrections): void {
  for (const [id, entry] of Object.entries(infrastructure)) {
    const own = entry.domains.split(' ');
    for (const app of head) {
      const kept = app.domains.filter((domain) => !own.includes(domain));
      if (kept.length > 0) app.domains.splice(0, app.domains.length, ...kept);
    }
    const { name, category, vendor, about: description } = entry;
    const rest = { homepage: null, ipRanges: [], kind: 'infrastructure', facts: new Map() } as const;
    head.push({ id, name, category, vendor, description, domains: own, ...rest });
  }
  const byId = new Map(head.map((app) => [app.id, app]));
  const owned = new Set(head.flatMap((app) => app.domains));
  for (const [id, domains] of Object.entries(further)) {
    const app = byId.get(id);
    if (app === undefined) throw new Error(`corrections.json: no authored app "${id}"`);
    app.domains.push(...domains.split(' ').filter((domain) => !owned.has(domain)));
  }
}

/** The apps with corrected names, categories and kinds. @throws Error for a domain that no app has. */
export function correctListed(apps: readonly DraftApp[], { listed }: Corrections): DraftApp[] {
  const open = new Map(Object.entries(listed));
  const corrected = apps.map((app) => {
    const domain = app.domains.find((one) => open.has(one));
    const correction = domain === undefined ? undefined : open.get(domain);
    if (domain === undefined || correction === undefined) return app;
    open.delete(domain);
    const { categoryBasis, ...rest } = app;
    const isRule = categoryBasis !== undefined && correction.category === undefined;
    return { ...rest, ...(isRule ? { categoryBasis } : {}), ...correction };
  });
  for (const domain of open.keys()) throw new Error(`corrections.json: no app has the domain "${domain}"`);
  return corrected;
}

/** Makes doubted statements of lists unknown again; after lists are merged. @throws Error for an app that is not authored. */
export function dropDoubted(head: readonly DraftApp[], { doubted }: Corrections): void {
  const byId = new Map(head.map((app) => [app.id, app]));
  for (const [id, words] of Object.entries(doubted)) {
    const app = byId.get(id);
    if (app === undefined) throw new Error(`corrections.json: no authored app "${id}"`);
    for (const [factor] of readWords(words)) app.facts.delete(factor);
  }
}
