import { mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BuildTarget, buildIfStale, isStale } from './build-if-stale.ts';

let root: string;
const target: BuildTarget = {
  folder: 'dist/page',
  mark: 'index.html',
  configs: ['page/vite.config.ts'],
  sources: ['page'],
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'undercast-build-'));
  await mkdir(join(root, 'page'));
  await writeFile(join(root, 'page', 'index.html'), '<script type="module" src="./main.ts"></script>');
  await writeFile(join(root, 'page', 'main.ts'), 'document.title = "first";');
  await writeFile(join(root, 'page', 'vite.config.ts'), 'export default { root: import.meta.dirname, base: "./" };');
  await symlink(join(import.meta.dirname, '..', '..', 'node_modules'), join(root, 'node_modules'), 'junction');
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('builds what is missing or older than its sources, and nothing else', async () => {
  const said: string[] = [];
  const build = (): Promise<void> => buildIfStale(root, [target], () => said.push('building'));
  await build();
  expect(await readFile(join(root, 'dist', 'page', 'index.html'), 'utf8')).toContain('./assets/');
  await build();
  expect(said).toHaveLength(1);
  const later = new Date(Date.now() + 10_000);
  await utimes(join(root, 'page', 'main.ts'), later, later);
  expect(isStale(root, target)).toBe(true);
});

test('a source that is changed while it is built is built again', async () => {
  const change = 'closeBundle: () => writeFileSync(new URL("main.ts", import.meta.url), "document.title = 2;")';
  await writeFile(
    join(root, 'page', 'vite.config.ts'),
    `import { writeFileSync } from 'node:fs';
     export default { root: import.meta.dirname, base: './', plugins: [{ name: 'change', ${change} }] };`,
  );
  await buildIfStale(root, [target], () => undefined);
  expect(isStale(root, target)).toBe(true);
});

test('a build that fails says why in one line and leaves the old one', async () => {
  await buildIfStale(root, [target], () => undefined);
  await writeFile(join(root, 'page', 'main.ts'), 'import "./no-such-file.ts";');
  const later = new Date(Date.now() + 10_000);
  await utimes(join(root, 'page', 'main.ts'), later, later);
  const failure = await buildIfStale(root, [target], () => undefined).catch((error: unknown) => error);
  expect((failure as Error).message).toMatch(/^page\/vite\.config\.ts could not be built: .*no-such-file/);
  expect((failure as Error).message).not.toContain('\n');
  expect(await readFile(join(root, 'dist', 'page', 'index.html'), 'utf8')).toContain('./assets/');
});

test('a packaged console has no sources and is never stale', async () => {
  await rm(join(root, 'page'), { recursive: true });
  expect(isStale(root, target)).toBe(false);
});
