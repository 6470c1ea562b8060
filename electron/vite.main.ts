import { join } from 'node:path';
import { defineConfig } from 'vite';
import { codeBuild } from './vite.code.ts';

// Everything that runs in Electron outside the page: main, the engine's process and its threads.
export default defineConfig(
  codeBuild('dist/electron', {
    main: join(import.meta.dirname, 'main', 'index.ts'),
    engine: join(import.meta.dirname, 'engine', 'index.ts'),
  }),
);
