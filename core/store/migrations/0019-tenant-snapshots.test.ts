import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps what was there, and knows of no snapshot', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 18));
  db.exec("INSERT INTO own_connector (id, definition) VALUES ('custom-a', '{}')");
  migrate(db, steps.slice(0, 19));
  expect(db.prepare('SELECT id FROM own_connector').pluck().all()).toEqual(['custom-a']);
  expect(db.prepare('SELECT count(*) FROM tenant_snapshot').pluck().get()).toBe(0);
  db.close();
});
