/**
 * Builds catalog.json from the authored files: `node resources/catalog/build.ts`.
 *
 *   apps/CATEGORY.ndjson  one app a line: identity, domains, facts by source (words of tokens.ts)
 *   lists/LIST.json       facts taken from one public list, by app id
 *   rules.json            facts that follow from the category
 *   sources.json          names and years of the sources that authored facts cite
 *
 * Where several speak of one factor, the authored fact wins over lists, and lists (in order of file name) over rules;
 * where a list says the same as the authored fact, the list is cited, because anybody can look it up.
 * The result depends on these files alone: no clock, no network.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FACTORS } from '../../core/catalog/registry/factors.ts';
import { readTokens, type TokenValue } from './tokens.ts';

interface AuthoredApp {
  readonly id?: string;
  readonly name: string;
  readonly vendor?: string;
  readonly about?: string;
  readonly homepage?: string;
  readonly hq?: string;
  readonly founded?: number;
  readonly holding?: 'public' | 'private';
  /** Space-separated; the first is the home page's host unless `homepage` is given. */
  readonly domains: string;
  readonly ranges?: readonly string[];
  readonly kind?: 'consumer' | 'infrastructure' | 'tracker';
  readonly facts?: Readonly<Record<string, string>>;
}

interface Source {
  readonly name: string;
  readonly asOf: string;
  readonly basis: 'known' | 'rule' | 'inferred';
}

interface FactList {
  readonly source: Source;
  readonly apps: Readonly<Record<string, string>>;
}

type Packed = readonly [TokenValue, number, string] | readonly [TokenValue, number, string, string];

const HERE = new URL('./', import.meta.url);
const ORDER = new Map(FACTORS.map((def, index) => [def.id, index]));
const LISTS = new Set(FACTORS.filter((def) => def.valueKind === 'list').map((def) => def.id));

const readText = (path: string): string => readFileSync(new URL(path, HERE), 'utf8');
const readJson = <T>(path: string): T => JSON.parse(readText(path)) as T;
const filesIn = (folder: string): string[] => readdirSync(new URL(folder, HERE)).sort();

/** The whole catalog.json as text, made from the authored files. @throws Error naming file and app. */
export function buildCatalogText(): string {
  const named = readJson<Record<string, Source>>('sources.json');
  const rules = readJson<Record<string, string>>('rules.json');
  const lists = filesIn('lists/').map((file) => readJson<FactList>(`lists/${file}`));
  const sourceNames: string[] = [];
  const seen = new Set<string>();

  const sourceIndex = (name: string): number => {
    const index = sourceNames.indexOf(name);
    return index >= 0 ? index : sourceNames.push(name) - 1;
  };
  const cited = new Set(lists.map((list) => list.source));
  const collect = (into: Map<string, Packed>, text: string, source: Source): void => {
    for (const [id, value] of readTokens(text, (factor) => LISTS.has(factor))) {
      const before = into.get(id);
      if (before !== undefined && !(source.basis === 'known' && cited.has(source) && sameValue(before[0], value))) continue;
      const index = sourceIndex(source.name);
      into.set(id, source.basis === 'known' ? [value, index, source.asOf] : [value, index, source.asOf, source.basis]);
    }
  };

  const apps: { readonly id: string; readonly line: string }[] = [];
  for (const file of filesIn('apps/')) {
    const category = file.replace(/\.ndjson$/, '');
    for (const line of readText(`apps/${file}`).split('\n')) {
      if (line === '') continue;
      const app = JSON.parse(line) as AuthoredApp;
      const id = app.id ?? slug(app.name);
      if (seen.has(id)) throw new Error(`${file}: "${id}" is listed twice`);
      seen.add(id);
      const facts = new Map<string, Packed>();
      const record = [
        app.hq === undefined ? '' : `headquarters=${app.hq}`,
        app.founded === undefined ? '' : `founded=${app.founded}`,
        app.holding === undefined ? '' : `holding=${app.holding}`,
      ].join(' ');
      for (const [key, text] of [['record', record] as const, ...Object.entries(app.facts ?? {})]) {
        const source = named[key];
        if (source === undefined) throw new Error(`${file}: "${id}" cites "${key}", which sources.json does not name`);
        collect(facts, text, source);
      }
      for (const list of lists) collect(facts, list.apps[id] ?? '', list.source);
      if (app.kind === undefined || app.kind === 'consumer') {
        const rule = named['rule'];
        if (rule !== undefined) collect(facts, rules[category] ?? '', rule);
      }
      const domains = app.domains.split(' ');
      const first = domains.find((domain) => !domain.includes('*'));
      const apart = app.kind === 'infrastructure' || app.kind === 'tracker';
      const packed = {
        id,
        name: app.name,
        category,
        vendor: app.vendor,
        description: app.about,
        homepage: app.homepage ?? (apart || first === undefined ? undefined : `https://${first}`),
        domains,
        ipRanges: app.ranges,
        kind: app.kind,
        factors: Object.fromEntries([...facts].sort(([a], [b]) => (ORDER.get(a) ?? 999) - (ORDER.get(b) ?? 999))),
      };
      apps.push({ id, line: JSON.stringify(packed) });
    }
  }
  for (const [index, list] of lists.entries()) {
    const stray = Object.keys(list.apps).find((id) => !seen.has(id));
    if (stray !== undefined) throw new Error(`lists/${filesIn('lists/')[index]}: no app "${stray}"`);
  }
  apps.sort((a, b) => (a.id < b.id ? -1 : 1));
  const body = `"sources":${JSON.stringify(sourceNames)},"apps":[\n${apps.map((app) => app.line).join(',\n')}\n]}\n`;
  const revision = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return `{"version":1,"revision":"${revision}",${body}`;
}

function sameValue(one: TokenValue, other: TokenValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** `Proton Mail` → `proton-mail`, `C++ & Co.` → `c-co`. */
function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

if (import.meta.main) writeFileSync(new URL('catalog.json', HERE), buildCatalogText());
