/** Reads the fact file compiled from public lists and parts it by the list that says so. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AppKind } from '../../../core/model/app.ts';
import { categoryByWords, categoryOf } from './categories.ts';
import { ownDomains, ownedDomain } from './domains.ts';
import type { ListedApp } from './listed.ts';

interface FactRow {
  readonly name: string;
  readonly key: string;
  readonly domains: readonly string[];
  readonly category?: string;
  readonly sources: readonly string[];
  readonly facts: Readonly<Record<string, string | boolean>>;
}

/** Of lists that say the same kind of thing, the first that names the row is cited. */
const SAYS: readonly (readonly [readonly string[], (facts: FactRow['facts']) => readonly string[]])[] = [
  [['2fa', 'resmo'], (f) => [f.mfa === true ? 'mfa' : f.mfa === false ? '!mfa' : '', keyOf2fa(f)]],
  [
    ['resmo'],
    (f) => [
      yes(f.saml, 'saml'),
      yes(f.auditTrail, 'useraudit'),
      yes(f.userRoles, 'roles'),
      yes(f.ipRestriction, 'ip'),
      yes(f.iso27001, 'iso27001'),
      yes(f.iso27018, 'iso27018'),
      yes(f.soc2, 'soc2'),
      yes(f.hipaa, 'hipaa'),
      yes(f.privacyShield, 'shield'),
      url(f.termsUrl, 'terms'),
    ],
  ],
  [['ppc', 'resmo'], (f) => [url(f.privacyPolicyUrl, 'privacy')]],
  [['jdm'], (f) => [deletion(f.accountDeletion), f.rightToErasure === true ? 'erasure' : '']],
  [['lolrmm'], (f) => [yes(f.remoteAccess, 'remoteTool')]],
  [['fedramp'], (f) => [fedramp(f.fedrampLevel)]],
  [['2fa'], (f) => [typeof f.operatingCountry === 'string' ? `headquarters=${f.operatingCountry}` : '']],
];

function yes(value: string | boolean | undefined, word: string): string {
  return value === true ? word : '';
}

function url(value: string | boolean | undefined, word: string): string {
  if (typeof value !== 'string' || !/^https?:\/\/[^\s]+$/.test(value)) return '';
  const plain = value.split(/[?#]/, 1)[0] ?? value;
  return plain.length > 200 ? '' : `${word}=${plain}`;
}

function deletion(value: string | boolean | undefined): string {
  // "limited" is granted in some places only.
  const level = value === 'limited' ? 'hard' : value;
  return ['easy', 'medium', 'hard', 'impossible'].includes(String(level)) ? `deletion=${level}` : '';
}

function fedramp(value: string | boolean | undefined): string {
  const level = { High: 'high', Moderate: 'moderate', Low: 'low', 'LI-SaaS': 'li' }[String(value)];
  return level === undefined ? '' : `fedramp=${level}`;
}

/** A security key (U2F, WebAuthn) among the methods. */
function keyOf2fa(facts: FactRow['facts']): string {
  return typeof facts.mfaMethods === 'string' && facts.mfaMethods.split(',').includes('u2f') ? 'passkeys' : '';
}

const BUSINESS_LISTS = ['resmo', 'ppc', 'ffd', 'lolrmm', 'fedramp'];
const CONSUMER = new Set(
  `accounting-and-finance consumer content-sharing e-commerce education forums health media news-and-entertainment
  property-management social-network transportation-and-travel communications personal-instant-messaging unclassified`.split(
    /\s+/,
  ),
);

/** What kind of traffic the lists that name an app stand for. */
function kindOf(row: FactRow, category: string): AppKind {
  if (row.sources.some((source) => BUSINESS_LISTS.includes(source))) return 'saas';
  if (row.sources.every((source) => source === 'parsedmarc')) return 'mailSender';
  if (row.sources.includes('2fa') || row.sources.includes('pubapis') || row.sources.includes('jdm'))
    return CONSUMER.has(category || 'unclassified') ? 'consumer' : 'saas';
  return 'consumer';
}

/** Searches of one page are listed by its subject ("Latin → français"): then the site is named by its domain. */
function siteName(name: string, key: string, sources: readonly string[]): string {
  if (sources.some((source) => source !== 'bangs')) return name;
  const whole = name.split(/\s+(?:->|[-–—|])\s+|\s*[(<[:]/, 1)[0]?.trim() ?? '';
  return whole === name || whole.length >= 3 ? (/->|→|<|=/.test(name) ? key : whole) : name;
}

/** All rows by list. */
export async function readFacts(file: string): Promise<Map<string, ListedApp[]>> {
  const lists = new Map<string, ListedApp[]>();
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line.trim() === '') continue;
    const row = JSON.parse(line) as FactRow;
    const key = ownedDomain(row.key);
    if (key === null || row.name.trim() === '') continue;
    const category = categoryOf(row.category) || categoryByWords(row.name, key);
    const app = {
      key,
      name: siteName(row.name, key, row.sources),
      category,
      kind: kindOf(row, category),
      vendor: '',
      domains: ownDomains(key, row.name, row.domains),
    };
    const said = new Map<string, string[]>();
    for (const [sources, words] of SAYS) {
      const source = sources.find((name) => row.sources.includes(name));
      if (source !== undefined) said.set(source, [...(said.get(source) ?? []), ...words(row.facts)]);
    }
    for (const source of row.sources) {
      const facts = (said.get(source) ?? []).filter((word) => word !== '').join(' ');
      const vendor = source === 'resmo' && typeof row.facts.vendor === 'string' ? row.facts.vendor : '';
      const list = lists.get(source) ?? [];
      list.push({ ...app, facts, vendor });
      lists.set(source, list);
    }
  }
  return lists;
}
