import { expect, it } from 'vitest';
import type { CloudApp } from '../model/app.ts';
import { packCatalog } from './packed/pack.ts';
import { PackedCatalog } from './packed/packed-catalog.ts';
import { presentPlace, renamedApps } from './renamed.ts';

const app = (id: string, domains: readonly string[]): CloudApp => ({
  id,
  name: id,
  category: 'cloud-storage',
  vendor: null,
  description: null,
  homepage: null,
  headquarters: null,
  domains,
  kind: 'saas',
  custom: false,
  factors: {},
});
const catalog = new PackedCatalog(
  packCatalog(
    [
      app('acme', ['files.acme.example', 'acme-cloud.example']),
      app('github-copilot', ['githubcopilot.com']),
      app('other-example', ['other.example']),
    ],
    {
      version: '2',
      date: '2026-11-26',
      renamed: { 'github-mcp-server': 'github-copilot', gone: 'nowhere', acme: 'other-example' },
    },
  ),
);

it('finds what became of an app by its domain, or by the name it went up in', () => {
  expect(renamedApps(catalog, ['acme-cloud-example', 'github-mcp-server', 'acme', 'other-example', 'nobody'])).toEqual([
    ['acme-cloud-example', 'acme'],
    ['github-mcp-server', 'github-copilot'],
  ]);
  expect(renamedApps(catalog, ['acme'])).toEqual([]);
  expect(renamedApps(catalog, ['toString', 'gone'])).toEqual([]);
  expect(['acme', 'acme-cloud-example', 'github-mcp-server', 'gone'].map((id) => presentPlace(catalog, id))).toEqual([
    0, 0, 1, -1,
  ]);
});

it('finds what it found before among more ids than it remembers', () => {
  expect(renamedApps(catalog, ['acme-cloud-example'])).toEqual([['acme-cloud-example', 'acme']]);
  const many = Array.from({ length: 100_000 }, (_, at) => `nobody-${at}`);
  expect(renamedApps(catalog, ['acme-cloud-example', ...many])).toEqual([['acme-cloud-example', 'acme']]);
});

it('finds where an app of a later catalog was, when that is gone back from', () => {
  const later = new PackedCatalog(
    packCatalog(
      [app('acme-suite', ['acme-cloud.example']), app('copilot', ['copilot.example']), app('new', ['new.example'])],
      {
        version: '3',
        date: '2026-12-01',
        renamed: { 'github-copilot': 'copilot' },
      },
    ),
  );
  expect(renamedApps(catalog, ['acme-suite', 'copilot', 'new', 'nobody'], () => later)).toEqual([
    ['acme-suite', 'acme'],
    ['copilot', 'github-copilot'],
  ]);
});
