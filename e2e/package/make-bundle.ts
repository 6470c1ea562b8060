import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openCatalog } from '../../core/host/open-catalog.ts';
import { buildIfStale, NODE_CODE, PAGE } from '../../electron/loopback/build-if-stale.ts';
import { bundleFiles } from './bundle-files.ts';
import { writeNotices } from './licences.ts';
import { collectPackages, runtimeNames } from './packages.ts';
import { pageNames } from './page-packages.ts';
import { writeSbom } from './sbom.ts';
import { currentTarget } from './target.ts';
import { type Effort, loadFiles, sha256, writeSums, writeZip } from './write-zip.ts';

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

/** The parts that go with whatever is handed out. */
export interface LegalTexts {
  readonly notices: string;
  readonly sbom: string;
}

/** Notices and bill of materials of everything that runs, the page's packages included. */
export function legalTexts(root: string, version: string, extra: readonly string[] = []): LegalTexts {
  const shipped = collectPackages(root, [...runtimeNames(root), ...extra, ...pageNames(root)]);
  const folders = ['resources/catalog', 'resources/geo', 'renderer/kit/risk/icons'];
  const data = folders.map((folder) => readFileSync(join(root, folder, 'NOTICE.md'), 'utf8'));
  return { notices: [writeNotices(shipped), ...data].join('\n'), sbom: writeSbom(version, shipped) };
}

/**
 * Makes the carry-in bundle for this platform, with checksums, bill of materials and notices beside it.
 * @throws Error when a package is missing or may not be handed out
 */
export async function makeBundle(root: string, outFolder: string, effort?: Effort): Promise<Bundle> {
  const target = currentTarget();
  const version = readVersion(root);
  await buildIfStale(root, [PAGE, NODE_CODE], () => undefined);
  openCatalog(join(root, 'resources'));
  // Everything else is compiled into the code.
  const beside = collectPackages(root, ['better-sqlite3', target.nodePackage]);
  const { notices, sbom } = legalTexts(root, version, [target.nodePackage]);
  const content = loadFiles(bundleFiles({ root, target, version, beside, notices, sbom }));
  const sums = { path: 'SHA256SUMS', bytes: Buffer.from(await writeSums(content)), executable: false };
  const folder = `undercast-${version}-${target.name}`;
  mkdirSync(outFolder, { recursive: true });
  const archive = join(outFolder, `${folder}.zip`);
  await writeZip(archive, folder, [...content, sums], effort);
  const digest = await sha256(archive);
  writeFileSync(`${archive}.sha256`, `${digest}  ${folder}.zip\n`);
  writeFileSync(join(outFolder, `${folder}.cdx.json`), sbom);
  return { archive, folder, files: content.length + 1, sha256: digest };
}
