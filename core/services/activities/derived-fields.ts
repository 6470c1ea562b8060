/**
 * What addresses, user agents and users of activities stand for, by the word. Nothing of it is stored: other address data, ranges or
 * another directory re-read the past with the next question.
 *
 * Where an address is: a range of the organisation's own goes before the address data, and these before what the provider says, so that one
 * address is in one place whoever reports it. Only where the data know no more than the registry's country, and the provider names a
 * place, is the provider's taken. The provider's own words stay beside it as `provider.…`.
 */
import type { AddressFactsRow } from '../../contract/geo.ts';
import type { AddressFacts } from '../../enrich/index.ts';
import type { IpFacts } from '../../geo/index.ts';
import type { WordColumn } from '../../ingest/activities/columns.ts';
import { countryName } from '../../kit/country-name.ts';
import { placeText, readCountry } from '../../kit/place.ts';
import { ADDRESS_CLASS_TITLES, type AddressClass } from '../../model/address.ts';
import type { RangeCategory } from '../../model/enrichment.ts';
import type { FieldContent } from '../../query/index.ts';
import { type DerivedField, NO_MEANING } from '../../store/activities/meanings.ts';
import { isToken } from '../../store/privacy/workspace-seal.ts';
import { readUserAgent } from '../../useragent/index.ts';
import { kindsOf } from '../enrichment/rows.ts';
import { describeAddress } from '../geo/address-view.ts';
import { openToken } from '../privacy/pseudonyms.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { grown, MeaningTable } from './meaning-table.ts';

/** Fields whose further items are other names of the first. */
export const NAMED_FIELDS: ReadonlySet<string> = new Set([
  'country',
  'provider.country',
  'location',
  'client',
  'os',
  'browser',
]);

const tables = <N extends string>(...names: readonly N[]): Readonly<Record<N, MeaningTable>> =>
  Object.fromEntries(names.map((name) => [name, new MeaningTable()])) as Record<N, MeaningTable>;

const ADDRESS_FIELDS = [
  'ip.category',
  'ip.tag',
  'ip.range',
  'ip.kind',
  'ip.asn',
  'country',
  'region',
  'city',
  'location',
  'isp',
] as const;

/** What is said of addresses of which the same is known: numbers in the tables, and whether the provider's word goes before. */
interface Told {
  readonly numbers: readonly { readonly table: MeaningTable; readonly number: number }[];
  readonly isWeak: boolean;
}
/** Logs name few places and networks; a file of the user's may tell each address apart. */
const MOST_TOLD = 20_000;

const freshAddresses = () => ({
  tables: tables(...ADDRESS_FIELDS),
  weak: new Uint8Array(1024),
  told: new Map<IpFacts | null, Map<AddressFacts | null, Told>>(),
});
const freshAgents = () => ({
  tables: tables('client', 'deviceType', 'os', 'browser', 'userAgent.tag'),
  later: [0, 1].map(() => ({
    after: new Float64Array(1024).fill(Number.POSITIVE_INFINITY),
    ofWord: new Uint32Array(1024),
  })),
});
const freshUsers = () => ({ tables: tables('user.domain', 'department', 'orgUnit', 'group', 'manager') });
const freshProvider = () => ({ tables: tables('country', 'city', 'isp', 'os', 'browser') });

/** Columns with what the provider says, by the derived field that they stand in for. */
const PROVIDER_COLUMNS: readonly (keyof ReturnType<typeof freshProvider>['tables'])[] = [
  'country',
  'city',
  'isp',
  'os',
  'browser',
];

export class ActivityFields {
  private readonly view: WorkspaceView;
  private addresses = freshAddresses();
  private agents = freshAgents();
  private users = freshUsers();
  private provider = freshProvider();
  /** What the tables were made with, and how many words of a kind they hold. */
  private made: readonly unknown[] = [];
  private readonly done = new Map<WordColumn, number>();

  constructor(view: WorkspaceView) {
    this.view = view;
  }

  /** Undefined for a field that is no derived one. */
  readonly find = (name: string): DerivedField | undefined => {
    this.forget();
    return this.ofAddress(name) ?? this.ofAgent(name) ?? this.ofUser(name) ?? this.ofProvider(name);
  };

  /** Tables made with other data go. */
  private forget(): void {
    const { addresses, enrichment } = this.view;
    const made = [addresses.state, enrichment.ranges, enrichment.people];
    if (made.every((one, at) => one === this.made[at])) return;
    this.made = made;
    this.addresses = freshAddresses();
    this.users = freshUsers();
    this.done.delete('ip');
    this.done.delete('user');
  }

  /** Looks addresses up before a filter asks, for as long as the clock allows. @returns whether there are more */
  prepareAddresses(isTime: () => boolean): boolean {
    this.forget();
    return this.grow('ip', (word, text) => this.addAddress(word, text), isTime);
  }

  private ofAddress(name: string): DerivedField | undefined {
    const { tables: all } = this.addresses;
    if (!isOf(all, name)) return undefined;
    this.grow('ip', (word, text) => this.addAddress(word, text));
    const field: DerivedField = { column: 'ip', meanings: all[name] };
    if (name === 'location') return { ...field, otherwise: this.said('country') };
    if (name === 'isp') return { ...field, otherwise: this.said('isp') };
    const isPlace = name === 'country' || name === 'city';
    return isPlace ? { ...field, otherwise: this.said(name), weak: this.addresses.weak } : field;
  }

  private addAddress(word: number, ip: string): void {
    const facts = this.view.ipFactsOf(ip);
    const range = this.view.enrichment.factsOf(ip);
    const { told } = this.addresses;
    if (told.size >= MOST_TOLD) told.clear();
    const ofFacts = told.get(facts) ?? new Map<AddressFacts | null, Told>();
    told.set(facts, ofFacts);
    const known = ofFacts.get(range) ?? this.tell(facts === null ? null : describeAddress(ip, facts, range), range);
    ofFacts.set(range, known);
    for (const { table, number } of known.numbers) table.setNumber(word, number);
    if (known.isWeak) {
      this.addresses.weak = grown(this.addresses.weak, word, Uint8Array);
      this.addresses.weak[word] = 1;
    }
  }

  private tell(facts: AddressFactsRow | null, range: AddressFacts | null): Told {
    const kinds = facts === null ? [] : (kindsOf(facts) as AddressClass[]);
    // Where a range says so, no one else does.
    const rest = range !== null && range.location !== null ? undefined : null;
    const country = facts?.country ?? null;
    const name = country === null ? null : countryName(country);
    const location = facts?.location ?? range?.location ?? null;
    const shown = location === null ? null : placeText(location, country);
    const parts = [location, shown, facts?.city, facts?.region, facts?.country, name];
    const contents: Readonly<Record<keyof ReturnType<typeof freshAddresses>['tables'], FieldContent>> = {
      'ip.category': categoryOf(range, facts),
      'ip.tag': [...new Set([...(range?.tags ?? []), ...kinds.map((kind) => ADDRESS_CLASS_TITLES[kind])])],
      'ip.range': range === null ? null : [...range.ranges],
      'ip.kind': kinds,
      'ip.asn': facts?.asn ?? null,
      isp: facts?.isp ?? range?.isp ?? null,
      country: country === null ? rest : [country, name ?? country],
      region: facts?.region ?? rest,
      city: facts?.city ?? rest,
      location: location === null ? null : parts.filter((part) => part != null),
    };
    const { tables: all } = this.addresses;
    const numbers = ADDRESS_FIELDS.map((field) => ({
      table: all[field],
      number: all[field].numberOf(contents[field]),
    }));
    return {
      numbers: numbers.filter(({ number }) => number !== NO_MEANING),
      isWeak: facts?.basis.location === 'registry',
    };
  }

  private ofAgent(name: string): DerivedField | undefined {
    const { tables: all } = this.agents;
    if (!isOf(all, name)) return undefined;
    this.grow('userAgent', (word, text) => this.addAgent(word, text));
    const field: DerivedField = { column: 'userAgent', meanings: all[name] };
    if (name === 'userAgent.tag') return { ...field, later: this.agents.later };
    // What the provider knows of the device goes before what its browser claims.
    if (name === 'os' || name === 'browser') return { ...this.said(name), otherwise: field };
    return field;
  }

  private addAgent(word: number, text: string): void {
    const { client, turns, tagsAt } = readUserAgent(text);
    const { name, version, os, osVersion, device, kind } = client;
    const { tables: all } = this.agents;
    const named = name === null ? null : withVersion(name, version?.split('.', 1)[0]);
    all.client.set(word, named);
    all.browser.set(word, kind === 'browser' ? named : null);
    all.os.set(word, os === null ? null : withVersion(os, osVersion));
    all.deviceType.set(word, device);
    const tags = all['userAgent.tag'];
    tags.set(word, tagsAt(Number.NEGATIVE_INFINITY));
    for (const [at, turn] of turns.entries()) {
      const stage = this.agents.later[at];
      if (stage === undefined) continue;
      stage.after = grown(stage.after, word, Float64Array, Number.POSITIVE_INFINITY);
      stage.ofWord = grown(stage.ofWord, word, Uint32Array);
      stage.after[word] = turn;
      stage.ofWord[word] = tags.numberOf(tagsAt(Math.max(turn + 1, -MAX_TIME)));
    }
  }

  private ofUser(name: string): DerivedField | undefined {
    const { tables: all } = this.users;
    if (!isOf(all, name)) return undefined;
    this.grow('user', (word, text) => {
      const { db, seal, enrichment } = this.view;
      const isHidden = isToken(text);
      const name = isHidden && seal ? (openToken(db, seal, text) ?? text) : text;
      const person = enrichment.personNamed(name);
      all['user.domain'].set(word, domainOf(name));
      all.department.set(word, person?.department ?? null);
      all.orgUnit.set(word, person?.orgUnit ?? null);
      all.manager.set(word, isHidden ? null : (person?.manager ?? null));
      all.group.set(word, person === null ? null : [...person.groups]);
    });
    return { column: 'user', meanings: all[name] };
  }

  private ofProvider(name: string): DerivedField | undefined {
    const said = PROVIDER_COLUMNS.find((column) => name === `provider.${column}`);
    return said === undefined ? undefined : this.said(said);
  }

  private said(column: (typeof PROVIDER_COLUMNS)[number]): DerivedField {
    const meanings = this.provider.tables[column];
    this.grow(column, (word, text) => meanings.set(word, column === 'country' ? readCountry(text) : text));
    return { column, meanings };
  }

  /** @returns whether the clock stopped it */
  private grow(column: WordColumn, add: (word: number, text: string) => void, isTime = () => true): boolean {
    const { ids, texts } = this.view.activities.words.ofKind(column);
    let at = this.done.get(column) ?? 0;
    for (; at < ids.length && (at % CLOCK_EVERY !== 0 || isTime()); at++) add(ids[at] ?? 0, texts[at] ?? '');
    this.done.set(column, at);
    return at < ids.length;
  }
}

/** Words between two looks at the clock. */
const CLOCK_EVERY = 64;
/** Far enough for any date. */
const MAX_TIME = 8.64e15;

function isOf<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

function withVersion(name: string, version: string | null | undefined): FieldContent {
  return version == null || version === '' ? [name] : [name, `${name} ${version}`];
}

/** The organisation's own word first, then what kind of network it is known (not by its name alone) to be. */
export function categoryOf(range: AddressFacts | null, facts: AddressFactsRow | null): RangeCategory | null {
  if (range !== null) return range.category;
  const known = facts?.classes.filter(({ basis }) => basis !== 'name').map((one) => one.class) ?? [];
  if (known.some((kind) => kind === 'tor' || kind === 'proxy' || kind === 'threat')) return 'risky';
  return known.includes('vpn') ? 'vpn' : null;
}

/** `example.com` of a mail address, `corp` of `CORP\\name`. */
function domainOf(user: string): string | null {
  const at = user.lastIndexOf('@');
  if (at > 0) return user.slice(at + 1).toLowerCase() || null;
  const slash = user.indexOf('\\');
  return slash > 0 ? user.slice(0, slash).toLowerCase() : null;
}
