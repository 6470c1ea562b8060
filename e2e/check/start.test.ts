/** What a thread loads before it does anything: most of an import's first half second. */
import { execFileSync } from 'node:child_process';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { staticImports } from './imports.ts';
import { listSources } from './sources.ts';

const texts = new Map(listSources(join(import.meta.dirname, '../..')).map(({ path, text }) => [path, text]));

/** The project's files that `entries` load before their first line runs. */
function loadedWith(entries: readonly string[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    const text = texts.get(path);
    if (text === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const specifier of staticImports(path, text)) {
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(path), specifier));
    }
  };
  for (const entry of entries) visit(entry);
  return loaded;
}

const IMPORT = ['core/cli/main.ts', 'core/cli/commands/import.ts', 'core/host/engine.ts'];
const HEAVY = ['core/connectors/index.ts', 'core/pull/providers.ts', 'core/ingest/formats/registry.ts'];

test.each([
  ['the command line and the engine', IMPORT],
  ['the writer thread', ['core/host/writer-worker.ts']],
])('%s load no connector, provider or format before one is needed', (_, entries) => {
  const loaded = loadedWith(entries);
  for (const entry of entries) expect(loaded).toContain(entry);
  expect(loaded.size).toBeGreaterThan(50);
  expect(HEAVY.filter((file) => loaded.has(file))).toEqual([]);
});

test('a thread that answers questions loads no client of the network', () => {
  const loaded = loadedWith(['core/host/reader-worker.ts', 'core/host/reader/questions.ts']);
  expect(loaded.size).toBeGreaterThan(150);
  expect([...loaded].filter((file) => /^core\/(?:probe\/exchange|pull\/.*client)/.test(file))).toEqual([]);
});

test('a log of traffic is told from an audit log without a connector', () => {
  const root = join(import.meta.dirname, '../..');
  const script = `
    import { registerHooks } from 'node:module';
    import { Readable } from 'node:stream';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { auditConnectors } = await import('${pathToFileURL(join(root, 'core/services/imports/audit-log.ts'))}');
    const line = '1735689600.123 52 192.0.2.10 TCP_MISS/200 108 GET http://www.example.com/ - HIER_DIRECT/198.51.100.7 text/html';
    const found = await auditConnectors('access.log', async () => Readable.from([Buffer.from(line)]), []);
    process.stdout.write(JSON.stringify({ found, loaded }));
  `;
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const { found, loaded }: { found: unknown[]; loaded: string[] } = JSON.parse(answer);
  expect(found).toEqual([]);
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((url) => url.endsWith('/core/connectors/index.ts'))).toEqual([]);
});

test('what is loaded later is still found', () => {
  expect(loadedWith(HEAVY).size).toBeGreaterThan(300);
});
