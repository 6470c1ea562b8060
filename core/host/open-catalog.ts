/** Opens the shipped catalog. In a source tree it is built first when it is missing or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PackedCatalog } from '../catalog/index.ts';
import { AppError } from '../contract/errors.ts';

/** Folders of sources below `catalog`, and the code that writes the file. */
const SOURCES = [
  '.',
  'apps',
  'lists',
  'listed',
  'merge',
  '../../core/ingest/match',
  '../../core/catalog/packed',
  '../../core/catalog/registry',
];

/** @throws AppError catalog.invalid with what to do */
export function openCatalog(resourcesDir: string): PackedCatalog {
  const folder = path.join(resourcesDir, 'catalog');
  const file = path.join(folder, 'catalog.bin');
  const builder = path.join(folder, 'build.ts');
  if (existsSync(builder) && isStale(folder, file)) {
    const built = spawnSync(process.execPath, [builder], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    if (built.status !== 0) {
      const why = built.stderr.split('\n').find((line) => /Error/.test(line)) ?? 'no reason given';
      throw new AppError('catalog.invalid', `The catalog could not be built: ${why}. Run "npm run catalog:build".`);
    }
  }
  if (!existsSync(file)) {
    throw new AppError('catalog.invalid', `The app catalog ${file} is missing. Install Undercast anew.`, { file });
  }
  return new PackedCatalog(readFileSync(file));
}

function isStale(folder: string, file: string): boolean {
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((source) => {
    const place = path.join(folder, source);
    return readdirSync(place).some((name) => {
      // A file that is written and swapped in beside the sources is none of them.
      if (name.startsWith('catalog.bin') || name.endsWith('.test.ts') || name.endsWith('.md')) return false;
      const found = statSync(path.join(place, name), { throwIfNoEntry: false });
      return found?.isFile() === true && found.mtimeMs > built;
    });
  });
}
