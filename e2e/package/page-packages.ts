import { join } from 'node:path';
import { findImports } from '../check/imports.ts';
import { isTestFile, listSources } from '../check/sources.ts';

/** Types alone leave nothing behind in the build. */
const TYPES_ONLY = new Set(['geojson', 'topojson-specification', 'vite', '@vitejs/plugin-react']);

/** Names of the packages that Vite builds into the page, from the page's own imports. */
export function pageNames(root: string): readonly string[] {
  const names = new Set<string>();
  for (const source of listSources(root)) {
    if (!source.path.startsWith('renderer/') || isTestFile(source.path)) continue;
    for (const { specifier } of findImports(join(root, source.path), source.text)) {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) continue;
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      if (!TYPES_ONLY.has(name)) names.add(name);
    }
  }
  return [...names].sort();
}
