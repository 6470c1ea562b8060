import { loadMigrations } from '../../core/store/migrate.ts';

// Two branches may each add the next number: only together they break the sequence, which loading refuses.
try {
  loadMigrations();
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
