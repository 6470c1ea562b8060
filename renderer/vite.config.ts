import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What an open workspace shows first: fetched beside the page's own script, not after it. */
const FIRST = 'features/discovery/views.ts';

function preloadFirst(): Plugin {
  return {
    name: 'preload-first',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = new Set<string>();
        const add = (file: string): void => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || files.has(file)) return;
          files.add(file);
          for (const next of chunk.imports) add(next);
        };
        for (const [file, chunk] of Object.entries(bundle))
          if (chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(FIRST) === true) add(file);
        return [...files]
          .filter((file) => !html.includes(file))
          .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` } }));
      },
    },
  };
}

// One page, no code loaded from anywhere else: both hosts serve this folder as it is.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), preloadFirst()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // A data: font or image would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    // Parts of the page come later, their rules do not: which of two rules holds must not hang on what was opened first.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1000,
  },
});
