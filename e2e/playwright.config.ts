import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './harness/chromium.ts';

/** The console in a real browser: real host, real engine, real files. Each spec starts what it needs. */
export default defineConfig({
  testDir: '.',
  globalSetup: ['./harness/compiled-code.ts', './harness/shared-sample.ts'],
  testMatch: ['flows/**/*.spec.ts', 'a11y/**/*.spec.ts'],
  outputDir: '../test-results/e2e',
  fullyParallel: false,
  // A spec waits for its page more often than it computes: three keep two cores busy.
  workers: 3,
  // These end what hangs; a slow machine with nothing else to do takes a quarter of them.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  // A spec that failed runs once more, with its trace; one that passes then is named as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    // Recording every page takes a fifth of all computing: only what failed is recorded.
    trace: 'on-first-retry',
  },
});
