import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const FOLDERS = ['core', 'electron', 'renderer', 'e2e'];
const SKIPPED = new Set(['node_modules', 'dist']);

function isSource(entry: Dirent): boolean {
  return entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name);
}

/** The project's own source files, sorted by path. */
export function listSources(root: string): readonly Source[] {
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(join(folder, entry.name));
      else if (isSource(entry)) files.push(join(folder, entry.name));
    }
  };
  for (const folder of FOLDERS) walk(join(root, folder));
  return files
    .map((file) => ({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a file is only used by tests; such files may reach across layers and use Node. */
export function isTestFile(path: string): boolean {
  return /\.(test|spec|test-kit)\.tsx?$/.test(path) || path.startsWith('e2e/') || /\/testing(\/|\.tsx?$)/.test(path);
}
