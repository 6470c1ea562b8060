import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

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

// Everything that runs in Electron outside the page: main, the engine's process and its threads, side by side in one
// folder because each finds the next by a path beside its own. better-sqlite3 stays outside: it loads a native file.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [migrations],
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: true,
    outDir: '../dist/electron',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        main: from('main', 'index.ts'),
        engine: from('engine', 'index.ts'),
        'ingest-worker': from('..', 'core', 'host', 'ingest-worker.ts'),
        'writer-worker': from('..', 'core', 'host', 'writer-worker.ts'),
        'compact-worker': from('..', 'core', 'host', 'compact-worker.ts'),
        'collector-worker': from('..', 'core', 'host', 'collector-worker.ts'),
        'reader-worker': from('..', 'core', 'host', 'reader-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name]-[hash].js' },
    },
  },
});
