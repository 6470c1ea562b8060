import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One page, no code loaded from anywhere else: both hosts serve this folder as it is.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // A data: font or image would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
