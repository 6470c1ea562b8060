import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps the sources of a collector, and knows of no connection', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 16));
  db.exec("INSERT INTO collector (name, config, enabled, created, modified) VALUES ('fw', '{}', 1, 1, 1)");
  migrate(db, steps.slice(0, 17));
  expect(db.prepare('SELECT name FROM collector').pluck().all()).toEqual(['fw']);
  expect(db.prepare('SELECT count(*) FROM connection').pluck().get()).toBe(0);
  db.close();
});
