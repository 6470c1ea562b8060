import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';

const from = (...parts: string[]): string => join(import.meta.dirname, ...parts);

/** The store reads its migrations from a folder beside itself. */
const migrations: Plugin = {
  name: 'undercast-migrations',
  generateBundle() {
    const folder = from('..', 'core', 'store', 'migrations');
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.sql')) continue;
      this.emitFile({ type: 'asset', fileName: `migrations/${name}`, source: readFileSync(join(folder, name)) });
    }
  },
};

/**
 * Compiles entries and the engine's threads side by side into one folder, because each finds the next by a path beside its own.
 * better-sqlite3 stays outside: it loads a native file.
 * @param outDir below the project's folder, two levels deep as the sources' own folders are
 * @param entries files of sources by the names of what they become
 */
export function codeBuild(outDir: string, entries: Readonly<Record<string, string>>): UserConfig {
  const threads = readdirSync(from('..', 'core', 'host')).filter((name) => name.endsWith('-worker.ts'));
  return {
    root: import.meta.dirname,
    publicDir: false,
    plugins: [migrations],
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: true,
      outDir: from('..', outDir),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: {
          ...entries,
          ...Object.fromEntries(
            threads.map((name) => [name.slice(0, -'.ts'.length), from('..', 'core', 'host', name)]),
          ),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
      },
    },
  };
}
