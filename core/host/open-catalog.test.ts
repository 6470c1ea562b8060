import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packCatalog } from '../catalog/index.ts';
import { AppError } from '../contract/errors.ts';
import type { CloudApp } from '../model/app.ts';
import { openCatalog } from './open-catalog.ts';

let root: string;
let resources: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'undercast-catalog-'));
  resources = join(root, 'resources');
  mkdirSync(join(resources, 'catalog'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const app: CloudApp = {
  id: 'acme',
  name: 'Acme',
  category: 'crm',
  vendor: null,
  description: null,
  homepage: null,
  headquarters: null,
  domains: ['acme.example'],
  kind: 'saas',
  custom: false,
  factors: {},
};

it('reads the file of a packaged console, and says what to do where it is missing or damaged', () => {
  expect(() => openCatalog(resources)).toThrow(/is missing. Install Undercast anew/);
  const file = join(resources, 'catalog', 'catalog.bin');
  const bytes = packCatalog([app]);
  writeFileSync(file, bytes);
  expect(openCatalog(resources).app(0)).toEqual(app);
  writeFileSync(file, bytes.subarray(0, bytes.length - 4));
  expect(() => openCatalog(resources)).toThrow(AppError);
});

it('builds a source tree’s file when it is missing or older than its sources', () => {
  for (const folder of ['apps', 'lists', 'listed', 'merge']) mkdirSync(join(resources, 'catalog', folder));
  for (const folder of ['catalog/packed', 'catalog/registry', 'ingest/match'])
    mkdirSync(join(root, 'core', folder), { recursive: true });
  const source = join(resources, 'catalog', 'apps', 'crm.ndjson');
  writeFileSync(source, '');
  const bytes = JSON.stringify([...packCatalog([app])]);
  const builder = join(resources, 'catalog', 'build.ts');
  writeFileSync(
    builder,
    `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('catalog.bin', import.meta.url), Uint8Array.from(${bytes} as number[]));`,
  );
  expect(openCatalog(resources).app(0).id).toBe('acme');
  writeFileSync(builder, 'throw new Error("the sources are at odds")');
  const past = new Date(Date.now() - 60_000);
  utimesSync(builder, past, past);
  expect(openCatalog(resources).count).toBe(1);
  const later = new Date(Date.now() + 60_000);
  utimesSync(source, later, later);
  expect(() => openCatalog(resources)).toThrow(/could not be built: .*at odds/);
});
