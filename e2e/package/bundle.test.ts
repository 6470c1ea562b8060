import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumLaunchOptions } from '../harness/chromium.ts';
import { cutOffObstacle, runCutOff } from './cut-off.ts';
import { type Bundle, makeBundle } from './make-bundle.ts';
import { currentTarget } from './target.ts';
import { unpack } from './unpack.ts';

const root = join(import.meta.dirname, '../..');
/** Packed in haste: what is in the archive, and that it is the same again, does not hang on how small it is. */
const EFFORT = 1;
const scratch = mkdtempSync(join(tmpdir(), 'undercast-bundle-'));
const obstacle = cutOffObstacle();
const title = (name: string): string => (obstacle === null ? name : `${name} (skipped: ${obstacle})`);

describe('the carry-in bundle', () => {
  let bundle: Bundle;
  let home = '';
  let names: readonly string[] = [];

  beforeAll(async () => {
    bundle = await makeBundle(root, join(scratch, 'release'), EFFORT);
    names = (await unpack(bundle.archive, scratch)).map((name) => name.slice(bundle.folder.length + 1));
    home = join(scratch, bundle.folder);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const read = (path: string): string => readFileSync(join(home, path), 'utf8');

  test('lists every file with its checksum, and its own beside it', () => {
    const sums = new Map(
      read('SHA256SUMS')
        .trim()
        .split('\n')
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    expect([...sums.keys()].sort()).toEqual(names.filter((name) => name !== 'SHA256SUMS').sort());
    for (const [path, sum] of sums) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(home, path)))
          .digest('hex'),
        path,
      ).toBe(sum);
    }
    const own = createHash('sha256').update(readFileSync(bundle.archive)).digest('hex');
    expect(readFileSync(`${bundle.archive}.sha256`, 'utf8')).toBe(`${own}  ${bundle.folder}.zip\n`);
  });

  test('is the same archive when made again', async () => {
    const again = await makeBundle(root, join(scratch, 'again'), EFFORT);
    expect(again.sha256).toBe(bundle.sha256);
  });

  test('holds what runs and nothing else', () => {
    const target = currentTarget();
    const node = `app/node_modules/${target.nodePackage}/${target.nodeBinary}`;
    for (const path of [
      node,
      'app/core/cli/undercast.mjs',
      'app/dist/node/cli.js',
      'app/dist/renderer/index.html',
      'app/resources/catalog/catalog.bin',
    ]) {
      expect(names).toContain(path);
    }
    expect(names.filter((name) => /\.[cm]?tsx?$|\.map$/.test(name))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.node'))).toHaveLength(1);
    const packages = new Set(names.flatMap((name) => /^app\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []));
    expect([...packages].sort()).toEqual(['better-sqlite3', target.nodePackage].sort());
    const executable = names.filter((name) => (statSync(join(home, name)).mode & 0o100) !== 0);
    if (process.platform !== 'win32') expect(executable).toEqual(expect.arrayContaining([node, 'start', 'undercast']));
  });

  test('comes with a valid CycloneDX bill of what it holds', async () => {
    const text = read('sbom.cdx.json');
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBe(null);
    const bom: { components: { purl: string; hashes?: unknown[] }[] } = JSON.parse(text);
    const listed = bom.components.map((component) => component.purl);
    for (const folder of readdirSync(join(home, 'app/node_modules'))) {
      if (!folder.startsWith('@'))
        expect(
          listed.some((purl) => purl.startsWith(`pkg:npm/${folder}@`)),
          folder,
        ).toBe(true);
    }
    // What Vite has built into the page is inside too.
    expect(listed.some((purl) => purl.startsWith('pkg:npm/react-dom@'))).toBe(true);
    expect(bom.components.every((component) => component.hashes?.length === 1)).toBe(true);
  });

  test('comes with the licence text of every package in it', () => {
    const notices = read('THIRD-PARTY-NOTICES.txt');
    for (const name of [
      'better-sqlite3',
      'react-dom',
      'node-',
      '@mantine/core',
      '@fontsource-variable/inter',
      '# Sources of the app catalog',
      '# Icons of apps',
    ]) {
      expect(notices).toContain(`\n${name}`);
    }
  });

  describe('without a network', () => {
    const env = () => ({
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: join(scratch, 'home'),
      UNDERCAST_CONFIG: join(scratch, 'config'),
    });
    const workspace = join(scratch, 'cut-off.undercast');

    test.skipIf(obstacle !== null)(title('imports the sample'), () => {
      const made = runCutOff(
        join(home, 'undercast'),
        ['sample', '--workspace', workspace, '--lines', '6000', '--json'],
        env(),
      );
      expect(made.stderr).toBe('');
      expect(made.status).toBe(0);
      const listed = runCutOff(join(home, 'undercast'), ['apps', '--workspace', workspace, '--json'], env());
      const apps: { name: string; transactions: number }[] = JSON.parse(listed.stdout);
      expect(apps.find((app) => app.name === 'Microsoft Teams')?.transactions).toBeGreaterThan(10);
    });

    test.skipIf(obstacle !== null)(title('opens the console'), () => {
      expect(existsSync(workspace)).toBe(true);
      // Unpacked here: as the one user of a namespace, the unpacker may give no file away to the archive's owner.
      chromiumLaunchOptions();
      const opener = join(import.meta.dirname, 'open-page.ts');
      const opened = runCutOff(process.execPath, [opener, home, workspace], env());
      expect(opened.status, opened.stderr).toBe(0);
      const seen: { network: boolean; app: string; problems: string[] } = JSON.parse(
        opened.stdout.trim().split('\n').at(-1) ?? '',
      );
      expect(seen).toMatchObject({ network: false, app: expect.stringContaining('MEGA'), problems: [] });
    });
  });
});
