import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalog } from '../../core/host/open-catalog.ts';
import { buildIfStale, ELECTRON_CODE, PAGE } from '../../electron/loopback/build-if-stale.ts';
import { legalTexts, readVersion } from './make-bundle.ts';
import { sha256 } from './write-zip.ts';

/** Builds what electron-builder.yml packs: the page, Electron's side, notices and the bill of materials. */
export async function prepareDist(root: string): Promise<void> {
  await buildIfStale(root, [PAGE, ELECTRON_CODE], () => undefined);
  openCatalog(join(root, 'resources'));
  const { notices, sbom } = legalTexts(root, readVersion(root));
  const legal = join(root, 'dist/legal');
  mkdirSync(legal, { recursive: true });
  writeFileSync(join(legal, 'THIRD-PARTY-NOTICES.txt'), notices);
  writeFileSync(join(legal, 'sbom.cdx.json'), sbom);
}

/**
 * Runs electron-builder with the project's configuration.
 * @param words further words of its command line
 * @returns what it printed
 * @throws Error with its own first complaint
 */
export function runBuilder(root: string, words: readonly string[]): string {
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  const result = spawnSync(process.execPath, [cli, ...words, '--publish', 'never'], { cwd: root, encoding: 'utf8' });
  const output = `${result.stdout}${result.stderr}`;
  if (result.status === 0) return output;
  const complaint = output.split('\n').find((line) => line.includes('⨯'));
  throw new Error(complaint?.replace(/^\s*⨯\s*/, '').trim() ?? output.trim().slice(-500));
}

/** Writes SHA256SUMS over the installers in the folder and returns their names. */
export async function sumInstallers(folder: string): Promise<readonly string[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(exe|dmg|AppImage|deb)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const lines: string[] = [];
  for (const name of names) lines.push(`${await sha256(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
  return names;
}
