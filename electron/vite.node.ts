import { join } from 'node:path';
import { defineConfig } from 'vite';
import { codeBuild } from './vite.code.ts';

const core = join(import.meta.dirname, '..', 'core');

// Everything that runs on plain Node: the command line, the console for a browser, its engine's process and its threads.
export default defineConfig(
  codeBuild('dist/node', {
    cli: join(core, 'cli', 'main.ts'),
    launch: join(import.meta.dirname, 'loopback', 'launch.ts'),
    serve: join(import.meta.dirname, 'loopback', 'serve.ts'),
    'engine-child': join(import.meta.dirname, 'loopback', 'engine-child.ts'),
  }),
);
