import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('adds sums of activities, none yet', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 27));
  db.exec("INSERT INTO activity_column (block, col, data) VALUES (1, 8, x'00')");
  migrate(db, steps.slice(0, 28));
  expect(db.prepare('SELECT count(*) FROM activity_column').pluck().get()).toBe(1);
  expect(db.prepare('SELECT count(*) FROM activity_sum').pluck().get()).toBe(0);
  expect(db.prepare('SELECT count(*) FROM activity_sum_column').pluck().get()).toBe(0);
  db.close();
});
