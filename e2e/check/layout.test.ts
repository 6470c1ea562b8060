import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const ALLOWED = new Set([
  ...['electron', 'renderer', 'core', 'resources', 'e2e', 'docs', '.ci'],
  ...['electron-builder.yml', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'CONTRIBUTING.md'],
  // Configuration of tools that look for it here and nowhere else.
  ...[
    'biome.json',
    'knip.json',
    'vitest.config.ts',
    '.gitignore',
    '.gitattributes',
    '.npmrc',
    '.editorconfig',
    '.nvmrc',
  ],
]);
/** Made by tools, never committed (.gitignore). */
const MADE = new Set(['.git', 'node_modules', 'dist', 'release', 'coverage', 'test-results', 'playwright-report']);

test('the top level holds only what the layout names', () => {
  const extra = readdirSync(root).filter((name) => !ALLOWED.has(name) && !MADE.has(name));
  expect(extra).toEqual([]);
});
