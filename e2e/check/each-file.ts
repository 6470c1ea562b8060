/**
 * Set-up of every test file. Files share a process with others before and behind them: each begins with the environment, the clock and the
 * globals of the run, and what its kits hold goes when it ends.
 *
 * Property tests draw the same values each time, so that the same commit always passes or always fails. `UNDERCAST_SEED=random` draws others
 * (to look for new counterexamples), a number those of that seed.
 */
import process from 'node:process';
import fc from 'fast-check';
import { afterAll, vi } from 'vitest';
import { endFile } from '../../core/kit/after-file.test-kit.ts';
import { setEnvironment } from '../../core/kit/environment.test-kit.ts';

const wanted = process.env.UNDERCAST_SEED ?? '20261126';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });

const environment = { ...process.env };
afterAll(async () => {
  await endFile();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  setEnvironment(environment);
});
