import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeElectronStandIn } from './electron-stand-in.ts';
import { prepareDist, runBuilder, sumInstallers } from './make-installers.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'undercast-dist-'));
const unpacked = join(folder, 'out/linux-unpacked');
const resources = join(unpacked, 'resources');

// Real binaries for the other systems come from the network; their part of the configuration is the same file.
describe.runIf(process.platform === 'linux')('the Electron build, on a stand-in for Electron', () => {
  let files: readonly string[] = [];

  beforeAll(async () => {
    await prepareDist(root);
    const electron = join(folder, 'electron');
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
    writeElectronStandIn(electron, version);
    runBuilder(root, [
      '--dir',
      '--linux',
      `-c.electronDist=${electron}`,
      `-c.electronVersion=${version}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ]);
    files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('packs main, engine, its threads, the preload, the page and the schema', () => {
    const names = ['main', 'preload', 'engine', 'ingest-worker', 'writer-worker', 'reader-worker'];
    for (const name of names) expect(files).toContain(`/dist/electron/${name}.js`);
    expect(files).toContain('/dist/renderer/index.html');
    const migrations = readdirSync(join(root, 'core/store/migrations')).filter((name) => name.endsWith('.sql'));
    for (const name of migrations) expect(files).toContain(`/dist/electron/migrations/${name}`);
    const manifest = JSON.parse(extractFile(join(resources, 'app.asar'), 'package.json').toString('utf8'));
    expect(files).toContain(`/${manifest.main}`);
  });

  test('packs no source, no test and no package but SQLite', () => {
    expect(files.filter((path) => /\.(ts|tsx|map)$/.test(path))).toEqual([]);
    const packages = new Set(files.flatMap((path) => /^\/node_modules\/([^/]+)/.exec(path)?.[1] ?? []));
    expect([...packages]).toEqual(['better-sqlite3']);
  });

  test('keeps the native file outside the archive, where it can be loaded, for this platform only', () => {
    const natives = readdirSync(join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds'));
    expect(natives).toEqual([`linux-${process.arch}.node`]);
  });

  test('ships the catalog, notices and bill of materials as plain files', () => {
    expect(existsSync(join(resources, 'resources/catalog/catalog.bin'))).toBe(true);
    expect(readFileSync(join(resources, 'legal/THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain('react-dom');
    expect(JSON.parse(readFileSync(join(resources, 'legal/sbom.cdx.json'), 'utf8')).bomFormat).toBe('CycloneDX');
    const sources = readdirSync(join(resources, 'resources'), { recursive: true }).map(String);
    expect(sources.filter((path) => path.endsWith('.ts'))).toEqual([]);
  });

  test('sets every fuse', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'undercast'));
    const state = (fuse: FuseV1Options) => (wire as Record<number, FuseState>)[fuse];
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    expect(on.map(state)).toEqual(on.map(() => FuseState.ENABLE));
    expect(off.map(state)).toEqual(off.map(() => FuseState.DISABLE));
  });

  test('writes checksums of installers only', async () => {
    expect(await sumInstallers(join(folder, 'out'))).toEqual([]);
    expect(existsSync(join(folder, 'out/SHA256SUMS'))).toBe(true);
  });
});
