/** Consumer brands with a web site, from the name suggestion index: category by tag path, seat by the one country they work in. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TAG_CATEGORIES } from './categories.ts';
import { ownDomains, ownedDomain } from './domains.ts';
import type { ListedApp } from './listed.ts';

interface Item {
  readonly displayName: string;
  readonly id: string;
  readonly locationSet?: { readonly include?: readonly unknown[] };
  readonly tags: Readonly<Record<string, string>>;
}

interface Entity {
  readonly label?: string;
  readonly officialWebsites?: readonly string[];
}

export function readBrands(folder: string): ListedApp[] {
  const read = <T>(file: string): T =>
    JSON.parse(readFileSync(path.join(folder, 'name-suggestion-index/dist', file), 'utf8')) as T;
  const { nsi } = read<{ nsi: Record<string, { items: readonly Item[] }> }>('json/nsi.min.json');
  const { wikidata } = read<{ wikidata: Record<string, Entity> }>('wikidata/wikidata.min.json');
  const { dissolved } = read<{ dissolved: Record<string, unknown> }>('wikidata/dissolved.min.json');
  const rows: ListedApp[] = [];
  for (const [tree, { items }] of Object.entries(nsi).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const category = tree.startsWith('brands/') ? TAG_CATEGORIES[tree.slice('brands/'.length)] : undefined;
    if (category === undefined) continue;
    for (const item of items) {
      const entity = wikidata[item.tags['brand:wikidata'] ?? ''];
      const sites = entity?.officialWebsites ?? [];
      const key = sites.map(ownedDomain).find((domain) => domain !== null);
      if (key === undefined || key === null || item.id in dissolved) continue;
      const name =
        entity?.label && /^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u.test(entity.label) ? entity.label : item.displayName;
      const places = item.locationSet?.include ?? [];
      const place = places.length === 1 && typeof places[0] === 'string' ? places[0].toUpperCase() : '';
      const country = seatOf(place);
      rows.push({
        key,
        name,
        category,
        kind: 'consumer',
        facts: country === '' ? '' : `headquarters=${country}`,
        vendor: '',
        domains: ownDomains(key, name, sites),
      });
    }
  }
  return rows;
}

/** Codes of the index that are no ISO 3166 code of a country today. */
const OTHER_CODES: Readonly<Record<string, string>> = { FX: 'FR', UK: 'GB', EU: '', AN: '', CQ: '' };

function seatOf(place: string): string {
  return /^[A-Z]{2}$/.test(place) ? (OTHER_CODES[place] ?? place) : '';
}
