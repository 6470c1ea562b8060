import { defineConfig } from '@playwright/test';

/** The console in the real Electron, where its runtime is installed; elsewhere every spec is skipped, saying why. */
export default defineConfig({
  testDir: './harness',
  testMatch: ['electron.spec.ts'],
  globalSetup: './harness/electron-setup.ts',
  outputDir: '../test-results/electron',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
