import { join } from 'node:path';
import { defineConfig } from 'vite';

// A sandboxed preload is one CommonJS file that can require electron and nothing else.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: '../dist/electron',
    // It joins what vite.main.ts has put there.
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    rolldownOptions: {
      input: { preload: join(import.meta.dirname, 'preload', 'index.ts') },
      output: { format: 'cjs', entryFileNames: '[name].js' },
    },
  },
});
