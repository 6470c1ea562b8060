import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { loadMigrations, migrate } from '../migrate.ts';

it('keeps the own formats, and knows of no own connector', () => {
  const db = new Database(':memory:');
  const steps = loadMigrations();
  migrate(db, steps.slice(0, 17));
  db.exec("INSERT INTO own_format (id, definition) VALUES ('custom-a', '{}')");
  migrate(db, steps.slice(0, 18));
  expect(db.prepare('SELECT id FROM own_format').pluck().all()).toEqual(['custom-a']);
  expect(db.prepare('SELECT count(*) FROM own_connector').pluck().get()).toBe(0);
  db.close();
});
