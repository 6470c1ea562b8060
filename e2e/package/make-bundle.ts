import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BundleFile, bundleFiles } from './bundle-files.ts';
import { writeNotices } from './licences.ts';
import { collectPackages, runtimeNames } from './packages.ts';
import { pageNames } from './page-packages.ts';
import { writeSbom } from './sbom.ts';
import { currentTarget } from './target.ts';
import { sha256, writeSums, writeZip } from './write-zip.ts';

export interface Bundle {
  readonly archive: string;
  /** Folder inside the archive. */
  readonly folder: string;
  readonly files: number;
  readonly sha256: string;
}

export function readVersion(root: string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}

/** Builds the page; the bundle holds the built page, not its sources. */
export function buildPage(root: string): void {
  const words = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'renderer/vite.config.ts'];
  const result = spawnSync(process.execPath, [...words, '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) throw new Error('The page could not be built.');
}

/**
 * Makes the carry-in bundle for this platform, with checksums, bill of materials and notices beside it.
 * @throws Error when a package is missing or may not be handed out
 */
export async function makeBundle(root: string, outFolder: string): Promise<Bundle> {
  const target = currentTarget();
  const version = readVersion(root);
  if (!existsSync(join(root, 'dist/renderer/index.html'))) buildPage(root);
  const runtime = collectPackages(root, [...runtimeNames(root), target.nodePackage]);
  const shipped = collectPackages(root, [...runtimeNames(root), target.nodePackage, ...pageNames(root)]);
  const notices = writeNotices(shipped);
  const sbom = writeSbom(version, shipped);
  const content = bundleFiles({ root, target, version, runtime, notices, sbom });
  const sums: BundleFile = { path: 'SHA256SUMS', text: await writeSums(content), executable: false };
  const folder = `undercast-${version}-${target.name}`;
  mkdirSync(outFolder, { recursive: true });
  const archive = join(outFolder, `${folder}.zip`);
  await writeZip(archive, folder, [...content, sums]);
  const digest = await sha256(archive);
  writeFileSync(`${archive}.sha256`, `${digest}  ${folder}.zip\n`);
  writeFileSync(join(outFolder, `${folder}.cdx.json`), sbom);
  return { archive, folder, files: content.length + 1, sha256: digest };
}
