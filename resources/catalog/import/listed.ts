/** One app as one public list names it, and the text form of such a list: tab-separated, sorted by domain. */
import { writeFileSync } from 'node:fs';
import type { AppKind } from '../../../core/model/app.ts';
import { compact, labelOf } from './domains.ts';

export interface ListedApp {
  /** Domain that somebody registered, below a platform's suffix where there is one. */
  readonly key: string;
  readonly name: string;
  /** Category id; empty where the list says nothing that maps to one. */
  readonly category: string;
  readonly kind: AppKind;
  /** Words of `tokens.ts`. */
  readonly facts: string;
  readonly vendor: string;
  /** Further domains, as registered. */
  readonly domains: readonly string[];
}

export interface ListSource {
  /** As values cite it, e.g. `twofactorauth (MIT)`. */
  readonly name: string;
  readonly asOf: string;
  readonly licence: string;
  readonly url: string;
  /** What is taken from it, in words. */
  readonly gives: string;
  readonly version?: string;
}

/**
 * Writes one list; of rows with one key, facts and domains are joined and the name that the domain carries is kept.
 * @returns the number of apps
 */
export function writeList(folder: URL, file: string, source: ListSource, rows: readonly ListedApp[]): number {
  const byKey = new Map<string, ListedApp>();
  for (const row of rows) {
    const before = byKey.get(row.key);
    byKey.set(row.key, before === undefined ? row : joined(before, row));
  }
  const lines = [...byKey.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, name, category, kind, facts, vendor, domains }) =>
      [key, cleanName(name), category, kind, facts, cleanName(vendor), domains.join(' ')].join('\t').trimEnd(),
    );
  writeFileSync(new URL(file, folder), `# ${JSON.stringify(source)}\n${lines.join('\n')}\n`);
  return lines.length;
}

/** Writes hosts of one class, each once. */
export function writeHosts(folder: URL, file: string, source: ListSource, hosts: readonly string[]): void {
  const lines = [...new Set(hosts)].sort();
  writeFileSync(new URL(file, folder), `# ${JSON.stringify(source)}\n${lines.join('\n')}\n`);
  process.stdout.write(`${file}: ${lines.length} hosts\n`);
}

function joined(one: ListedApp, other: ListedApp): ListedApp {
  const words = new Set([...one.facts.split(' '), ...other.facts.split(' ')].filter((word) => word !== ''));
  const domains = new Set([...one.domains, ...other.domains]);
  // Several pages of one site are listed by their own names: the one the domain carries is the site's.
  const name = fits(other) > fits(one) ? other.name : one.name;
  return {
    ...one,
    name,
    category: one.category || other.category,
    facts: [...words].join(' '),
    domains: [...domains].sort(),
  };
}

function fits({ key, name }: ListedApp): number {
  const label = labelOf(key).replace(/[^a-z0-9]/g, '');
  const plain = compact(name);
  return plain === label ? 3 : plain !== '' && label.includes(plain) ? 2 : plain.includes(label) ? 1 : 0;
}

/** Names come from lists that anybody edits: control characters and odd spaces go. */
export function cleanName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim();
}
