import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { keepCompiledCode } from './core/cli/compile-cache.mjs';

// Compiled once, what tests start is there in a third of the time.
keepCompiledCode();

/** Tests that only compute: they start no engine, no process and no server, and share a thread without knowing of each other. */
const COMPUTING = [
  'core/{catalog,connectors,contract,control,enrich,export,geo,ingest,kit,match,model,query,sample,services,snapshots,store,useragent}/**/*.test.ts',
  'renderer/{app,data,features,kit}/**/*.test.ts',
  'e2e/{check,fuzz}/**/*.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['e2e/harness/compiled-code.ts'],
    setupFiles: ['e2e/check/each-file.ts'],
    // Ends what hangs: three seconds of computing are a minute on a machine with thirty processes for two cores.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Only what must come is waited for, and on a busy machine it takes more than the second that would be the default.
    expect: { poll: { timeout: 60_000 } },
    // Keys and settings of tests stay out of the user's own folder.
    env: { UNDERCAST_CONFIG: join(tmpdir(), 'undercast-unit-config') },
    // Engines wait for disks and for each other between computing: one more worker than cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: { name: 'computing', include: COMPUTING, pool: 'threads', isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'running',
          include: ['core/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'dist/**', ...COMPUTING],
          pool: 'forks',
          // A process of its own for each file would load all code again, 0.7 s of computing a file: each-file.ts keeps them apart.
          isolate: false,
          // What starts processes may lose a race of theirs: it is tried once more, and named as flaky.
          retry: 1,
        },
      },
    ],
  },
});
